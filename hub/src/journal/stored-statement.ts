import {
  fromCents,
  type IssuedStatement,
  type LegalBasis,
  type Month,
  type PersonRef,
  type Sealed,
  type StatementContent,
  type StatementId,
} from '@saite/contracts';
import { toInstant } from '@saite/runtime';

/** A statement as the journal keeps it. */
export interface StoredStatement {
  readonly statementId: StatementId;
  readonly subject: PersonRef;
  readonly identity: Sealed;
  readonly month: Month;
  readonly version: number;
  readonly supersedes: number | null;
  readonly deltaCents: number;
  readonly content: Omit<StatementContent, 'policies' | 'legalBasis'>;
  readonly policies: Record<string, string>;
  readonly legalBasis: LegalBasis[];
  readonly recordedAt: Date;
  /** Digest of the facts that it was made from. */
  readonly factsDigest: string;
}

/** What {@link STORED_STATEMENT_COLUMNS} stand on, beside `hub.statement`. */
export const STORED_STATEMENT_JOINS = `LEFT JOIN hub.grounds ON grounds.digest = statement.grounds
  LEFT JOIN hub.code_identity ON code_identity.ref = statement.subject`;

/** Columns of {@link StoredStatement}. */
export const STORED_STATEMENT_COLUMNS = `statement.statement_id AS "statementId", statement.subject, code_identity.sealed AS identity,
  statement.month, statement.version, statement.supersedes, statement.delta_cents AS "deltaCents", statement.content,
  grounds.policies, grounds.legal_basis AS "legalBasis", statement.recorded_at AS "recordedAt",
  statement.facts_digest AS "factsDigest"`;

/** The statement as it was issued. */
export function toStatement(stored: StoredStatement): IssuedStatement {
  return {
    statementId: stored.statementId,
    month: stored.month,
    version: stored.version,
    supersedes: stored.supersedes,
    ...stored.content,
    policies: stored.policies,
    legalBasis: stored.legalBasis,
    delta: fromCents(stored.deltaCents),
    computedAt: toInstant(stored.recordedAt),
  };
}
