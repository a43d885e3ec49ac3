import type { Database } from '@saite/runtime';
import type { World } from '../system/world.ts';
import { type ExpectedFact, factKey } from './expected.ts';

/** Of what must be there, what is neither in the history nor parked with a reason. */
export async function missingFacts(
  database: Database,
  expected: readonly ExpectedFact[],
): Promise<ExpectedFact[]> {
  const { rows: stored } = await database.query<{ source: string; recordId: string; version: number }>(
    'SELECT source, record_id AS "recordId", version FROM hub.fact',
  );
  const { rows: parked } = await database.query<{ id: string | null }>(
    "SELECT event_id AS id FROM operations.held WHERE service = 'hub' AND kind = 'message' AND state = 'parked'",
  );
  const there = new Set(stored.map(factKey));
  const held = new Set(parked.map(({ id }) => id));
  return expected.filter((fact) => !there.has(factKey(fact)) && !held.has(fact.eventId));
}

/** Persons who have a placement and of whom SAIS's word that it has answered never came. */
export async function personsWithoutAnswer(database: Database): Promise<string[]> {
  const { rows } = await database.query<{ subject: string }>(
    `SELECT DISTINCT subject FROM hub.fact placement WHERE source = 'spolis.placement'
       AND NOT EXISTS (SELECT FROM hub.fact WHERE source = 'sais.income' AND subject = placement.subject)`,
  );
  return rows.map(({ subject }) => subject);
}

/** Statements that had to be announced and that the foreign queue never saw. */
export async function unseenStatements({ database, collector }: World): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    `SELECT statement_id AS id FROM hub.statement WHERE NOT content::jsonb -> 'flags' ? 'AWAITING_INCOME'`,
  );
  return rows.filter(({ id }) => !collector.statements.has(id)).map(({ id }) => id);
}
