import type {
  AllowanceHistoryQuery,
  AllowanceQuery,
  InstitutionId,
  Month,
  Statement,
} from '@saite/contracts';
import { type KeyRing, openCode, personRef } from '@saite/identity';
import type { Database } from '@saite/runtime';
import type { Deciders } from '../deciders/decide.ts';
import {
  institutionExists,
  readHistory,
  readInstitutionMonth,
  readStatement,
} from '../journal/read-statements.ts';
import { type StoredStatement, toStatement } from '../journal/stored-statement.ts';
import { refsOfPerson } from '../persons/groups.ts';
import type { Reach } from './caller.ts';
import { ProblemError } from './problem-error.ts';

/** What the calls on allowances need. */
export interface AllowanceReader {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly deciders: Deciders;
}

/** `POST /v1/allowances/query` */
export async function queryAllowance(
  reader: AllowanceReader,
  reach: Reach,
  query: AllowanceQuery,
): Promise<Statement> {
  const refs = await refsOfPerson(reader.database, personRef(reader.keyRing, query.personCode));
  await reader.deciders.decideNow(refs);
  const stored = await readStatement(reader.database, refs, query.month, query.asKnownOn);
  if (!stored || !mayShow(stored, reach)) throw new ProblemError('NOT_FOUND');
  return show(reader.keyRing, stored, reach);
}

/** `POST /v1/allowances/history`: every version, if one of them is the caller's to see. */
export async function queryAllowanceHistory(
  reader: AllowanceReader,
  reach: Reach,
  query: AllowanceHistoryQuery,
): Promise<Statement[]> {
  const refs = await refsOfPerson(reader.database, personRef(reader.keyRing, query.personCode));
  await reader.deciders.decideNow(refs);
  const history = await readHistory(reader.database, refs, query.month);
  if (!history.some((stored) => mayShow(stored, reach))) throw new ProblemError('NOT_FOUND');
  return history.map((stored) => show(reader.keyRing, stored, reach));
}

const ROWS_AT_ONCE = 1_000;

/**
 * `GET /v1/institutions/{institutionId}/allowances`: the statement of each client with a day there in the month, as
 * far as this institution goes; of stays elsewhere only the days.
 *
 * @param after where the page before ended
 * @param limit most persons to look at; without it all
 */
export async function listInstitutionAllowances(
  reader: AllowanceReader,
  reach: Reach,
  institutionId: InstitutionId,
  month: Month,
  after = '',
  limit = Number.POSITIVE_INFINITY,
): Promise<{ items: Statement[]; next: string | null }> {
  const isReached = reach.all || reach.institutionIds.has(institutionId);
  if (!isReached || !(await institutionExists(reader.database, institutionId)))
    throw new ProblemError('NOT_FOUND');
  const here: Reach = { ...reach, all: false, institutionIds: new Set([institutionId]) };
  const items: Statement[] = [];
  let next: string | null = after;
  for (let left = limit; left > 0 && next !== null; left -= ROWS_AT_ONCE) {
    const page = await readInstitutionMonth(
      reader.database,
      institutionId,
      month,
      next,
      Math.min(left, ROWS_AT_ONCE),
    );
    for (const stored of page.statements)
      if (mayShow(stored, here)) items.push(show(reader.keyRing, stored, here));
    next = page.next;
  }
  return { items, next };
}

/** Whether the statement has a day that the caller's claims reach. */
function mayShow(stored: StoredStatement, reach: Reach): boolean {
  return (
    reach.all ||
    stored.content.stays.some((stay) => stay.days > 0 && reach.institutionIds.has(stay.institutionId))
  );
}

function show(ring: KeyRing, stored: StoredStatement, reach: Reach): Statement {
  const { statementId, ...statement } = toStatement(stored);
  return {
    statementId,
    personCode: openCode(ring, stored.subject, stored.identity),
    ...statement,
    stays: statement.stays.map((stay) =>
      reach.all || reach.institutionIds.has(stay.institutionId)
        ? stay
        : {
            placementId: null,
            institutionId: null,
            days: stay.days,
            dailyCost: null,
            serviceCost: null,
            clientShare: null,
          },
    ),
  };
}
