import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Adapter, KIT_STEPS, openAdapter, publishFacts } from '@saite/adapter-kit';
import {
  type EventOf,
  eventContracts,
  type PersonCode,
  type PersonRef,
  RecordId,
  RecordVersion,
  Stay,
} from '@saite/contracts';
import { eventIdOf, makeKeyFile, personRef, sealCode } from '@saite/identity';
import { type Clock, type Closer, createLog, systemClock, toInstant } from '@saite/runtime';
import { openRoom } from '@saite/runtime/testing';
import { startPmlp } from '../adapter.ts';
import { type PlayedPmlp, playPmlp } from './played-pmlp.ts';

type PersonEvent = EventOf<'pmlp.person.updated.v1'>;

/** The adapter on a real broker and database, beside the played register, in a room of its own. */
export interface World {
  readonly adapter: Adapter;
  readonly pmlp: PlayedPmlp;
  ref(code: PersonCode): PersonRef;
  /** SPOLIS places a person in care. */
  place(code: PersonCode): Promise<void>;
  /** What the adapter told of a person, under the reference of a code, in order. */
  told(code: PersonCode): PersonEvent[];
  parked(): Promise<{ item: string; reason: string; path: string; state: string }[]>;
  close(): Promise<void>;
}

export async function openWorld(options: { clock?: Clock; timeoutMs?: number } = {}): Promise<World> {
  const room = await openRoom();
  const folder = await mkdtemp(join(tmpdir(), 'saite-world-'));
  const keyPath = join(folder, 'keys.json');
  await writeFile(keyPath, makeKeyFile());
  const clock = options.clock ?? systemClock;
  const pmlp = await playPmlp(clock);
  const closers: Closer[] = [];
  const adapter = await openAdapter({
    name: 'pmlp',
    settings: {
      AMQP_URL: room.amqpUrl,
      DATABASE_URL: room.databaseUrl,
      SAITE_KEYS: keyPath,
      SAITE_HOST: '127.0.0.1',
      SAITE_METRICS_PORT: 0,
    },
    log: createLog('test', process.env.LOG_LEVEL ?? 'silent'),
    closes: (closer) => closers.push(closer),
    steps: KIT_STEPS,
    clock,
  });
  const events: PersonEvent[] = [];
  await adapter.bus.consume({
    queue: 'saite.test',
    patterns: ['pmlp.#'],
    batchSize: 500,
    handle: async (batch) => {
      for (const { body } of batch) {
        events.push(eventContracts['pmlp.person.updated.v1'].parse(JSON.parse(body.toString())));
      }
      return batch.map(() => ({ verdict: 'done' as const }));
    },
    hold: async () => {},
    isTransient: () => false,
    onTrouble: () => {},
  });
  await startPmlp(adapter, {
    url: pmlp.url,
    clientPath: pmlp.clientPath,
    timeoutMs: options.timeoutMs ?? 1_000,
    pollMs: 50,
  });
  const { keys } = adapter;
  const ref = (code: PersonCode) => personRef(keys, code);
  let placements = 0;
  return {
    adapter,
    pmlp,
    ref,
    async place(code) {
      placements += 1;
      const recordId = RecordId.parse(`p-${placements}`);
      const recordVersion = RecordVersion.parse(1);
      const stay = Stay.parse({
        programme: 'adult-long-term-care',
        institutionId: 'VSAC-RIGA-01',
        startedOn: '2024-03-01',
      });
      await publishFacts(adapter.bus, [
        {
          specversion: '1.0',
          id: eventIdOf(keys, 'spolis.placement', recordId, recordVersion),
          source: '/registers/spolis',
          type: 'spolis.placement.recorded.v1',
          subject: ref(code),
          time: toInstant(new Date()),
          datacontenttype: 'application/json',
          data: {
            recordId,
            recordVersion,
            withdrawn: false,
            stay,
            identity: sealCode(keys, ref(code), code),
          },
        },
      ]);
    },
    told: (code) => events.filter((event) => event.subject === ref(code)),
    async parked() {
      const { rows } = await adapter.database.query<Awaited<ReturnType<World['parked']>>[number]>(
        `SELECT item, reason, error_path AS path, state FROM ${adapter.schema}.parked_answer ORDER BY item, reason`,
      );
      return rows;
    },
    async close() {
      for (const closer of closers.reverse()) await closer();
      await room.close();
      await pmlp.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
