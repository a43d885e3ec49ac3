import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Source, SourceFileResult } from '@saite/contracts';

const ENDING = '.result.json';

/** A result as the source finds it, under the name of its file. */
export type FoundResult = { readonly file: string } & SourceFileResult;

/** What became of a source's files, in the order in which it was decided. */
export async function resultsOf(folder: string, source: Source): Promise<FoundResult[]> {
  const found: FoundResult[] = [];
  for (const part of ['done', 'refused']) {
    const own = join(folder, source, part);
    const names = await readdir(own).catch(() => []);
    for (const name of names.filter((one) => one.endsWith(ENDING) && !one.startsWith('.'))) {
      const result = SourceFileResult.parse(JSON.parse(await readFile(join(own, name), 'utf8')));
      found.push({ file: name.slice(0, -ENDING.length), ...result });
    }
  }
  return found.sort((one, other) => (one.checkedAt < other.checkedAt ? -1 : 1));
}
