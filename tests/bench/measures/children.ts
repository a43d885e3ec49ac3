import { setTimeout as pause } from 'node:timers/promises';
import type { CalendarDate } from '@saite/contracts';
import { type HubRoom, openHubRoom } from '../support/hub-room.ts';
import { oneMoreDecision, storeChildren, wakeChildren } from '../support/made-children.ts';
import { peakMemory } from '../support/processes.ts';
import type { Run } from '../support/run.ts';
import { step, whole } from '../support/screen.ts';

/** A day on which every child's case wakes and raises an alert, and what one more fact costs beside so many. */
export interface ChildrenResult {
  readonly children: number;
  /** From the first wake-up to the last committed decision. */
  readonly seconds: number;
  readonly casesPerSecond: number;
  /** Of the hub's process, from its start to the end of that day, MiB. */
  readonly peakMemory: number;
  /** One fact about one child, from publish to committed answer, the best of the rounds, µs. */
  readonly microsecondsAFact: number;
}

/** Facts of one round; each about another child. */
const FACTS = 1_000;
const ROUNDS = 5;
const WARM_UP = 500;
const ASK_MS = 20;
const LIMIT_MS = 900_000;

export function measureChildren(run: Run, children: number): Promise<ChildrenResult> {
  return run.endings.within(async (closes) => {
    const name = `hub, ${whole(children)} children`;
    const room = await openHubRoom(run, closes);
    const last = WARM_UP + children;
    await step(`${name}: stored`, () => storeChildren(room.database, 1, last, run.today));
    await wakeChildren(room.database, 1, WARM_UP, run.today);
    await untilDecided(room, run.today);
    const startedAt = performance.now();
    const seconds = await step(
      `${name}: a day's wake-ups`,
      async () => {
        await wakeChildren(room.database, WARM_UP + 1, last, run.today);
        await untilDecided(room, run.today);
        return (performance.now() - startedAt) / 1000;
      },
      {
        far: () => '',
        outcome: (took) => `${whole(children / took)} cases a second`,
      },
    );
    const memory = peakMemory(room.hub);
    await requireAlerts(room, last);
    await untilRelayed(room);
    const rounds: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) rounds.push(await addFacts(run, room, round, last));
    return {
      children,
      seconds,
      casesPerSecond: children / seconds,
      peakMemory: memory,
      microsecondsAFact: Math.min(...rounds),
    };
  });
}

/** @returns microseconds a fact */
async function addFacts(run: Run, room: HubRoom, round: number, children: number): Promise<number> {
  const apart = Math.floor(children / FACTS);
  const messages = Array.from({ length: FACTS }, (_, index) =>
    oneMoreDecision(1 + index * apart, round, run.today),
  );
  const before = await factsOf(room);
  const startedAt = performance.now();
  await room.publish(messages);
  await until(
    room,
    async () => (await factsOf(room)) === before + FACTS && (await isDecided(room, run.today)),
  );
  const taken = performance.now() - startedAt;
  await untilRelayed(room);
  return (taken * 1000) / FACTS;
}

const factsOf = async (room: HubRoom): Promise<number> => {
  const { rows } = await room.database.query<{ count: number }>({
    name: 'count-added',
    text: `SELECT count(*)::int AS count FROM hub.fact WHERE source = 'npais.custody' AND record_id LIKE 'M%'`,
  });
  return rows[0]?.count ?? 0;
};

async function isDecided(room: HubRoom, today: CalendarDate): Promise<boolean> {
  const { rows } = await room.database.query<{ decided: boolean }>({
    name: 'nobody-waits',
    text: `SELECT NOT EXISTS (SELECT FROM hub.wake_up WHERE due_on <= $1)
      AND NOT EXISTS (SELECT FROM hub.dirty) AS decided`,
    values: [today],
  });
  return rows[0]?.decided === true;
}

const untilDecided = (room: HubRoom, today: CalendarDate) => until(room, () => isDecided(room, today));
const untilRelayed = (room: HubRoom) =>
  until(room, async () => {
    const { rows } = await room.database.query('SELECT FROM hub.outbox WHERE sent_at IS NULL LIMIT 1');
    return rows.length === 0;
  });

async function until(room: HubRoom, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not done after ${LIMIT_MS / 60_000} minutes`);
    room.hub.assertRuns();
    await pause(ASK_MS);
  }
}

/** A figure counts only if the work behind it was done: one alert raised today for each child. */
async function requireAlerts(room: HubRoom, children: number): Promise<void> {
  const { rows } = await room.database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM hub.care_alert WHERE kind = 'report-due-soon' AND cleared_on IS NULL`,
  );
  if (rows[0]?.count !== children) throw new Error(`${rows[0]?.count} alerts for ${children} children`);
}
