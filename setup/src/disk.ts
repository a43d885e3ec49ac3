import { statfsSync } from 'node:fs';
import { SetupProblem } from './problem.ts';

const LEAST_BYTES = 500 * 1024 * 1024;

/** Refuses a nearly full disk at once: broker and database stop working on one, each with its own odd message. */
export function demandFreeDisk(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= LEAST_BYTES) return;
  const megabytes = Math.floor(free / 1024 / 1024);
  throw new SetupProblem(
    `Only ${megabytes} MB are free at ${folder}; 500 MB are needed. Make room, or set SAITE_DATA to a folder elsewhere.`,
    `Mapē ${folder} brīvi ir tikai ${megabytes} MB; nepieciešami 500 MB. Atbrīvojiet vietu vai iestatiet SAITE_DATA uz citu mapi.`,
  );
}
