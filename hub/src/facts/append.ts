import type { References, Transaction } from '@saite/runtime';
import { linkCodes, lockGroups } from '../persons/groups.ts';
import { keepIdentities } from '../persons/identities.ts';
import { keepNewRefs } from '../persons/prepare-refs.ts';
import type { Fact } from './fact.ts';

/** `known`: this version was taken before, with equal content; `conflict`: with other content. */
export type AppendOutcome = 'taken' | 'known' | 'conflict';

const keyOf = (fact: Pick<Fact, 'source' | 'recordId' | 'version'>) =>
  `${fact.source}\u0000${fact.recordId}\u0000${fact.version}`;

/**
 * Appends fact versions to the history and marks their persons dirty, in the caller's transaction.
 * Rows are written in the order of their keys, so that two writers never wait for each other in a circle.
 *
 * @param knownAt the instant at which the facts became known
 * @returns one outcome a fact, in their order
 */
export async function appendFacts(
  transaction: Transaction,
  references: References,
  facts: readonly Fact[],
  knownAt: Date,
): Promise<AppendOutcome[]> {
  const first = new Map<string, Fact>();
  for (const fact of facts) if (!first.has(keyOf(fact))) first.set(keyOf(fact), fact);
  const rows = [...first.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact);
  if (rows.length === 0) return [];
  await keepNewRefs(transaction, references, rows);
  // Taken first: a writer that already holds rows must not wait for it.
  if (
    rows.some((fact) => 'formerRefs' in fact.data && (fact.data.formerRefs.length > 0 || fact.version > 1))
  ) {
    await lockGroups(transaction);
  }

  const { rows: inserted } = await transaction.query<{ key: string }>({
    name: 'append-facts',
    text: `INSERT INTO hub.fact (source, record_id, version, subject, withdrawn, content_hash, event_id, known_at, data)
      SELECT source, record_id, version, subject, withdrawn, content_hash, event_id, $1, data
      FROM unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::boolean[], $7::text[], $8::text[], $9::json[])
        AS row (source, record_id, version, subject, withdrawn, content_hash, event_id, data)
      ON CONFLICT DO NOTHING
      RETURNING source || chr(1) || record_id || chr(1) || version AS key`,
    values: [
      knownAt,
      rows.map((fact) => fact.source),
      rows.map((fact) => fact.recordId),
      rows.map((fact) => fact.version),
      rows.map((fact) => fact.subject),
      rows.map((fact) => fact.withdrawn),
      rows.map((fact) => fact.contentHash),
      rows.map((fact) => fact.eventId),
      rows.map((fact) => JSON.stringify(fact.data)),
    ],
  });
  const taken = new Set(inserted.map((row) => row.key.replaceAll('\u0001', '\u0000')));
  const stored = await storedHashes(
    transaction,
    rows.filter((fact) => !taken.has(keyOf(fact))),
  );
  const fresh = rows.filter((fact) => taken.has(keyOf(fact)));
  if (fresh.length > 0) {
    await registerCodes(transaction, fresh);
    await linkCodes(transaction, references.firsts, fresh);
    await markSubjectsDirty(transaction, fresh);
  }
  return facts.map((fact) => {
    const key = keyOf(fact);
    if (taken.has(key)) {
      if (first.get(key) === fact) return 'taken';
      return first.get(key)?.contentHash === fact.contentHash ? 'known' : 'conflict';
    }
    return stored.get(key) === fact.contentHash ? 'known' : 'conflict';
  });
}

async function storedHashes(transaction: Transaction, facts: readonly Fact[]): Promise<Map<string, string>> {
  if (facts.length === 0) return new Map();
  const { rows } = await transaction.query<{
    source: Fact['source'];
    recordId: Fact['recordId'];
    version: Fact['version'];
    hash: string;
  }>(
    `SELECT source, record_id AS "recordId", version, content_hash AS hash FROM hub.fact
     JOIN unnest($1::text[], $2::text[], $3::int[]) AS key (source, record_id, version) USING (source, record_id, version)`,
    [facts.map((fact) => fact.source), facts.map((fact) => fact.recordId), facts.map((fact) => fact.version)],
  );
  return new Map(rows.map((row) => [keyOf(row), row.hash]));
}

/** Makes codes known, each alone at first, and keeps the sealed code of those that a fact brought. */
async function registerCodes(transaction: Transaction, facts: readonly Fact[]): Promise<void> {
  const refs = [...new Set(facts.map((fact) => fact.subject))].sort();
  await transaction.query({
    name: 'register-codes',
    text: 'INSERT INTO hub.person_code (ref, person) SELECT ref, ref FROM unnest($1::text[]) AS ref ON CONFLICT DO NOTHING',
    values: [refs],
  });
  const sealed = new Map(
    facts.flatMap(({ source, subject, data }) =>
      source !== 'pmlp.person' && 'identity' in data ? [[subject, data.identity]] : [],
    ),
  );
  await keepIdentities(transaction, sealed);
}

/**
 * Marks whoever the facts are about, and whoever an older version named: a new version may name another person,
 * and the one before loses the record.
 */
async function markSubjectsDirty(transaction: Transaction, facts: readonly Fact[]): Promise<void> {
  const refs = new Set(facts.map((fact) => fact.subject));
  const changed = facts.filter((fact) => fact.version > 1);
  if (changed.length > 0) {
    const { rows } = await transaction.query<{ subject: Fact['subject'] }>({
      name: 'older-subjects',
      text: `SELECT DISTINCT fact.subject FROM hub.fact
        JOIN unnest($1::text[], $2::text[]) AS key (source, record_id) USING (source, record_id)`,
      values: [changed.map((fact) => fact.source), changed.map((fact) => fact.recordId)],
    });
    for (const { subject } of rows) refs.add(subject);
  }
  await transaction.query({
    name: 'mark-dirty',
    text: 'INSERT INTO hub.dirty (ref) SELECT unnest($1::text[])',
    values: [[...refs]],
  });
}
