import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type EventOf,
  type EventType,
  eventContracts,
  type FactEvent,
  isEventType,
  isFactType,
  isMunicipalType,
  type MunicipalType,
  type SaiteEvent,
} from '@saite/contracts';
import { makeKeyFile } from '@saite/identity';
import { type Clock, type Closer, createLog, systemClock } from '@saite/runtime';
import { openRoom, type Room } from '@saite/runtime/testing';
import { type Adapter, openAdapter } from '../adapter.ts';

/** An adapter's ground in a room of its own, and what it tells. */
export interface TestAdapter {
  readonly adapter: Adapter;
  readonly room: Room;
  readonly keyPath: string;
  /** Facts of the wanted types, as they came out of the broker. */
  readonly told: FactEvent[];
  /** Records of municipalities of the wanted types, that no case of the hub reads. */
  readonly records: EventOf<MunicipalType>[];
  /** Every other event of the wanted types. */
  readonly others: SaiteEvent[];
  /** Ends the adapter as its process would. */
  end(): Promise<void>;
  /** Ends it and clears up all that it made. */
  close(): Promise<void>;
}

export interface TestAdapterOptions {
  readonly name: string;
  readonly steps: readonly string[];
  /** Types of the facts to listen to. */
  readonly types: readonly EventType[];
  /** Schema of the store, `adapter_<name>` if not said. */
  readonly schema?: string;
  readonly clock?: Clock | undefined;
  /** Another one whose broker, database and keys this one shares, as a second process of the same adapter. */
  readonly sharing?: Pick<TestAdapter, 'room' | 'keyPath'> | undefined;
}

/** Opens an adapter's ground on a real broker and database. */
export async function openTestAdapter({
  name,
  steps,
  types,
  schema,
  clock,
  sharing,
}: TestAdapterOptions): Promise<TestAdapter> {
  const room = sharing?.room ?? (await openRoom());
  const folder = await mkdtemp(join(tmpdir(), 'saite-test-adapter-'));
  const keyPath = sharing?.keyPath ?? join(folder, 'keys.json');
  if (!sharing) await writeFile(keyPath, makeKeyFile());
  const closers: Closer[] = [];
  const adapter = await openAdapter({
    name,
    settings: {
      AMQP_URL: room.amqpUrl,
      DATABASE_URL: room.databaseUrl,
      SAITE_KEYS: keyPath,
      SAITE_HOST: '127.0.0.1',
      SAITE_METRICS_PORT: 0,
    },
    log: createLog('test', process.env.LOG_LEVEL ?? 'silent'),
    closes: (closer) => closers.push(closer),
    reopen: () => {}, // a test that wants it ends the adapter and opens another one
    steps,
    ...(schema !== undefined && { schema }),
    clock: clock ?? systemClock,
  });
  const told: FactEvent[] = [];
  const records: EventOf<MunicipalType>[] = [];
  const others: SaiteEvent[] = [];
  await adapter.bus.consume({
    queue: 'saite.test',
    patterns: types,
    batchSize: 500,
    handle: async (batch) => {
      for (const { type, body } of batch) {
        const content: unknown = JSON.parse(body.toString());
        if (isFactType(type)) told.push(eventContracts[type].parse(content));
        else if (isMunicipalType(type)) records.push(eventContracts[type].parse(content));
        else if (isEventType(type)) others.push(eventContracts[type].parse(content));
      }
      return batch.map(() => ({ verdict: 'done' as const }));
    },
    hold: async () => {},
    isTransient: () => false,
    onTrouble: () => {},
  });
  const end = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  return {
    adapter,
    room,
    keyPath,
    told,
    records,
    others,
    end,
    close: async () => {
      await end();
      if (!sharing) await room.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
