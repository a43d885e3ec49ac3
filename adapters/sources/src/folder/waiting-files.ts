import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readSourceFileName, type SourceFileName } from '@saite/contracts';

/** Names that programs give a file while they write it. */
const UNFINISHED = /^\.|\.(part|partial|filepart|tmp|crdownload|swp)$|~$/i;
const RESULT = /\.result\.json$/;
/** A file is whole once it has not changed for so long. */
const STILL_MS = 3_000;

/** A whole file that waits in the folder of a source. */
export interface WaitingFile {
  readonly name: string;
  readonly path: string;
  /** What the name says; `undefined` if it is of another form. */
  readonly says: SourceFileName | undefined;
}

/** Whole files of a folder, older months and versions first, so that two that came together are taken in their order. */
export async function waitingFiles(folder: string, now: Date): Promise<WaitingFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: WaitingFile[] = [];
  for (const { name } of entries.filter((entry) => entry.isFile())) {
    if (UNFINISHED.test(name) || RESULT.test(name)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    // A time that lies ahead was brought along by a sender whose clock is wrong: that file is whole, too.
    if (Math.abs(now.getTime() - mtimeMs) >= STILL_MS)
      files.push({ name, path, says: readSourceFileName(name) });
  }
  return files.sort((one, other) => compare(one, other));
}

function compare(one: WaitingFile, other: WaitingFile): number {
  const [period, otherPeriod] = [one.says?.period ?? '', other.says?.period ?? ''];
  if (period !== otherPeriod) return period < otherPeriod ? -1 : 1;
  return (one.says?.version ?? 0) - (other.says?.version ?? 0);
}
