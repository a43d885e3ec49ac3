import { COMMUNITY_SERVICES, type ServiceKind, type SopaFinancialReport } from '@saite/contracts/sopa';
import type { ObjectChecks } from '../rule-table.ts';
import { goesBeyond } from './calendar-texts.ts';
import { holdsTwice, sumOf } from './repeated.ts';

type Line = SopaFinancialReport['line'][number];

const serviceKindOf = ({ serviceKind }: Line): ServiceKind => serviceKind;
const amountOf = ({ amount }: Line): number => amount;
const personsOf = ({ persons }: Line): number => persons;

const isNotInCommunity = ({ serviceKind }: Line): boolean => !COMMUNITY_SERVICES.has(serviceKind);
const isNoGroupHome = ({ serviceKind }: Line): boolean => serviceKind !== 'group-home';

export const FINANCIAL_REPORT_CHECKS: ObjectChecks<'financial-report'> = {
  FINANCIAL_ENDS_BEFORE_START: ({ periodFrom, periodTo }) => periodTo < periodFrom,
  FINANCIAL_PERIOD_NOT_OVER: ({ periodTo, preparedOn }) => goesBeyond(periodTo, preparedOn),
  FINANCIAL_IN_FUTURE: ({ preparedOn }, file) => preparedOn > file.periodTo,
  FINANCIAL_SUM: ({ line, total }) => total !== sumOf(line, amountOf),
  FINANCIAL_PERSONS_SUM: ({ line, persons }) => persons !== sumOf(line, personsOf),
  FINANCIAL_LINE_TWICE: ({ line }) => holdsTwice(line, serviceKindOf),
  FINANCIAL_LINE_MISFITS: ({ kind, line }) =>
    (kind === 'money-follows-client' && line.some(isNotInCommunity)) ||
    (kind === 'group-homes' && line.some(isNoGroupHome)),
};
