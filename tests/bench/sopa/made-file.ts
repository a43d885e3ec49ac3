import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Atvk, type CalendarDate, dateOfDayNumber, dayNumber } from '@saite/contracts';
import {
  type ImportFileOptions,
  personsOfBytes,
  writeImportFile,
} from '../../../adapters/sopa/src/sandbox/imports/write-import-file.ts';

/** Whose files they are: a municipality that is large enough for each size. */
export const MUNICIPALITY = Atvk.parse('0001000');

/** A file of SOPA on the disk, a first one with everybody in it. */
export interface MadeFile {
  readonly path: string;
  readonly bytes: number;
}

export const megabytesOf = ({ bytes }: MadeFile): number => bytes / 1_000_000;
export const rate = (megabytesPerSecond: number): string => `${megabytesPerSecond.toFixed(1)} MB/s`;

/** Writes a file of about so many MB (10⁶ bytes) that breaks no rule, and is about the day before `today`. */
export async function makeFile(folder: string, megabytes: number, today: CalendarDate): Promise<MadeFile> {
  const day = dateOfDayNumber(dayNumber(today) - 1);
  const options: Omit<ImportFileOptions, 'persons'> = {
    seed: 1,
    municipality: MUNICIPALITY,
    sequence: 1,
    kind: 'daily',
    periodFrom: day,
    periodTo: day,
  };
  const persons = personsOfBytes(options, megabytes * 1_000_000);
  const path = join(folder, `import-${megabytes}.xml`);
  await pipeline(Readable.from(writeImportFile({ ...options, persons })), createWriteStream(path));
  return { path, bytes: (await stat(path)).size };
}
