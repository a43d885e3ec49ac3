import type { z } from 'zod';
import {
  AllowanceHistoryQuery,
  AllowanceQuery,
  InstitutionMonth,
  InstitutionMonthPath,
  InstitutionMonthQuery,
  StatementList,
} from './allowances.ts';
import { Accepted, PlacementBody, PlacementWithdrawal } from './placements.ts';
import type { ProblemCode } from './problem.ts';
import type { Access } from './roles.ts';
import { Statement } from './statement.ts';

/** A call of the REST door: the one table from which routes, OpenAPI and the tests of rights are made. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  /** Path as OpenAPI writes it, in full. */
  readonly path: `/v1/${string}`;
  readonly summary: { readonly en: string; readonly lv: string };
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answer: {
    readonly status: 200 | 202;
    readonly schema: z.ZodType;
    readonly alsoAs?: readonly string[];
  };
  /** Problems beside those of every call. */
  readonly problems: readonly ProblemCode[];
  /** Whether `Idempotency-Key` is honoured: on every POST that changes something. */
  readonly changes: boolean;
}

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const operations = {
  recordPlacement: {
    method: 'POST',
    path: '/v1/placements',
    summary: { en: 'Record or change a placement', lv: 'Reģistrēt vai mainīt izvietojumu' },
    access: { spolis: 'all' },
    body: PlacementBody,
    answer: { status: 202, schema: Accepted },
    problems: ['VERSION_CONFLICT', 'STILL_AT_WORK', 'IDEMPOTENCY_KEY_REUSED'],
    changes: true,
  },
  withdrawPlacement: {
    method: 'POST',
    path: '/v1/placements/withdraw',
    summary: { en: 'Withdraw a placement', lv: 'Atsaukt izvietojumu' },
    access: { spolis: 'all' },
    body: PlacementWithdrawal,
    answer: { status: 202, schema: Accepted },
    problems: ['VERSION_CONFLICT', 'STILL_AT_WORK', 'IDEMPOTENCY_KEY_REUSED'],
    changes: true,
  },
  queryAllowance: {
    method: 'POST',
    path: '/v1/allowances/query',
    summary: { en: "A person's statement of a month", lv: 'Personas mēneša aprēķins' },
    access: { spolis: 'all', accountant: 'own' },
    body: AllowanceQuery,
    answer: { status: 200, schema: Statement },
    problems: ['NOT_FOUND'],
    changes: false,
  },
  queryAllowanceHistory: {
    method: 'POST',
    path: '/v1/allowances/history',
    summary: { en: 'Every statement that was issued for a month', lv: 'Visi mēnesim izdotie aprēķini' },
    access: { spolis: 'all', accountant: 'own' },
    body: AllowanceHistoryQuery,
    answer: { status: 200, schema: StatementList },
    problems: ['NOT_FOUND'],
    changes: false,
  },
  listInstitutionAllowances: {
    method: 'GET',
    path: '/v1/institutions/{institutionId}/allowances',
    summary: { en: "An institution's month", lv: 'Iestādes mēnesis' },
    access: { spolis: 'all', accountant: 'own' },
    params: InstitutionMonthPath,
    query: InstitutionMonthQuery,
    answer: { status: 200, schema: InstitutionMonth, alsoAs: [CSV, XLSX] },
    problems: ['NOT_FOUND'],
    changes: false,
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;

/** Problems that every call may answer with. */
export const COMMON_PROBLEMS = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'TOO_LARGE',
  'UNSUPPORTED_TYPE',
  'UNREADABLE',
  'INVALID',
  'TOO_MANY_CALLS',
  'INTERNAL',
  'UNAVAILABLE',
] as const satisfies readonly ProblemCode[];
