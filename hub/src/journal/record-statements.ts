import { randomUUID } from 'node:crypto';
import type { PersonRef, Sealed } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { AllowanceDecision, AllowancePolicies } from '../cases/allowance/index.ts';
import type { CurrentCode } from '../deciders/current-code.ts';
import type { Decided } from '../deciders/decide.ts';
import type { KnownPerson } from '../deciders/load-facts.ts';
import { keepIdentities } from '../persons/identities.ts';
import { appendStatements } from '../relay/outbox.ts';
import { type Change, changesOf } from './changes.ts';
import { type Head, loadHeads } from './heads.ts';

/** A change, the code that it is said under, and the facts that it rests on. */
interface NewStatement extends Change {
  readonly subject: PersonRef;
  readonly factsDigest: string;
}

/**
 * Issues a statement for each month whose content differs from the last one said: journal and outbox, the whole
 * batch in a few statements of SQL. Equal content makes no new version.
 *
 * @param currentCode how the code is found that a person goes by
 */
export function recordStatements(
  currentCode: (known: KnownPerson) => CurrentCode,
  policies: AllowancePolicies,
  programVersion: string,
) {
  return async (
    transaction: Transaction,
    decided: readonly Decided<AllowanceDecision>[],
    now: Date,
  ): Promise<void> => {
    const heads = await loadHeads(
      transaction,
      decided.flatMap(({ known }) => known.group.refs),
    );
    const issued: NewStatement[] = [];
    const identities = new Map<PersonRef, Sealed>();
    for (const { known, decision } of decided) {
      const changes = changesOf(known, decision, heads, policies);
      if (changes.length === 0) continue;
      const { subject, identity } = currentCode(known);
      if (identity) identities.set(subject, identity);
      for (const change of changes) issued.push({ ...change, subject, factsDigest: known.factsDigest });
    }
    if (issued.length === 0) return;
    await keepIdentities(transaction, identities);
    await insertGrounds(transaction, issued);
    await insertStatements(transaction, issued, programVersion, now);
    await absorb(
      transaction,
      issued.flatMap(({ absorbs }) => absorbs),
    );
    await appendStatements(
      transaction,
      issued.filter((statement) => statement.announced),
      now,
    );
  };
}

async function insertGrounds(transaction: Transaction, issued: readonly NewStatement[]): Promise<void> {
  const grounds = new Map(issued.map(({ text }) => [text.groundsDigest, text.grounds]));
  await transaction.query({
    name: 'insert-grounds',
    text: `INSERT INTO hub.grounds (digest, policies, legal_basis)
      SELECT * FROM unnest($1::text[], $2::json[], $3::json[]) ORDER BY 1 ON CONFLICT DO NOTHING`,
    values: [
      [...grounds.keys()],
      [...grounds.values()].map(({ policies }) => JSON.stringify(policies)),
      [...grounds.values()].map(({ legalBasis }) => JSON.stringify(legalBasis)),
    ],
  });
}

async function insertStatements(
  transaction: Transaction,
  issued: readonly NewStatement[],
  programVersion: string,
  now: Date,
): Promise<void> {
  await transaction.query({
    name: 'insert-statements',
    text: `INSERT INTO hub.statement (person, subject, month, version, statement_id, supersedes, delta_cents, allowance_cents,
        content_hash, content, grounds, facts_digest, program_version, recorded_at)
      SELECT person, subject, month, version, statement_id, supersedes, delta_cents, allowance_cents,
        content_hash, content, grounds, facts_digest, $1, $2
      FROM unnest($3::text[], $4::text[], $5::text[], $6::int[], $7::uuid[], $8::int[], $9::bigint[], $10::bigint[],
        $11::text[], $12::json[], $13::text[], $14::text[])
        AS row (person, subject, month, version, statement_id, supersedes, delta_cents, allowance_cents,
          content_hash, content, grounds, facts_digest)`,
    values: [
      programVersion,
      now,
      issued.map(({ person }) => person),
      issued.map(({ subject }) => subject),
      issued.map(({ month }) => month),
      issued.map(({ version }) => version),
      issued.map(() => randomUUID()),
      issued.map(({ supersedes }) => supersedes),
      issued.map(({ deltaCents }) => deltaCents),
      issued.map(({ allowanceCents }) => allowanceCents),
      issued.map(({ text }) => text.hash),
      issued.map(({ text }) => text.content),
      issued.map(({ text }) => text.groundsDigest),
      issued.map(({ factsDigest }) => factsDigest),
    ],
  });
}

async function absorb(transaction: Transaction, heads: readonly Head[]): Promise<void> {
  if (heads.length === 0) return;
  await transaction.query(
    'INSERT INTO hub.absorbed_statement (person, month, version) SELECT * FROM unnest($1::text[], $2::text[], $3::int[])',
    [heads.map(({ person }) => person), heads.map(({ month }) => month), heads.map(({ version }) => version)],
  );
}
