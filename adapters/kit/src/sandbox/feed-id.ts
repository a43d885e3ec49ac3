import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The id of a played register's feed of changes: kept beside the records, so that losing them gives another one. */
export async function feedId(folder: string, register: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `sandbox-${register}-feed`);
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    const id = randomUUID();
    await writeFile(path, `${id}\n`);
    return id;
  }
}
