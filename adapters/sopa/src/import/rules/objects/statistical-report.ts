import { monthNumber } from '@saite/contracts';
import type { SopaStatisticalReport } from '@saite/contracts/sopa';
import type { ObjectChecks } from '../rule-table.ts';
import { goesBeyond } from './calendar-texts.ts';
import { holdsTwice } from './repeated.ts';

type Row = SopaStatisticalReport['row'][number];

const codeOf = ({ code }: Row): number => code;
const isSumWrong = ({ women, men, total }: Row): boolean => total !== women + men;
const hasTooManyChildren = ({ children, total }: Row): boolean => children > total;

export const STATISTICAL_REPORT_CHECKS: ObjectChecks<'statistical-report'> = {
  STATISTICAL_PERIOD_MISFITS: ({ form, periodFrom, periodTo }) => {
    if (form === 'assistance-month') return periodFrom !== periodTo;
    const first = monthNumber(periodFrom);
    return first % 12 !== 0 || monthNumber(periodTo) !== first + 11;
  },
  STATISTICAL_PERIOD_NOT_OVER: ({ periodTo, preparedOn }) => goesBeyond(periodTo, preparedOn),
  STATISTICAL_IN_FUTURE: ({ preparedOn }, file) => preparedOn > file.periodTo,
  STATISTICAL_ROW_SUM: ({ row }) => row.some(isSumWrong),
  STATISTICAL_CHILDREN: ({ row }) => row.some(hasTooManyChildren),
  STATISTICAL_ROW_TWICE: ({ row }) => holdsTwice(row, codeOf),
};
