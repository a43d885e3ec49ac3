import type { CalendarDate, InstitutionId, Month, PersonRef } from '@saite/contracts';
import { endOfRigaDay, type Transaction } from '@saite/runtime';
import { ABSORBED } from './heads.ts';
import {
  STORED_STATEMENT_COLUMNS,
  STORED_STATEMENT_JOINS,
  type StoredStatement,
} from './stored-statement.ts';

type Queryable = Pick<Transaction, 'query'>;

const FROM = `FROM hub.statement ${STORED_STATEMENT_JOINS}`;

/**
 * The statement of a month in force now, or at the end of a day in Riga.
 *
 * @param refs all codes of the person
 */
export async function readStatement(
  database: Queryable,
  refs: readonly PersonRef[],
  month: Month,
  asKnownOn: CalendarDate | undefined,
): Promise<StoredStatement | undefined> {
  const { rows } = await database.query<StoredStatement>(
    asKnownOn
      ? {
          name: 'read-statement-as-known',
          text: `SELECT ${STORED_STATEMENT_COLUMNS} ${FROM} WHERE person = ANY($1) AND month = $2 AND recorded_at < $3
            ORDER BY recorded_at DESC, version DESC LIMIT 1`,
          values: [refs, month, endOfRigaDay(asKnownOn)],
        }
      : {
          name: 'read-statement',
          text: `SELECT ${STORED_STATEMENT_COLUMNS} ${FROM} WHERE person = ANY($1) AND month = $2
            ORDER BY ${ABSORBED}, version DESC LIMIT 1`,
          values: [refs, month],
        },
  );
  return rows[0];
}

/** Every statement of a month, newest first. */
export async function readHistory(
  database: Queryable,
  refs: readonly PersonRef[],
  month: Month,
): Promise<StoredStatement[]> {
  const { rows } = await database.query<StoredStatement>({
    name: 'read-history',
    text: `SELECT ${STORED_STATEMENT_COLUMNS} ${FROM} WHERE person = ANY($1) AND month = $2 ORDER BY recorded_at DESC, version DESC`,
    values: [refs, month],
  });
  return rows;
}

/** Whether a register has named the institution: only then does it exist. */
export async function institutionExists(database: Queryable, institutionId: InstitutionId): Promise<boolean> {
  const { rows } = await database.query({
    name: 'institution-exists',
    text: `SELECT FROM hub.fact WHERE source = 'spolis.placement' AND data #>> '{stay,institutionId}' = $1 LIMIT 1`,
    values: [institutionId],
  });
  return rows.length > 0;
}

export interface InstitutionPage {
  readonly statements: readonly StoredStatement[];
  /** The last person looked at, if there are more. */
  readonly next: PersonRef | null;
}

/**
 * The statements in force of everybody who ever had a placement in an institution, a page in the order of the
 * persons; whether the stay has days in the month is for the reader of the statements to see.
 */
export async function readInstitutionMonth(
  database: Queryable,
  institutionId: InstitutionId,
  month: Month,
  after: string,
  limit: number,
): Promise<InstitutionPage> {
  const { rows } = await database.query<StoredStatement & { readonly person: PersonRef }>({
    name: 'read-institution-month',
    text: `WITH client AS MATERIALIZED (
        SELECT DISTINCT person_code.person FROM hub.fact JOIN hub.person_code ON person_code.ref = fact.subject
        WHERE fact.source = 'spolis.placement' AND fact.data #>> '{stay,institutionId}' = $1 AND person_code.person > $3
        ORDER BY person_code.person LIMIT $4)
      SELECT DISTINCT ON (client.person) client.person, ${STORED_STATEMENT_COLUMNS}
      FROM client
      LEFT JOIN hub.person_code member ON member.person = client.person
      LEFT JOIN LATERAL (SELECT * FROM hub.statement WHERE statement.person = member.ref AND month = $2 ORDER BY version DESC LIMIT 1) statement ON true
      ${STORED_STATEMENT_JOINS}
      ORDER BY client.person, ${ABSORBED}, statement.version DESC NULLS LAST`,
    values: [institutionId, month, after, limit],
  });
  return {
    statements: rows.filter((row) => row.statementId !== null),
    next: rows.length === limit ? (rows.at(-1)?.person ?? null) : null,
  };
}
