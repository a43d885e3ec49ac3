import type { Broker } from './broker/broker.ts';
import { openBroker } from './broker/open.ts';
import type { Database } from './database/database.ts';
import { openDatabase } from './database/open.ts';
import { demandFreeDisk } from './disk.ts';
import { ensureKeys } from './keys.ts';
import { type Keeper, openKeeper } from './processes/keeper.ts';
import { type Say, sayOnScreen, step } from './screen.ts';
import { readSettings, type Settings } from './settings.ts';

/** What everything else stands on: broker, database and keys of one data folder. */
export type Infrastructure = {
  keeper: Keeper;
  settings: Settings;
  broker: Broker;
  database: Database;
  /** The variables by which programs find all this. */
  environment: Record<string, string>;
  /** Stops broker and database, and whatever else the keeper started; gives the data folder free. */
  close: () => Promise<void>;
};

export type InfrastructureOptions = {
  settings?: Settings;
  say?: Say;
  /** The data are for this run only, so the servers need not close in order. */
  disposable?: boolean;
  /** Whether the database waits for the disk, as it does if not said; the end of the server it outlives anyhow. */
  synced?: boolean;
  /** Hears of the keeper before anything is started: a command may be interrupted, or find a reason not to start. */
  onKeeper?: (keeper: Keeper) => void | Promise<void>;
};

/** Takes the data folder, starts broker and database, and makes the keys if there are none. */
export async function openInfrastructure(options: InfrastructureOptions = {}): Promise<Infrastructure> {
  const { settings = readSettings(), say = sayOnScreen, disposable = false, synced = true } = options;
  const keeper = await openKeeper(settings.dataFolder, say, disposable);
  try {
    await options.onKeeper?.(keeper);
    demandFreeDisk(keeper.folder);
    const keys = ensureKeys(keeper.folder);
    const [broker, database] = await Promise.all([
      step(
        say,
        'broker',
        () => openBroker(keeper, settings, say),
        ({ description }) => description,
      ),
      step(
        say,
        'database',
        () => openDatabase(keeper, settings, say, synced),
        ({ description }) => description,
      ),
    ]);
    return {
      keeper,
      settings,
      broker,
      database,
      environment: {
        AMQP_URL: broker.url,
        DATABASE_URL: database.url,
        SAITE_KEYS: keys,
        SAITE_DATA: keeper.folder,
        // Whatever runs on this stands beside played registers; real ones have containers or units of their own.
        SAITE_MODE: 'sandbox',
        ...(broker.adminUrl === undefined ? {} : { SAITE_BROKER_ADMIN_URL: broker.adminUrl }),
        ...(broker.readerUrl === undefined ? {} : { SAITE_READER_AMQP_URL: broker.readerUrl }),
      },
      close: async () => {
        await Promise.all([broker.close(), database.close()]);
        await keeper.close();
      },
    };
  } catch (error) {
    await keeper.close();
    throw error;
  }
}
