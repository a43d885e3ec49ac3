import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAMPLES } from './folders.ts';
import { type JsonObject, plainObject } from './json.ts';

export interface Sample {
  readonly type: string;
  /** Name of the file without its ending. */
  readonly name: string;
  readonly event: JsonObject;
}

/** Every golden sample, by type and name. */
export function readSamples(): Sample[] {
  return globSync('*/*.json', { cwd: SAMPLES })
    .sort()
    .map((path) => {
      const [type = '', file = ''] = path.split(/[\\/]/);
      const event = plainObject(JSON.parse(readFileSync(join(SAMPLES, path), 'utf8')));
      return { type, name: file.replace(/\.json$/, ''), event };
    });
}

/** Samples of one event type. */
export const samplesOf = (type: string): Sample[] => readSamples().filter((sample) => sample.type === type);
