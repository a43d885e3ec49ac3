import type { Month, PersonRef, StatementContent } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import { ABSORBED } from './heads.ts';

/** A month as it is said now, and how many versions of it were issued. */
export interface MonthInForce {
  readonly month: Month;
  readonly version: number;
  readonly versions: number;
  readonly content: Omit<StatementContent, 'policies' | 'legalBasis'>;
  readonly recordedAt: Date;
}

/** Every month of a person as it is said now, newest first. @param refs all codes of the person */
export async function readMonths(
  database: Pick<Transaction, 'query'>,
  refs: readonly PersonRef[],
): Promise<MonthInForce[]> {
  const { rows } = await database.query<MonthInForce>({
    name: 'read-months',
    text: `SELECT DISTINCT ON (month) month, version, count(*) OVER (PARTITION BY month)::int AS versions, content,
        recorded_at AS "recordedAt"
      FROM hub.statement WHERE person = ANY($1) ORDER BY month DESC, ${ABSORBED}, version DESC`,
    values: [refs],
  });
  return rows;
}
