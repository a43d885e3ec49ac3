import { dockerEngineRuns } from '../containers/engine.ts';
import { chooseProvider } from '../containers/provider.ts';
import { givenPart } from '../given-part.ts';
import { reasonOf } from '../problem.ts';
import type { Keeper } from '../processes/keeper.ts';
import type { Say } from '../screen.ts';
import type { Settings } from '../settings.ts';
import { createContainerDatabase } from './container.ts';
import type { Database } from './database.ts';
import { createEmbeddedDatabase } from './embedded.ts';
import { readDatabaseState } from './state.ts';

/**
 * The database of a run, started.
 *
 * @param synced whether a confirmed commit is on the disk, and so outlives the end of the machine
 */
export async function openDatabase(
  keeper: Keeper,
  settings: Settings,
  say: Say,
  synced: boolean,
): Promise<Database> {
  const state = readDatabaseState(keeper.folder);
  const remembered = state && (state.provider === 'container' ? 'container' : 'machine');
  const provider = chooseProvider(settings.databaseUrl !== undefined, remembered, await dockerEngineRuns());
  if (settings.databaseUrl !== undefined) return givenDatabase(settings.databaseUrl);
  if (provider === 'container') {
    const container = await createContainerDatabase(keeper, synced);
    try {
      await container.start();
      return container;
    } catch (error) {
      if (remembered !== undefined) throw error;
      await container.stop();
      say(
        `! the database's container did not start (${reasonOf(error)}); the embedded server is used instead`,
      );
    }
  }
  const embedded = await createEmbeddedDatabase(keeper, say, synced);
  await embedded.start();
  return embedded;
}

function givenDatabase(url: string): Database {
  return {
    ...givenPart('database'),
    description: 'given by DATABASE_URL',
    url,
    close: async () => undefined,
  };
}
