import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { OWNER_ONLY, readIfThere, writeWhole } from '../authority/files.ts';

const CookieKeys = z.array(z.string().min(32)).min(1);

/** The secrets that sign cookies, made at the first start. @param folder where they are kept */
export async function openCookieKeys(folder: string): Promise<readonly string[]> {
  const path = join(folder, 'cookie-keys.json');
  const text = await readIfThere(path);
  if (text !== undefined) return CookieKeys.parse(JSON.parse(text));
  const keys = [randomBytes(32).toString('base64url')];
  await writeWhole(path, `${JSON.stringify(keys)}\n`, OWNER_ONLY);
  return keys;
}
