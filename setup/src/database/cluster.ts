import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupProblem } from '../problem.ts';
import { type Account, asAccount } from './account.ts';
import type { Programs } from './programs.ts';

/** Makes the empty database cluster unless it is there. It is made aside, so a kill leaves no half of one. */
export function ensureCluster(
  folder: string,
  programs: Programs,
  account: Account,
  password: string,
): string {
  const cluster = join(folder, 'data');
  if (existsSync(cluster)) return cluster;
  const draft = join(folder, 'data.draft');
  rmSync(draft, { recursive: true, force: true });
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account !== undefined) chownSync(passwordFile, account.uid, account.gid);
  const made = spawnSync(
    join(programs.folder, 'bin', 'initdb'),
    [`--pgdata=${draft}`, '--username=saite', `--pwfile=${passwordFile}`, ...CLUSTER_OPTIONS],
    { ...asAccount(account), cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C' } },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    throw new SetupProblem(
      `The database could not be made in ${folder}:\n${made.stderr}`.trim(),
      `Datubāzi mapē ${folder} neizdevās izveidot.`,
      { cause: made.error },
    );
  }
  renameSync(draft, cluster);
  return cluster;
}

/** The same letters and order on every machine, whatever locales it has. */
export const CLUSTER_OPTIONS = [
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

/** Settings that differ from PostgreSQL's own. Nothing here trades a confirmed commit for speed. */
const SERVER_SETTINGS = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '256MB',
  max_connections: '200',
  max_wal_size: '2GB',
  min_wal_size: '256MB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  wal_compression: 'on',
  // Short statements: compiling them costs more than it saves.
  jit: 'off',
  timezone: 'UTC',
  log_min_messages: 'warning',
  // Parameters may be personal data, and a log is no place for them.
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
} as const;

/** Waits for no disk: a confirmed commit outlives the end of the server, and not that of the machine. */
const UNSYNCED_SETTINGS = { fsync: 'off', full_page_writes: 'off' } as const;

/** The server's settings as its arguments. */
export const settingArguments = (synced: boolean, others: Readonly<Record<string, string>> = {}): string[] =>
  Object.entries({ ...SERVER_SETTINGS, ...(synced ? {} : UNSYNCED_SETTINGS), ...others }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  );
