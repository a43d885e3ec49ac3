import type { PersonRef } from '@saite/contracts';
import {
  type Clock,
  type Database,
  inTransaction,
  isTransient,
  type References,
  type Transaction,
} from '@saite/runtime';
import { type AppendOutcome, appendFacts } from '../facts/append.ts';
import type { Fact } from '../facts/fact.ts';
import { lockPersons } from '../persons/groups.ts';
import type { BoundCase } from './decide.ts';
import { loadFacts } from './load-facts.ts';

/** What taking facts and deciding persons would have done. */
export interface Rehearsal {
  /** One outcome a fact, in their order. */
  readonly outcomes: readonly AppendOutcome[];
  readonly persons: number;
  /** Events that would have been told, by type. */
  readonly events: readonly { readonly type: string; readonly count: number }[];
}

/** Undoes a transaction that went well. */
class Undo extends Error {
  readonly rehearsal: Rehearsal;
  constructor(rehearsal: Rehearsal) {
    super('undone');
    this.rehearsal = rehearsal;
  }
}

/**
 * Takes facts and decides persons as it would be done, and undoes all of it.
 *
 * @returns `undefined` if somebody was in the way for too long
 */
export async function rehearse(
  database: Database,
  references: References,
  clock: Clock,
  cases: readonly BoundCase[],
  { facts, persons }: { readonly facts: readonly Fact[]; readonly persons: readonly PersonRef[] },
): Promise<Rehearsal | undefined> {
  try {
    return await inTransaction(database, async (transaction) => {
      await transaction.query("SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '8s'");
      throw new Undo(await act(transaction, references, clock.now(), cases, facts, persons));
    });
  } catch (error) {
    if (error instanceof Undo) return error.rehearsal;
    if (isTransient(error)) return undefined;
    throw error;
  }
}

async function act(
  transaction: Transaction,
  references: References,
  now: Date,
  cases: readonly BoundCase[],
  facts: readonly Fact[],
  persons: readonly PersonRef[],
): Promise<Rehearsal> {
  const outcomes = await appendFacts(transaction, references, facts, now);
  const groups = await lockPersons(transaction, references.firsts, [
    ...persons,
    ...facts.map(({ subject }) => subject),
  ]);
  const known = await loadFacts(transaction, groups);
  for (const each of cases) await each.run(transaction, known, now);
  const { rows } = await transaction.query<{ type: string; count: number }>(
    `SELECT coalesce(event_type, 'saite.allowance.stated.v1') AS type, count(*) AS count FROM hub.outbox
     WHERE sent_at IS NULL AND xmin = pg_current_xact_id()::xid GROUP BY 1 ORDER BY 1`,
  );
  return { outcomes, persons: groups.length, events: rows };
}
