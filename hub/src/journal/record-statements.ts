import { createHash, randomUUID } from 'node:crypto';
import type { Month, PersonRef, Sealed, StatementContent, StatementId } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import { type AllowanceDecision, type AllowancePolicies, notInCare } from '../cases/allowance/index.ts';
import type { Decided } from '../deciders/decide.ts';
import type { KnownPerson } from '../deciders/load-facts.ts';
import { appendOutbox } from '../relay/outbox.ts';
import { aliveOf, type Head, headOf, loadHeads } from './heads.ts';

/** A statement to be issued: content, and what the journal says of it. */
interface NewStatement {
  readonly statementId: StatementId;
  readonly person: PersonRef;
  readonly subject: PersonRef;
  readonly identity: Sealed;
  readonly month: Month;
  readonly version: number;
  readonly supersedes: number | null;
  readonly deltaCents: number;
  readonly allowanceCents: number | null;
  readonly content: StatementContent;
  readonly contentHash: string;
  readonly factsDigest: string;
  readonly announced: boolean;
}

/** How the code that a statement is made under is found; sealed again if only PMLP named it. */
export type IdentityOf = (known: KnownPerson) => { readonly subject: PersonRef; readonly identity: Sealed };

/**
 * Issues a statement for each month whose content differs from the last one said: journal and outbox, the whole
 * batch in a few statements of SQL. Equal content makes no new version.
 */
export function recordStatements(
  identityOf: IdentityOf,
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
    const absorbed: StatementId[] = [];
    for (const { known, decision } of decided) {
      const changes = changesOf(known, decision, heads, policies);
      if (changes.length === 0) continue;
      const { subject, identity } = identityOf(known);
      for (const change of changes) {
        absorbed.push(...change.absorbs);
        if (change.statement)
          issued.push({
            ...change.statement,
            subject,
            identity,
            person: known.group.person,
            factsDigest: known.factsDigest,
          });
      }
    }
    if (absorbed.length > 0) {
      await transaction.query(
        'INSERT INTO hub.absorbed_statement (statement_id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING',
        [absorbed],
      );
    }
    if (issued.length === 0) return;
    await insertStatements(transaction, issued, programVersion, now);
    await appendOutbox(
      transaction,
      issued
        .filter((statement) => statement.announced)
        .map(({ statementId }) => ({
          type: 'saite.allowance.stated.v1',
          eventId: statementId,
          statementId,
          event: null,
        })),
      now,
    );
  };
}

interface Change {
  readonly absorbs: readonly StatementId[];
  readonly statement: Omit<NewStatement, 'subject' | 'identity' | 'person' | 'factsDigest'> | null;
}

function changesOf(
  known: KnownPerson,
  decision: AllowanceDecision,
  heads: ReadonlyMap<PersonRef, readonly Head[]>,
  policies: AllowancePolicies,
): Change[] {
  const headsByMonth = new Map<Month, Head[]>();
  for (const ref of known.group.refs) {
    for (const head of heads.get(ref) ?? []) {
      const sameMonth = headsByMonth.get(head.month);
      if (sameMonth) sameMonth.push(head);
      else headsByMonth.set(head.month, [head]);
    }
  }
  const changes: Change[] = [];
  const stated = new Set<Month>();
  for (const { month, content, announced, allowanceCents } of decision.months) {
    stated.add(month);
    const change = changeOf(
      known.group.person,
      month,
      content,
      announced,
      allowanceCents,
      headsByMonth.get(month) ?? [],
    );
    if (change) changes.push(change);
  }
  for (const [month, monthHeads] of headsByMonth) {
    if (stated.has(month) || aliveOf(monthHeads).length === 0) continue;
    const change = changeOf(known.group.person, month, notInCare(month, policies), true, null, monthHeads);
    if (change) changes.push(change);
  }
  return changes;
}

