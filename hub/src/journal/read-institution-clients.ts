import type { InstitutionId, Month, PersonRef, StatementContent } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import { ABSORBED } from './heads.ts';

/** What is said of one month of somebody who ever had a placement in an institution. */
export interface ClientStatement {
  /** The person's name: the smallest reference of its codes. */
  readonly person: PersonRef;
  readonly subject: PersonRef;
  readonly month: Month;
  readonly version: number;
  readonly content: Omit<StatementContent, 'policies' | 'legalBasis'>;
  readonly recordedAt: Date;
  /** Whether an earlier version was told: one that did not wait for SAIS. */
  readonly corrected: boolean;
}

const TOLD_BEFORE = `statement.version > 1 AND EXISTS (SELECT FROM hub.statement earlier
  WHERE earlier.person = statement.person AND earlier.month = statement.month AND earlier.version < statement.version
    AND strpos(earlier.content::text, '"AWAITING_INCOME"') = 0)`;

/**
 * The statements in force of some months of everybody who ever had a placement in an institution, in one query; whether
 * a stay there has days in the month is for the reader to see.
 */
export async function readInstitutionClients(
  database: Pick<Transaction, 'query'>,
  institutionId: InstitutionId,
  months: readonly Month[],
): Promise<ClientStatement[]> {
  const { rows } = await database.query<ClientStatement>({
    name: 'read-institution-clients',
    text: `WITH client AS MATERIALIZED (
        SELECT DISTINCT person_code.person FROM hub.fact JOIN hub.person_code ON person_code.ref = fact.subject
        WHERE fact.source = 'spolis.placement' AND fact.data #>> '{stay,institutionId}' = $1)
      SELECT DISTINCT ON (client.person, statement.month) client.person, statement.subject, statement.month,
        statement.version, statement.content, statement.recorded_at AS "recordedAt", ${TOLD_BEFORE} AS corrected
      FROM client
      JOIN hub.person_code member ON member.person = client.person
      CROSS JOIN unnest($2::text[]) AS asked (month)
      CROSS JOIN LATERAL (SELECT * FROM hub.statement WHERE statement.person = member.ref AND statement.month = asked.month
        ORDER BY version DESC LIMIT 1) statement
      ORDER BY client.person, statement.month, ${ABSORBED}, statement.version DESC`,
    values: [institutionId, months],
  });
  return rows;
}
