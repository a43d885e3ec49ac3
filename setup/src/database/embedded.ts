import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createLogFile, lastLines } from '../files.ts';
import { freePort } from '../ports.ts';
import { reasonOf, SetupProblem } from '../problem.ts';
import type { Keeper } from '../processes/keeper.ts';
import { lockFolder } from '../processes/lock.ts';
import { createPart } from '../processes/part.ts';
import { endStrays } from '../processes/strays.ts';
import type { Say } from '../screen.ts';
import { asAccount, databaseAccount } from './account.ts';
import { ensureCluster, settingArguments } from './cluster.ts';
import type { Database } from './database.ts';
import { databaseFolder } from './folder.ts';
import { findPrograms } from './programs.ts';
import { untilDatabaseReady } from './ready.ts';
import { newDatabaseState, readDatabaseState, writeDatabaseState } from './state.ts';

// Long, because a server that was killed first works through what it had not written out.
const START_LIMIT_MS = 120_000;

/** The real server from the project's packages, on a free port of the loopback address. */
export async function createEmbeddedDatabase(keeper: Keeper, say: Say, synced = true): Promise<Database> {
  const account = databaseAccount();
  const programs = findPrograms(account, join(keeper.folder, 'programs'));
  const state = readDatabaseState(keeper.folder) ?? newDatabaseState('embedded');
  const folder = databaseFolder(keeper.folder, state.folder, account);
  // Outside the data folder, the folder's own lock says nothing about who else uses the data: a copy of it may.
  const lock = folder.startsWith(keeper.folder) ? undefined : await lockFolder(folder, say);
  const port = await freePort(state.port);
  writeDatabaseState(keeper.folder, { ...state, folder, port });
  const url = `postgres://saite:${state.password}@127.0.0.1:${port}/saite`;
  const log = join(keeper.folder, 'logs', 'database.log');
  const openLog = createLogFile(log);

  const part = createPart('database', async () => {
    const cluster = ensureCluster(folder, programs, account, state.password);
    await endStrays(cluster);
    // Nobody works in the folder any more, so the mark of a server that was killed says nothing; by chance
    // its process number may be that of another server of the same user now.
    if (process.platform === 'linux') rmSync(join(cluster, 'postmaster.pid'), { force: true });
    const handle = openLog();
    const server = await keeper.run(
      'database',
      join(programs.folder, 'bin', 'postgres'),
      serverArguments(cluster, port, synced),
      {
        kind: 'server',
        // SIGINT is the fast shutdown: it ends sessions, and what is committed is written.
        ending: { signal: 'SIGINT', patienceMs: 15_000 },
        ...asAccount(account),
        cwd: folder,
        env: { PATH: process.env.PATH, LC_ALL: 'C' },
        stdio: ['ignore', handle, handle],
      },
    );
    const ended = server.exited.then(() => 'it ended while it started');
    const ready = untilDatabaseReady(url, AbortSignal.timeout(START_LIMIT_MS)).then(() => undefined);
    const failure = await Promise.race([ready.catch((error: unknown) => reasonOf(error)), ended]);
    if (failure === undefined) return server;
    await server.kill();
    throw new SetupProblem(
      `The database did not start: ${failure}. Its last lines:\n${lastLines(log)}`,
      `Datubāze nesāka darboties. Žurnāls: ${log}`,
    );
  });
  return {
    ...part,
    description: `PostgreSQL ${programs.version}, embedded${account === undefined ? '' : `, user ${account.name}`}`,
    url,
    close: async () => {
      await part.stop();
      lock?.release();
      // Data that lie outside a disposable folder would stay behind when the folder goes.
      if (keeper.disposable && !folder.startsWith(keeper.folder))
        rmSync(folder, { recursive: true, force: true });
    },
  };
}

function serverArguments(cluster: string, port: number, synced: boolean): string[] {
  const place = { port: String(port), listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  return ['-D', cluster, ...settingArguments(synced, place)];
}
