import type { Transaction } from '@saite/runtime';
import { type Stale, staleMonths } from './stale.ts';
import type { StoredFact } from './stored.ts';

const keyOf = ({ source, recordId }: StoredFact): string => `${source}\u0000${recordId}`;

/**
 * Keeps facts, of each record the highest version; an older one changes nothing.
 *
 * @returns months to be counted again
 */
export async function takeFacts(transaction: Transaction, facts: readonly StoredFact[]): Promise<Stale[]> {
  const newest = new Map<string, StoredFact>();
  for (const fact of facts) {
    const other = newest.get(keyOf(fact));
    if (!other || other.version < fact.version) newest.set(keyOf(fact), fact);
  }
  const rows = [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact);
  if (rows.length === 0) return [];
  const { rows: known } = await transaction.query<StoredFact>({
    name: 'known-facts',
    text: `SELECT source, record_id AS "recordId", version, subject, withdrawn, data FROM statistics.fact
      JOIN unnest($1::text[], $2::text[]) AS key (source, record_id) USING (source, record_id)
      ORDER BY source, record_id FOR UPDATE OF fact`,
    values: [rows.map(({ source }) => source), rows.map(({ recordId }) => recordId)],
  });
  const before = new Map(known.map((fact) => [keyOf(fact), fact]));
  const fresh = rows.filter((fact) => fact.version > (before.get(keyOf(fact))?.version ?? 0));
  await transaction.query({
    name: 'keep-facts',
    text: `INSERT INTO statistics.fact (source, record_id, version, subject, withdrawn, data)
      SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::boolean[], $6::json[])
      ON CONFLICT (source, record_id) DO UPDATE SET version = excluded.version, subject = excluded.subject,
        withdrawn = excluded.withdrawn, data = excluded.data WHERE fact.version < excluded.version`,
    values: [
      fresh.map(({ source }) => source),
      fresh.map(({ recordId }) => recordId),
      fresh.map(({ version }) => version),
      fresh.map(({ subject }) => subject),
      fresh.map(({ withdrawn }) => withdrawn),
      fresh.map(({ data }) => JSON.stringify(data)),
    ],
  });
  return fresh.flatMap((fact) => staleMonths(fact, before.get(keyOf(fact))));
}
