import { createContainerPart, volumeName } from '../containers/container-part.ts';
import { freePort } from '../ports.ts';
import type { Keeper } from '../processes/keeper.ts';
import { CLUSTER_OPTIONS, settingArguments } from './cluster.ts';
import type { Database } from './database.ts';
import { untilDatabaseReady } from './ready.ts';
import { newDatabaseState, readDatabaseState, writeDatabaseState } from './state.ts';

const IMAGE = 'postgres:18';
const SHARED_MEMORY_BYTES = 256 * 1024 * 1024;

/** A database of the Docker engine, its data in a volume of this data folder. */
export async function createContainerDatabase(keeper: Keeper, synced: boolean): Promise<Database> {
  const state = readDatabaseState(keeper.folder) ?? newDatabaseState('container');
  const port = await freePort(state.port);
  const url = `postgres://saite:${state.password}@127.0.0.1:${port}/saite`;
  const part = createContainerPart('database', {
    image: IMAGE,
    ports: { 5432: port },
    dataPath: '/var/lib/postgresql',
    volume: keeper.disposable ? undefined : volumeName(keeper.folder, 'database'),
    configure: (container) =>
      container
        .withEnvironment({
          POSTGRES_USER: 'saite',
          POSTGRES_PASSWORD: state.password,
          POSTGRES_DB: 'saite',
          POSTGRES_INITDB_ARGS: CLUSTER_OPTIONS.join(' '),
        })
        .withSharedMemorySize(SHARED_MEMORY_BYTES)
        .withCommand(['postgres', ...settingArguments(synced)]),
    untilReady: async (signal) => {
      await untilDatabaseReady(url, signal);
      writeDatabaseState(keeper.folder, { ...state, port });
    },
  });
  return { ...part, description: `${IMAGE}, Docker`, url, close: part.stop };
}
