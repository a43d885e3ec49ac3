import { PersonRef } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import { z } from 'zod';
import { Content } from '../translate/content.ts';
import type { Fact } from '../translate/translate.ts';
import { type KeptRecord, merge, type Times } from './merge.ts';

const KeptRow = z.object({
  kind: z.enum(['disability', 'placement', 'service', 'person']),
  recordId: z.string(),
  personRef: PersonRef,
  sourceVersion: z.int(),
  content: Content.nullable(),
  version: z.int(),
  toldVersion: z.int(),
  pendingAt: z.date().nullable(),
});

const nameOf = ({ kind, recordId }: { readonly kind: string; readonly recordId: string }): string =>
  `${kind} ${recordId}`;

/**
 * Takes facts into the records.
 *
 * @param schema of the adapter's tables
 * @returns for each fact whether it was taken, or says of a known version that it is about somebody else
 */
export async function takeFacts(
  transaction: Transaction,
  schema: string,
  facts: readonly Fact[],
  times: Times,
): Promise<('taken' | 'conflict')[]> {
  // Rows that are not there yet cannot be locked: two processes must not take one record at a time.
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `saite.intake.${schema}`,
  ]);
  const records = Map.groupBy(await keptOf(transaction, schema, facts), (row) => nameOf(row));
  const changes = new Map<string, KeptRecord>();
  const outcomes = facts.map((fact) => {
    const kept = records.get(nameOf(fact)) ?? [];
    const rows = merge(fact, kept, times);
    if (rows === 'conflict') return rows;
    const refs = new Set(rows.map(({ personRef }) => personRef));
    records.set(nameOf(fact), [...kept.filter(({ personRef }) => !refs.has(personRef)), ...rows]);
    for (const row of rows) changes.set(`${nameOf(row)} ${row.personRef}`, row);
    return 'taken';
  });
  await write(transaction, schema, [...changes.values()]);
  return outcomes;
}

async function keptOf(
  transaction: Transaction,
  schema: string,
  facts: readonly Fact[],
): Promise<KeptRecord[]> {
  const { rows } = await transaction.query(
    `SELECT kind, record_id AS "recordId", person_ref AS "personRef", source_version AS "sourceVersion", content,
       version, told_version AS "toldVersion", pending_at AS "pendingAt"
     FROM ${schema}.record
     WHERE (kind, record_id) IN (SELECT * FROM unnest($1::text[], $2::text[])) FOR UPDATE`,
    [facts.map(({ kind }) => kind), facts.map(({ recordId }) => recordId)],
  );
  return z.array(KeptRow).parse(rows);
}

async function write(transaction: Transaction, schema: string, rows: readonly KeptRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await transaction.query(
    `INSERT INTO ${schema}.record (kind, record_id, person_ref, source_version, content, version, pending_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::jsonb[], $6::int[], $7::timestamptz[])
     ON CONFLICT (kind, record_id, person_ref) DO UPDATE SET source_version = excluded.source_version,
       content = excluded.content, version = excluded.version, pending_at = excluded.pending_at`,
    [
      rows.map(({ kind }) => kind),
      rows.map(({ recordId }) => recordId),
      rows.map(({ personRef }) => personRef),
      rows.map(({ sourceVersion }) => sourceVersion),
      rows.map(({ content }) => (content === null ? null : JSON.stringify(content))),
      rows.map(({ version }) => version),
      rows.map(({ pendingAt }) => pendingAt),
    ],
  );
}
