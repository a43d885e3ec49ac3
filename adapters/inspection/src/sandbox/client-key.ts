import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClientFile } from '../protocol.ts';

/** The key that the inspection gave to Saite: made at the first start, kept in `inspection-client.json`. */
export async function readOrMakeKey(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'inspection-client.json');
  const file = `${JSON.stringify({ apiKey: randomBytes(24).toString('base64url') }, null, 2)}\n`;
  await writeFile(path, file, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  return ClientFile.parse(JSON.parse(await readFile(path, 'utf8'))).apiKey;
}
