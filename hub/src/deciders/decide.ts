import type { CalendarDate, PersonRef } from '@saite/contracts';
import {
  type Clock,
  codeOf,
  type Database,
  faultPoint,
  inTransaction,
  type Log,
  type References,
  releaseItems,
  rigaDate,
  type Transaction,
} from '@saite/runtime';
import type { Fact } from '../facts/fact.ts';
import { lockPersons, type PersonGroup } from '../persons/groups.ts';
import { type HeldFailure, showHeldPersons } from './held-persons.ts';
import { type KnownPerson, loadFacts } from './load-facts.ts';
import { type Rehearsal, rehearse } from './rehearse.ts';

/** A decision of a case about one person, still to be stored. */
export interface Decided<Decision> {
  readonly known: KnownPerson;
  readonly decision: Decision;
}

/** A case as the deciders run it: a pure `decide`, and how its outcomes are stored. */
export interface RunnableCase<Decision> {
  readonly name: string;
  /** A pure function of facts, policies and day; a throw holds this person and nobody else. */
  decide(known: KnownPerson, today: CalendarDate): Decision;
  wakeOn(decision: Decision): CalendarDate | null;
  /** Stores what differs from the last decision: journal and outbox, for the whole batch at once. */
  record(transaction: Transaction, decided: readonly Decided<Decision>[], now: Date): Promise<void>;
}

/** What came of one case for one person, beside what it recorded. */
interface Outcome {
  readonly caseName: string;
  readonly group: PersonGroup;
  /** When to look again without any event, `null` for never; or the code of why the case could not decide. */
  readonly next: { readonly wakeOn: CalendarDate | null } | { readonly failed: string };
}

/** A case whose kind of decision nobody outside needs to know. */
export interface BoundCase {
  readonly name: string;
  run(transaction: Transaction, persons: readonly KnownPerson[], now: Date): Promise<Outcome[]>;
}

/** Ties a case's decisions to their storing; who cannot be decided is told and holds up nobody else. */
export function bindCase<Decision>(runnable: RunnableCase<Decision>, log: Log): BoundCase {
  const { name } = runnable;
  return {
    name,
    async run(transaction, persons, now) {
      const today = rigaDate(now);
      const decided: Decided<Decision>[] = [];
      const outcomes: Outcome[] = [];
      for (const known of persons) {
        const { group } = known;
        try {
          const decision = runnable.decide(known, today);
          decided.push({ known, decision });
          outcomes.push({ caseName: name, group, next: { wakeOn: runnable.wakeOn(decision) } });
        } catch (error) {
          log.error('decider.person-held', { part: name, code: codeOf(error) }, error);
          outcomes.push({ caseName: name, group, next: { failed: codeOf(error) } });
        }
      }
      await runnable.record(transaction, decided, now);
      return outcomes;
    },
  };
}

/** Replaces the wake-ups of all cases at once; a person has one a case, under its name. */
async function setWakeUps(transaction: Transaction, outcomes: readonly Outcome[]): Promise<void> {
  const due: { person: PersonRef; caseName: string; on: CalendarDate }[] = [];
  const ended: { person: PersonRef; caseName: string }[] = [];
  for (const { caseName, group, next } of outcomes) {
    if ('failed' in next) continue;
    const { person, refs } = group;
    if (next.wakeOn !== null) due.push({ person, caseName, on: next.wakeOn });
    for (const ref of refs) if (next.wakeOn === null || ref !== person) ended.push({ person: ref, caseName });
  }
  if (due.length > 0) {
    await transaction.query({
      name: 'set-wake-ups',
      text: `INSERT INTO hub.wake_up (person, case_name, due_on) SELECT person, case_name, due_on
        FROM unnest($1::text[], $2::text[], $3::date[]) AS due (person, case_name, due_on)
        ON CONFLICT (person, case_name) DO UPDATE SET due_on = excluded.due_on WHERE wake_up.due_on <> excluded.due_on`,
      values: [due.map(({ person }) => person), due.map(({ caseName }) => caseName), due.map(({ on }) => on)],
    });
  }
  if (ended.length === 0) return;
  await transaction.query({
    name: 'end-wake-ups',
    text: `DELETE FROM hub.wake_up USING unnest($1::text[], $2::text[]) AS ended (person, case_name)
      WHERE wake_up.person = ended.person AND wake_up.case_name = ended.case_name`,
    values: [ended.map(({ person }) => person), ended.map(({ caseName }) => caseName)],
  });
}

