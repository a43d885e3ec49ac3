import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type SourceFileName, sourceFileName } from '@saite/contracts';
import type { Clock } from '@saite/runtime';

/** Files keep the time at which their sender wrote them, as an upload over SFTP does: long enough ago to be whole. */
const WRITTEN_AGO_MS = 60_000;

/**
 * Puts a file into the folder of its source as the source's upload would: written beside, then named.
 *
 * @returns the name of the file
 */
export async function upload(
  folder: string,
  name: SourceFileName,
  content: Readable,
  clock: Clock,
): Promise<string> {
  const own = join(folder, name.source);
  await mkdir(own, { recursive: true });
  const fileName = sourceFileName(name);
  const unfinished = join(own, `${fileName}.${process.hrtime.bigint()}.part`);
  try {
    await pipeline(content, createWriteStream(unfinished, { mode: 0o640 }));
    const written = new Date(clock.now().getTime() - WRITTEN_AGO_MS);
    await utimes(unfinished, written, written);
    await rename(unfinished, join(own, fileName));
  } finally {
    await rm(unfinished, { force: true });
  }
  return fileName;
}
