import type { CalendarDate } from '@saite/contracts';
import type { Feeder } from '../feed/feeder.ts';
import { randomOf } from '../random.ts';
import type { World } from '../system/world.ts';
import { type Answers, difference, differing, freshAnswers, storedAnswers } from './answers.ts';
import { findDoubled } from './doubled.ts';
import { expectedFacts, factKey } from './expected.ts';
import { readKnownFacts } from './known-facts.ts';
import { missingFacts, personsWithoutAnswer, unseenStatements } from './lost.ts';
import { checkNotices } from './notices.ts';
import { differingAtTheDoor } from './rest-sample.ts';

/** What the oracles found in one run; one text for each thing that is wrong. */
export interface Verdict {
  readonly accepted: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly differing: readonly string[];
  readonly answers: Answers;
  /** Copies of events that the foreign queue got: allowed. */
  readonly copies: number;
  readonly parked: number;
}

export interface JudgeOptions {
  readonly today: CalendarDate;
  readonly seed: number;
  /** Persons about whom the REST door is asked. */
  readonly sample: number;
  /** Answers of the same population without faults, if there are some. */
  readonly twin?: Answers;
}

/** Judges a run that has drained. */
export async function judge(world: World, feeder: Feeder, options: JudgeOptions): Promise<Verdict> {
  const { database, ground } = world;
  const ring = ground.keyRing;
  const missing = await missingFacts(database, expectedFacts(ring, feeder));
  const notices = await checkNotices(world, feeder);
  const known = await readKnownFacts(database);
  const answers = await storedAnswers(database, known);
  const fresh = freshAnswers(known, options.today);
  const random = randomOf(options.seed, 'sample');
  const atTheDoor = await differingAtTheDoor(world, feeder, {
    known,
    ring,
    answers: fresh,
    random,
    persons: options.sample,
  });
  const wrong = new Map<string, string>();
  for (const key of differing(answers, fresh))
    wrong.set(key, `stored and computed afresh: ${difference(answers.get(key), fresh.get(key))}`);
  for (const key of atTheDoor) wrong.set(key, 'the door and computed afresh');
  const { twin = answers } = options;
  for (const key of differing(answers, twin))
    wrong.set(key, `with and without faults: ${difference(answers.get(key), twin.get(key))}`);
  return {
    accepted: feeder.accepted,
    lost: [
      ...missing.map(factKey),
      ...(await personsWithoutAnswer(database)).map((person) => `SAIS's answer for ${person}`),
      ...(await unseenStatements(world)).map((id) => `event of statement ${id}`),
      ...notices.lost,
    ],
    doubled: [...(await findDoubled(world, known)), ...notices.doubled],
    differing: [...wrong].map(([key, between]) => `${key}: ${between}`),
    answers,
    copies: world.collector.copies(),
    parked: await countParked(world),
  };
}

async function countParked({ database }: World): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*) AS count FROM operations.held WHERE state = 'parked'
       AND service IN ('hub', 'adapter-sais', 'adapter-pmlp') AND kind <> 'delivery'`,
  );
  return rows[0]?.count ?? 0;
}
