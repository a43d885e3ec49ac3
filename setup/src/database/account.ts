import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupProblem } from '../problem.ts';

/** The system user that runs the server. Nothing means: whoever runs this process. */
export type Account = { name: string; uid: number; gid: number } | undefined;

const OWN_USER = 'saite-postgres';

/** PostgreSQL refuses to run as root, so root lends it a user: its own, or one that every system has. */
export function databaseAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  const args = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
  ];
  if (find(OWN_USER) === undefined) spawnSync('useradd', [...args, OWN_USER], { stdio: 'ignore' });
  const account = find(OWN_USER) ?? find('postgres') ?? find('nobody');
  if (account !== undefined) return account;
  throw new SetupProblem(
    'PostgreSQL does not run as root, and no other user could be made. Run as another user, or set DATABASE_URL.',
    'PostgreSQL nedarbojas ar root tiesībām, un citu lietotāju neizdevās izveidot. Palaidiet ar citu lietotāju vai iestatiet DATABASE_URL.',
  );
}

function find(name: string): Account {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { name, uid: Number(uid), gid: Number(gid) };
}

/** The options that make a child process run as the account. */
export function asAccount(account: Account): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}

/** Whether the account may go to a folder and write there. Asked in its name: rights have more rules than modes. */
export function mayUse(folder: string, account: Account): boolean {
  const test = 'cd "$1" && : > .saite-probe && rm .saite-probe';
  return (
    spawnSync('/bin/sh', ['-c', test, 'sh', folder], { ...asAccount(account), cwd: '/', stdio: 'ignore' })
      .status === 0
  );
}

/** Gives a folder and all in it to the account; the account's number may differ from machine to machine. */
export function giveTo(folder: string, account: Account): void {
  if (account === undefined || lstatSync(folder).uid === account.uid) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    chownSync(join(folder, name), account.uid, account.gid);
  }
  chownSync(folder, account.uid, account.gid);
}
