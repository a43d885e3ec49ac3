import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeKeyFile } from '@saite/identity';
import { writeSecret } from './files.ts';

/**
 * The path of the installation's key file, which is made at the first start. It is never made anew beside data
 * that exist: what is sealed with a key can be read with no other.
 */
export function ensureKeys(dataFolder: string): string {
  const path = join(dataFolder, 'keys.json');
  if (!existsSync(path)) writeSecret(path, makeKeyFile());
  return path;
}