/** What is to be said of a month, or `null` if it was said already. */
function changeOf(
  person: PersonRef,
  month: Month,
  content: StatementContent,
  announced: boolean,
  allowanceCents: number | null,
  heads: readonly Head[],
): Change | null {
  const contentHash = hashOf(content);
  const alive = aliveOf(heads);
  const last = headOf(heads);
  const [only] = alive;
  if (only && alive.length === 1 && only.contentHash === contentHash) return null;
  const before = alive.reduce((sum, head) => sum + (head.allowanceCents ?? 0), 0);
  return {
    // The new statement continues the person's series; those of other codes end with it, so that deltas add up.
    absorbs: alive.filter((head) => head.person !== person).map((head) => head.statementId),
    statement: {
      statementId: randomUUID() as StatementId,
      month,
      version: Math.max(0, ...heads.map((head) => head.version)) + 1,
      supersedes: last?.version ?? null,
      deltaCents: (allowanceCents ?? 0) - before,
      allowanceCents,
      content,
      contentHash,
      announced,
    },
  };
}

const hashes = new WeakMap<StatementContent, string>();

/** Months that read the same share their content object, so most hashes are made once. */
function hashOf(content: StatementContent): string {
  let hash = hashes.get(content);
  if (hash === undefined) {
    hash = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 27);
    hashes.set(content, hash);
  }
  return hash;
}

async function insertStatements(
  transaction: Transaction,
  issued: readonly NewStatement[],
  programVersion: string,
  now: Date,
): Promise<void> {
  const grounds = new Map<string, StatementContent>();
  const groundsOf = issued.map(({ content }) => {
    const digest = groundsDigest(content);
    grounds.set(digest, content);
    return digest;
  });
  await transaction.query({
    name: 'insert-grounds',
    text: 'INSERT INTO hub.grounds (digest, policies, legal_basis) SELECT * FROM unnest($1::text[], $2::json[], $3::json[]) ON CONFLICT DO NOTHING',
    values: [
      [...grounds.keys()],
      [...grounds.values()].map((content) => JSON.stringify(content.policies)),
      [...grounds.values()].map((content) => JSON.stringify(content.legalBasis)),
    ],
  });
  await transaction.query({
    name: 'insert-statements',
    text: `INSERT INTO hub.statement (statement_id, person, subject, month, version, supersedes, delta_cents, allowance_cents,
        content_hash, content, grounds, identity, facts_digest, program_version, recorded_at)
      SELECT statement_id, person, subject, month, version, supersedes, delta_cents, allowance_cents,
        content_hash, content, grounds, identity, facts_digest, $1, $2
      FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[], $9::bigint[], $10::bigint[],
        $11::text[], $12::json[], $13::text[], $14::json[], $15::text[])
        AS row (statement_id, person, subject, month, version, supersedes, delta_cents, allowance_cents,
          content_hash, content, grounds, identity, facts_digest)`,
    values: [
      programVersion,
      now,
      issued.map((statement) => statement.statementId),
      issued.map((statement) => statement.person),
      issued.map((statement) => statement.subject),
      issued.map((statement) => statement.month),
      issued.map((statement) => statement.version),
      issued.map((statement) => statement.supersedes),
      issued.map((statement) => statement.deltaCents),
      issued.map((statement) => statement.allowanceCents),
      issued.map((statement) => statement.contentHash),
      issued.map(({ content: { policies: _policies, legalBasis: _legalBasis, ...content } }) =>
        JSON.stringify(content),
      ),
      groundsOf,
      issued.map((statement) => JSON.stringify(statement.identity)),
      issued.map((statement) => statement.factsDigest),
    ],
  });
}

const groundsDigests = new WeakMap<
  StatementContent['policies'],
  WeakMap<StatementContent['legalBasis'], string>
>();

/** Policies and grounds are few and shared; their digest is made once for each pair. */
function groundsDigest({ policies, legalBasis }: StatementContent): string {
  const byBasis = groundsDigests.get(policies) ?? new WeakMap<StatementContent['legalBasis'], string>();
  groundsDigests.set(policies, byBasis);
  let digest = byBasis.get(legalBasis);
  if (digest === undefined) {
    digest = createHash('sha256')
      .update(JSON.stringify([policies, legalBasis]))
      .digest('base64url')
      .slice(0, 22);
    byBasis.set(legalBasis, digest);
  }
  return digest;
}
