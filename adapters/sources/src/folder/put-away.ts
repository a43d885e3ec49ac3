import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readSourceFileName, type SourceFileName, type SourceFileResult } from '@saite/contracts';
import type { WaitingFile } from './waiting-files.ts';

const FOLDERS = { accepted: 'done', refused: 'refused' } as const;
const resultName = (name: string): string => `${name}.result.json`;

/**
 * Moves a file away, its result beside it: the result is whole before the file is there. A file that was accepted is one
 * under its name whenever it comes; of refused ones each is kept.
 */
export async function putAway(
  folder: string,
  { name, path }: WaitingFile,
  result: SourceFileResult,
): Promise<void> {
  const target = join(folder, FOLDERS[result.outcome]);
  await mkdir(target, { recursive: true });
  const free = result.outcome === 'accepted' ? name : await freeName(target, name);
  const unfinished = join(target, `.${free}.result.part`);
  const file = await open(unfinished, 'w', 0o640);
  try {
    await file.writeFile(`${JSON.stringify(result, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, join(target, resultName(free)));
  await rename(path, join(target, free));
}

/** A name under which no file is there yet: what was refused and sent again keeps both. */
async function freeName(folder: string, name: string): Promise<string> {
  const there = new Set(await readdir(folder));
  if (!there.has(name) && !there.has(resultName(name))) return name;
  for (let number = 2; ; number += 1) {
    const other = name.replace(/(\.csv)?$/i, `.${number}$1`);
    if (!there.has(other) && !there.has(resultName(other))) return other;
  }
}

export interface ClearingOptions {
  /** Whether all of a file was told, so that its bytes are needed no more. */
  readonly isTold: (name: SourceFileName) => Promise<boolean>;
  readonly now: Date;
  /** How long the bytes of a refused file are kept. */
  readonly keepRefusedMs: number;
}

/** Removes the bytes of files that are done with; their results stay. They hold personal codes, so they do not lie around. */
export async function removeBytes(folder: string, options: ClearingOptions): Promise<void> {
  const done = join(folder, FOLDERS.accepted);
  for (const name of await contentsOf(done)) {
    const says = readSourceFileName(name);
    if (says && (await options.isTold(says))) await rm(join(done, name), { force: true });
  }
  const refused = join(folder, FOLDERS.refused);
  for (const name of await contentsOf(refused)) {
    const decided = await stat(join(refused, resultName(name))).catch(() => undefined);
    if (decided && options.now.getTime() - decided.mtimeMs >= options.keepRefusedMs)
      await rm(join(refused, name), { force: true });
  }
}

/** Files of a folder that are no results; none if there is no such folder. */
async function contentsOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => !name.startsWith('.') && !name.endsWith('.result.json'));
}
