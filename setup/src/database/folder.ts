import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, giveTo, mayUse } from './account.ts';
import { OPEN_FOLDER } from './programs.ts';

/**
 * The folder of the server's data: in the data folder; or, when the server's user cannot get there (a checkout in
 * root's home), under a folder that is open to it.
 *
 * @param known where an earlier start put the data
 */
export function databaseFolder(dataFolder: string, known: string | undefined, account: Account): string {
  // The data folder may have been moved as a whole, so a folder within it is not looked for by its old path.
  const inside = join(dataFolder, 'database');
  const elsewhere = known?.startsWith(OPEN_FOLDER) === true && existsSync(known) ? known : undefined;
  if (elsewhere !== undefined) return prepare(elsewhere, account);
  const existed = existsSync(inside);
  prepare(inside, account);
  if (mayUse(inside, account)) return inside;
  if (!existed) rmSync(inside, { recursive: true });
  mkdirSync(OPEN_FOLDER, { recursive: true });
  chmodSync(OPEN_FOLDER, 0o755);
  return prepare(join(OPEN_FOLDER, `data-${randomBytes(8).toString('hex')}`), account);
}

function prepare(folder: string, account: Account): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo(folder, account);
  return folder;
}
