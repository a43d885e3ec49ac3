import { setTimeout as pause } from 'node:timers/promises';
import type { SaiteEvent } from '@saite/contracts';
import { type HubRoom, openHubRoom, type PreparedMessage, prepare } from '../support/hub-room.ts';
import { type EventOrder, type MadeRegisters, makeRegisters } from '../support/made-events.ts';
import { peakMemory } from '../support/processes.ts';
import type { Run } from '../support/run.ts';
import { step, whole } from '../support/screen.ts';

/** How fast the hub went from the first published event to the last committed decision. */
export interface FlowResult {
  readonly persons: number;
  readonly events: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  /** Statements that were made meanwhile. */
  readonly statements: number;
  /** From the last committed decision until the last event about it was confirmed, seconds. */
  readonly relayedAfterSeconds: number;
  /** Of the hub's process, from its start to the end of the measure, MiB. */
  readonly peakMemory: number;
}

/** Persons of another seed that go before, so that what is measured is the hub at work and not its first steps. */
const WARM_UP = { seed: 2, persons: 60 };
/** Seed of the population that everybody is measured with. */
export const SEED = 1;
const ASK_MS = 20;
const LIMIT_MS = 600_000;

/** Events of a population whose placements were admitted before: from publish to committed answer. */
export function measureFlow(run: Run, persons: number, order: EventOrder): Promise<FlowResult> {
  return run.endings.within(async (closes) => {
    const name = `hub, ${whole(persons)} persons, ${order}`;
    const room = await openHubRoom(run, closes);
    const warmUp = makeRegisters(run.keyRing, WARM_UP.seed, WARM_UP.persons, run.today, 'by person');
    await admit(room, `${name}: warm-up`, warmUp);
    await room.publish(prepare(warmUp.events));
    await untilDecided(room, warmUp.events.at(-1));
    const made = makeRegisters(run.keyRing, SEED, persons, run.today, order);
    await admit(room, `${name}: admission`, made);
    await untilRelayed(room);
    const before = await countsOf(room);
    const messages: PreparedMessage[] = prepare(made.events);
    let published = 0;
    const startedAt = performance.now();
    return step(
      `${name}: ${whole(messages.length)} events`,
      async () => {
        for (let from = 0; from < messages.length; from += 5_000) {
          await room.publish(messages.slice(from, from + 5_000));
          published = Math.min(messages.length, from + 5_000);
          room.hub.assertRuns();
        }
        await untilDecided(room, made.events.at(-1));
        const seconds = (performance.now() - startedAt) / 1000;
        const memory = peakMemory(room.hub);
        const counts = await countsOf(room);
        const taken = counts.facts - before.facts;
        if (taken !== messages.length || counts.held > 0)
          throw new Error(`of ${messages.length} events ${taken} were taken, ${counts.held} are held`);
        return {
          persons,
          events: messages.length,
          seconds,
          eventsPerSecond: messages.length / seconds,
          statements: counts.statements - before.statements,
          relayedAfterSeconds: await untilRelayed(room),
          peakMemory: memory,
        };
      },
      {
        far: () => `${whole(published)} published`,
        outcome: ({ eventsPerSecond }) => `${whole(eventsPerSecond)} events a second`,
      },
    );
  });
}

function admit(room: HubRoom, name: string, { persons }: MadeRegisters): Promise<void> {
  let admitted = 0;
  const onAdmitted = () => {
    admitted += 1;
  };
  return step(name, () => room.admit(persons, onAdmitted), {
    far: () => `${whole(admitted)} of ${whole(persons.length)} persons`,
  });
}

async function until(room: HubRoom, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not done after ${LIMIT_MS / 60_000} minutes`);
    room.hub.assertRuns();
    await pause(ASK_MS);
  }
}

/** The queue keeps the order, so with the last fact all are stored; nobody dirty, and all of them are decided. */
async function untilDecided(room: HubRoom, last: SaiteEvent | undefined): Promise<void> {
  if (!last || !('recordId' in last.data)) throw new Error('no last fact to wait for');
  const { recordId, recordVersion } = last.data;
  await until(room, async () => {
    const { rows } = await room.database.query<{ decided: boolean }>({
      name: 'is-decided',
      text: `SELECT EXISTS (SELECT FROM hub.fact WHERE source = 'sais.income' AND record_id = $1 AND version = $2)
        AND NOT EXISTS (SELECT FROM hub.dirty ORDER BY seq LIMIT 1) AS decided`,
      values: [recordId, recordVersion],
    });
    return rows[0]?.decided === true;
  });
}

/** @returns seconds that it took */
async function untilRelayed(room: HubRoom): Promise<number> {
  const startedAt = performance.now();
  await until(room, async () => {
    const { rows } = await room.database.query('SELECT FROM hub.outbox WHERE sent_at IS NULL LIMIT 1');
    return rows.length === 0;
  });
  return (performance.now() - startedAt) / 1000;
}

async function countsOf(room: HubRoom): Promise<{ facts: number; statements: number; held: number }> {
  const { rows } = await room.database.query<Record<'facts' | 'statements' | 'held', number>>(
    `SELECT (SELECT count(*) FROM hub.fact WHERE source <> 'spolis.placement')::int AS facts,
      (SELECT count(*) FROM hub.statement)::int AS statements,
      ((SELECT count(*) FROM operations.held WHERE service = 'hub' AND kind = 'message') + (SELECT count(*) FROM hub.held_person))::int AS held`,
  );
  const [counts] = rows;
  if (!counts) throw new Error('no counts');
  return counts;
}