/** Holds whoever a case could not decide for an operator to see, and lets go whom all cases decided. */
async function holdPersons(transaction: Transaction, outcomes: readonly Outcome[], now: Date): Promise<void> {
  const well = new Map(outcomes.map(({ group }) => [group.person, group.refs]));
  const failures = new Map<PersonRef, HeldFailure>();
  for (const { caseName, group, next } of outcomes) {
    if (!('failed' in next)) continue;
    well.delete(group.person);
    await transaction.query(
      `INSERT INTO hub.held_person AS held (person, case_name, code, held_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (person) DO UPDATE SET code = excluded.code, case_name = excluded.case_name, attempts = held.attempts + 1`,
      [group.person, caseName, next.failed, now],
    );
    failures.set(group.person, { person: group.person, caseName, code: next.failed });
  }
  await showHeldPersons(transaction, [...failures.values()], now);
  const { rows: released } = await transaction.query<{ person: string }>({
    name: 'release-persons',
    text: 'DELETE FROM hub.held_person WHERE person = ANY($1) RETURNING person',
    values: [[...well.values()].flat()], // a group that was joined may have been held under another name
  });
  await releaseItems(
    transaction,
    'hub',
    'person',
    released.map(({ person }) => person),
  );
}

/** How many deciders work side by side in one process. */
export const LANES = 2;

export interface Deciders {
  /**
   * Decides up to a batch of dirty persons of one lane; says whether there may be more. Every code belongs to one
   * lane, so that deciders at work side by side do not wait for each other on the same person.
   */
  decideNext(lane: number): Promise<'more' | 'idle'>;
  /** Decides one person now if it is dirty, so that whoever wrote reads what was written. */
  decideNow(refs: readonly PersonRef[]): Promise<void>;
  /** What taking facts and deciding persons would do; nothing of it stays. `undefined` if somebody is in the way. */
  rehearse(of: {
    readonly facts: readonly Fact[];
    readonly persons: readonly PersonRef[];
  }): Promise<Rehearsal | undefined>;
}

/**
 * Decides dirty persons in batches: claim, lock, load, decide, record, one transaction each. What is claimed by one
 * decider is skipped by the others; a crash leaves everything dirty.
 */
export function createDeciders(
  database: Database,
  references: References,
  clock: Clock,
  cases: readonly BoundCase[],
  batchSize: number,
  onDecided: (persons: number) => void,
): Deciders {
  const decide = async (claim: (transaction: Transaction) => Promise<PersonRef[]>): Promise<number> => {
    const decided = await inTransaction(database, async (transaction) => {
      const claimed = await claim(transaction);
      if (claimed.length === 0) return { claimed: 0, persons: 0 };
      const groups = await lockPersons(transaction, references.firsts, claimed);
      await sweep(
        transaction,
        groups.flatMap((group) => group.refs),
      );
      const known = await loadFacts(transaction, groups);
      const outcomes: Outcome[] = [];
      for (const each of cases) outcomes.push(...(await each.run(transaction, known, clock.now())));
      await setWakeUps(transaction, outcomes);
      await holdPersons(transaction, outcomes, clock.now());
      faultPoint('decider.before-commit');
      return { claimed: claimed.length, persons: groups.length };
    });
    if (decided.claimed > 0) faultPoint('decider.after-commit');
    if (decided.persons > 0) onDecided(decided.persons);
    return decided.claimed;
  };
  return {
    decideNext: async (lane) =>
      (await decide((transaction) => claimNext(transaction, lane, batchSize))) > 0 ? 'more' : 'idle',
    decideNow: async (refs) => {
      const { rows } = await database.query({
        name: 'is-dirty',
        text: 'SELECT FROM hub.dirty WHERE ref = ANY($1) LIMIT 1',
        values: [refs],
      });
      if (rows.length > 0) await decide(async () => [...refs]);
    },
    rehearse: (of) => rehearse(database, references, clock, cases, of),
  };
}

async function claimNext(transaction: Transaction, lane: number, limit: number): Promise<PersonRef[]> {
  const { rows } = await transaction.query<{ ref: PersonRef }>({
    name: 'claim-dirty',
    text: `DELETE FROM hub.dirty WHERE seq IN (
        SELECT seq FROM hub.dirty WHERE abs(hashtext(ref) % ${LANES}) = $1 ORDER BY seq LIMIT $2 FOR UPDATE SKIP LOCKED)
      RETURNING ref`,
    values: [lane, limit],
  });
  return [...new Set(rows.map((row) => row.ref))];
}

/** Takes the other marks of the same persons too: their facts are seen by the load that follows. */
async function sweep(transaction: Transaction, refs: readonly PersonRef[]): Promise<void> {
  await transaction.query({
    name: 'sweep-dirty',
    text: 'DELETE FROM hub.dirty WHERE seq IN (SELECT seq FROM hub.dirty WHERE ref = ANY($1) FOR UPDATE SKIP LOCKED)',
    values: [refs],
  });
}
