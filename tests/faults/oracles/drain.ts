import { setTimeout as pause } from 'node:timers/promises';
import type { Feeder } from '../feed/feeder.ts';
import type { World } from '../system/world.ts';
import { expectedFacts } from './expected.ts';
import { missingFacts, personsWithoutAnswer, unseenStatements } from './lost.ts';

export interface Drained {
  /** Nothing waits any more. */
  readonly quiet: boolean;
  /** Time until then, or until it was given up. */
  readonly ms: number;
  /** What still waited or was missing at the last look. */
  readonly left: Readonly<Record<string, number>>;
}

/** Everything that waits somewhere, by kind. */
const WAITING = `SELECT
  (SELECT count(*) FROM hub.dirty) AS dirty,
  (SELECT count(*) FROM hub.outbox WHERE sent_at IS NULL) AS outbox,
  (SELECT count(*) FROM operations.held WHERE service = 'hub' AND kind = 'message' AND state = 'waiting') AS held,
  (SELECT count(*) FROM operations.held WHERE service = 'adapter-sais' AND kind = 'message' AND state = 'waiting') AS "held by SAIS's adapter",
  (SELECT count(*) FROM operations.held WHERE service = 'adapter-pmlp' AND kind = 'message' AND state = 'waiting') AS "held by PMLP's adapter",
  (SELECT count(*) FROM adapter_sais.delivery WHERE state = 'waiting') AS notices,
  (SELECT count(*) FROM adapter_sais.watched_person WHERE fetched_for IS NULL) AS "not asked at SAIS",
  (SELECT count(*) FROM adapter_pmlp.watched_person WHERE fetched_for IS NULL) AS "not asked at PMLP"`;

const LOOK_MS = 300;

/**
 * Waits until nothing waits and nothing is missing, in bounded time.
 *
 * @param patienceMs how long a system in which nothing waits may still lack something, before that counts as lost
 */
export async function drain(
  world: World,
  feeder: Feeder,
  { limitMs, patienceMs }: { limitMs: number; patienceMs: number },
): Promise<Drained> {
  const startedAt = performance.now();
  const expected = expectedFacts(world.ground.keyRing, feeder);
  let idleSince = performance.now();
  let quietLooks = 0;
  for (;;) {
    const waiting = await look(world);
    const missing = await missingNow(world, expected);
    const left = Object.fromEntries(
      Object.entries({ ...waiting, ...missing }).filter(([, count]) => count > 0),
    );
    const now = performance.now();
    if (Object.values(waiting).some((count) => count > 0)) idleSince = now;
    quietLooks = Object.keys(left).length === 0 ? quietLooks + 1 : 0;
    const ms = Math.round(now - startedAt);
    if (quietLooks >= 2) return { quiet: true, ms, left };
    if (now - idleSince > patienceMs || ms > limitMs) return { quiet: false, ms, left };
    await pause(LOOK_MS);
  }
}

async function look({ database }: World): Promise<Record<string, number>> {
  const { rows } = await database.query<Record<string, number>>(WAITING);
  return rows[0] ?? {};
}

async function missingNow(world: World, expected: ReturnType<typeof expectedFacts>) {
  return {
    'facts missing': (await missingFacts(world.database, expected)).length,
    'persons without an answer': (await personsWithoutAnswer(world.database)).length,
    'events missing': (await unseenStatements(world)).length,
  };
}
