import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KeyRing, parseKeyFile } from '@saite/identity';
import { admitServices } from '../../../setup/src/broker/admit.ts';
import { type Infrastructure, openInfrastructure } from '../../../setup/src/infrastructure.ts';
import type { Keeper } from '../../../setup/src/processes/keeper.ts';
import { readSettings } from '../../../setup/src/settings.ts';
import { callBroker } from './broker-admin.ts';
import { KeptPart } from './kept-part.ts';
import { query } from './maintenance.ts';

/** Broker and database of this run alone, in a temporary folder: they may be killed whenever a fault wants it. */
export interface Ground {
  readonly infrastructure: Infrastructure;
  readonly keyRing: KeyRing;
  readonly broker: KeptPart;
  readonly database: KeptPart;
  /** Opens a virtual host, a database and a folder that nothing else uses. */
  openRoom(name: string): Promise<Room>;
  close(): Promise<void>;
}

/** Where one running system keeps everything. */
export interface Room {
  readonly name: string;
  readonly amqpUrl: string;
  readonly databaseUrl: string;
  readonly folder: string;
  /** Messages that wait in a queue of this room, by queue; its figures are up to five seconds old. */
  depths(): Promise<ReadonlyMap<string, number>>;
  close(): Promise<void>;
}

const PERMISSIONS = { configure: '.*', write: '.*', read: '.*' };

/**
 * @param say where the set-up tells its steps
 * @param onKeeper hears of whatever starts the processes, so that an interrupted run can end them
 */
export async function openGround(
  say: (line: string) => void,
  onKeeper: (keeper: Keeper) => void = () => {},
): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'saite-faults-'));
  chmodSync(folder, 0o711);
  // Never a broker or database that somebody else uses: this run kills them.
  const own = {
    amqpUrl: undefined,
    brokerAdminUrl: undefined,
    readerAmqpUrl: undefined,
    databaseUrl: undefined,
    oidcIssuer: undefined,
  };
  const infrastructure = await openInfrastructure({
    settings: { ...readSettings(), ...own, dataFolder: folder },
    say,
    disposable: true,
    onKeeper,
  });
  const { broker, database, environment } = infrastructure;
  const { adminUrl } = broker;
  if (adminUrl === undefined) throw new Error('the broker has no management interface');
  return {
    infrastructure,
    keyRing: parseKeyFile(readFileSync(environment.SAITE_KEYS ?? '', 'utf8')),
    broker: new KeptPart(broker),
    database: new KeptPart(database),
    openRoom: async (name) => {
      const amqpUrl = new URL(broker.url);
      amqpUrl.pathname = `/${name}`;
      const databaseUrl = new URL(database.url);
      databaseUrl.pathname = `/${name}`;
      const roomFolder = join(folder, name);
      mkdirSync(roomFolder, { mode: 0o711 });
      await query(database.url, `CREATE DATABASE ${name}`);
      await callBroker(adminUrl, 'PUT', `/api/vhosts/${name}`);
      for (const user of [amqpUrl.username, 'admin'])
        await callBroker(adminUrl, 'PUT', `/api/permissions/${name}/${user}`, PERMISSIONS);
      await admitServices(
        (method, path, body) => callBroker(adminUrl, method, path, body),
        name,
        Object.keys(broker.servicePasswords ?? {}),
      );
      return {
        name,
        amqpUrl: amqpUrl.href,
        databaseUrl: databaseUrl.href,
        folder: roomFolder,
        depths: async () => {
          const queues = await callBroker(adminUrl, 'GET', `/api/queues/${name}`);
          const rows = Array.isArray(queues) ? queues : [];
          return new Map(rows.map((row) => [String(row.name), Number(row.messages ?? 0)]));
        },
        close: async () => {
          await callBroker(adminUrl, 'DELETE', `/api/vhosts/${name}`);
          await query(database.url, `DROP DATABASE ${name} WITH (FORCE)`);
          rmSync(roomFolder, { recursive: true, force: true });
        },
      };
    },
    close: async () => {
      await infrastructure.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
