import type {
  AllowanceHistoryQuery,
  AllowanceQuery,
  InstitutionId,
  InstitutionMonthQuery,
  Statement,
} from '@saite/contracts';
import { type KeyRing, openCode, personRef, versionOfRef } from '@saite/identity';
import type { z } from 'zod';
import {
  institutionExists,
  readHistory,
  readInstitutionMonth,
  readStatement,
} from '../journal/read-statements.ts';
import { type StoredStatement, toStatement } from '../journal/stored-statement.ts';
import { refsOfPerson } from '../persons/groups.ts';
import type { Call, Door } from './call.ts';
import type { Reach } from './caller.ts';
import { ProblemError } from './problem-error.ts';

/** Decides what waits about a person, so that the answer is of today. */
const decide =
  ({ database, keyRing, references, deciders }: Door, { personCode }: AllowanceHistoryQuery) =>
  async (): Promise<void> =>
    deciders.decideNow(await refsOfPerson(database, references, personRef(keyRing, personCode)));

/** `POST /v1/allowances/query` */
export function queryAllowance(call: Call, query: AllowanceQuery): Promise<Statement> {
  const { door, reach } = call;
  return call.read(
    async (transaction) => {
      const refs = await refsOfPerson(
        transaction,
        door.references,
        personRef(door.keyRing, query.personCode),
      );
      const stored = await readStatement(transaction, refs, query.month, query.asKnownOn);
      if (!stored || !mayShow(stored, reach)) throw new ProblemError('NOT_FOUND');
      return { answer: show(door.keyRing, stored, reach), persons: [stored.subject], target: query.month };
    },
    decide(door, query),
  );
}

/** `POST /v1/allowances/history`: every version, if one of them is the caller's to see. */
export function queryAllowanceHistory(
  call: Call,
  query: AllowanceHistoryQuery,
): Promise<{ items: Statement[]; next: null }> {
  const { door, reach } = call;
  return call.read(
    async (transaction) => {
      const refs = await refsOfPerson(
        transaction,
        door.references,
        personRef(door.keyRing, query.personCode),
      );
      const history = await readHistory(transaction, refs, query.month);
      if (!history.some((stored) => mayShow(stored, reach))) throw new ProblemError('NOT_FOUND');
      return {
        answer: { items: history.map((stored) => show(door.keyRing, stored, reach)), next: null },
        persons: history.map(({ subject }) => subject),
        target: query.month,
      };
    },
    decide(door, query),
  );
}

const ROWS_AT_ONCE = 1_000;

/**
 * `GET /v1/institutions/{institutionId}/allowances`: the statement of each client with a day there in the month, as
 * far as this institution goes; of stays elsewhere only the days. Without a limit all of them.
 */
export function listInstitutionAllowances(
  call: Call,
  institutionId: InstitutionId,
  { month, after, limit = Number.POSITIVE_INFINITY }: z.infer<typeof InstitutionMonthQuery>,
): Promise<{ items: Statement[]; next: string | null }> {
  const { door, reach } = call;
  const isReached = reach.all || reach.institutionIds.has(institutionId);
  const here: Reach = { ...reach, all: false, institutionIds: new Set([institutionId]) };
  return call.read(async (transaction) => {
    if (!isReached || !(await institutionExists(transaction, institutionId)))
      throw new ProblemError('NOT_FOUND');
    const shown: StoredStatement[] = [];
    // Under another index key the order was another one: from the beginning, so that nobody is left out.
    const isOfNow = after !== undefined && versionOfRef(after) === door.references.version;
    let next: string | null = isOfNow ? after : '';
    for (let left = limit; left > 0 && next !== null; left -= ROWS_AT_ONCE) {
      const page = await readInstitutionMonth(
        transaction,
        institutionId,
        month,
        next,
        Math.min(left, ROWS_AT_ONCE),
      );
      shown.push(...page.statements.filter((stored) => mayShow(stored, here)));
      next = page.next;
    }
    return {
      answer: { items: shown.map((stored) => show(door.keyRing, stored, here)), next },
      persons: shown.map(({ subject }) => subject),
      target: `${institutionId}/${month}`,
    };
  });
}

/** Whether the statement has a day that the caller's claims reach. */
export function mayShow(stored: Pick<StoredStatement, 'content'>, reach: Reach): boolean {
  return (
    reach.all ||
    stored.content.stays.some((stay) => stay.days > 0 && reach.institutionIds.has(stay.institutionId))
  );
}

/** A statement as the caller may see it: of stays elsewhere only the days. */
export function show(ring: KeyRing, stored: StoredStatement, reach: Reach): Statement {
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
