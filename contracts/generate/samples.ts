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
export const readSamples = (): Sample[] => readBy('*/*.json');

/** Samples of one event type. */
export const samplesOf = (type: string): Sample[] => readBy(`${type}/*.json`);

function readBy(pattern: string): Sample[] {
  return globSync(pattern, { cwd: SAMPLES })
    .sort()
    .map((path) => {
      const [type = '', file = ''] = path.split(/[\\/]/);
      const event = plainObject(JSON.parse(readFileSync(join(SAMPLES, path), 'utf8')));
      return { type, name: file.replace(/\.json$/, ''), event };
    });
}
