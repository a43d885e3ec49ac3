import { setTimeout as pause } from 'node:timers/promises';
import { Bus } from '@saite/bus';
import { EVENTS_EXCHANGE } from '@saite/contracts';
import { openRoom } from '@saite/runtime/testing';
import pg from 'pg';
import type { Closes } from '../support/endings.ts';
import { type PreparedMessage, prepare, publishAll } from '../support/hub-room.ts';
import { type EventOrder, makeRegisters } from '../support/made-events.ts';
import { placementEvents } from '../support/made-placements.ts';
import { type StartedProcess, startProcess } from '../support/processes.ts';
import type { Run } from '../support/run.ts';
import { step, whole } from '../support/screen.ts';
import { SEED } from './flow.ts';

export interface PeerResult {
  readonly events: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly statements: number;
}

/** Persons whose events warm it up before those that are measured. */
const WARM_UP = { seed: 2, persons: 10 };
const ASK_MS = 50;
const LIMIT_MS = 600_000;

/** The first persons of the same population, in the same order, at a plain consumer that takes message by message. */
export function measurePeer(run: Run, order: EventOrder): Promise<PeerResult> {
  return run.endings.within(async (closes) => {
    const peer = await openPeer(run, closes);
    const made = makeRegisters(run.keyRing, SEED, personsFor(run.options.peerEvents), run.today, order);
    const warmUp = makeRegisters(run.keyRing, WARM_UP.seed, WARM_UP.persons, run.today, 'by person');
    const before = [...warmUp.persons, ...made.persons].flatMap((person) =>
      placementEvents(run.keyRing, person),
    );
    await step('plain peer: warm-up and admission', () => peer.take(prepare([...before, ...warmUp.events])));
    const events = prepare(made.events);
    const said = await peer.statements();
    return step(
      `plain peer: ${whole(events.length)} events, ${order}`,
      async () => {
        const startedAt = performance.now();
        await peer.take(events);
        const seconds = (performance.now() - startedAt) / 1000;
        return {
          events: events.length,
          seconds,
          eventsPerSecond: events.length / seconds,
          statements: (await peer.statements()) - said,
        };
      },
      { outcome: ({ eventsPerSecond }) => `${whole(eventsPerSecond)} events a second` },
    );
  });
}

/** A person has about 48 events. */
const personsFor = (events: number): number => Math.ceil(events / 48);

interface Peer {
  /** Publishes events and resolves when the peer has committed all of them. */
  take(messages: readonly PreparedMessage[]): Promise<void>;
  /** Statements that it has made so far. */
  statements(): Promise<number>;
}

async function openPeer(run: Run, closes: Closes): Promise<Peer> {
  const room = await openRoom();
  closes(() => room.close());
  const bus = await Bus.open({ url: room.amqpUrl, name: 'bench' });
  closes(() => bus.close());
  const environment = {
    AMQP_URL: room.amqpUrl,
    DATABASE_URL: room.databaseUrl,
    PEER_QUEUE: 'bench.peer',
    PEER_EXCHANGE: EVENTS_EXCHANGE,
  };
  const plan = { name: 'peer', file: 'tests/bench/peer/main.ts', folder: run.folder, environment };
  const started = await startProcess(plan, closes);
  const database = new pg.Client({ connectionString: room.databaseUrl });
  await database.connect();
  closes(() => database.end());
  const count = async (table: 'fact' | 'statement') => {
    const { rows } = await database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM peer.${table}`,
    );
    return rows[0]?.count ?? 0;
  };
  return {
    take: async (messages) => {
      const wanted = (await count('fact')) + messages.length;
      await publishAll(bus, messages);
      await untilCount(started, () => count('fact'), wanted);
    },
    statements: () => count('statement'),
  };
}

async function untilCount(peer: StartedProcess, ask: () => Promise<number>, wanted: number): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while ((await ask()) < wanted) {
    if (Date.now() > end) throw new Error(`not done after ${LIMIT_MS / 60_000} minutes`);
    peer.assertRuns();
    await pause(ASK_MS);
  }
}
