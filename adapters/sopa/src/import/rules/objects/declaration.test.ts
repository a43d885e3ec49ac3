import type { SopaDeclaration } from '@saite/contracts/sopa';
import { tryObjectRules } from '../testing/object-examples.ts';
import { recordOf } from '../testing/records.ts';
import { day, eur, id, month } from '../testing/values.ts';

type Member = SopaDeclaration['member'][number];

const [declarant] = recordOf('declaration').member;
if (!declarant) throw new Error('a declaration has a declarant');

const other = (memberId: string, changes: Partial<Member> = {}): Member => ({
  memberId: id(memberId),
  relation: 'child',
  income: [{ kind: 'none', month: month('2026-02'), amount: eur('0.00') }],
  total: eur('0.00'),
  ...changes,
});
const ofTwo = { householdSize: 2, incomePerMember: eur('60.00') };
const ofThree = { householdSize: 3, incomePerMember: eur('40.00') };
const inMonth = (text: string): Member =>
  other('P-2', { income: [{ kind: 'none', month: month(text), amount: eur('0.00') }] });

/** One person who had some income in the last of three months. */
const alone = (amount: string): Partial<SopaDeclaration> => ({
  member: [
    {
      ...declarant,
      income: [{ kind: 'wage', month: month('2026-02'), amount: eur(amount) }],
      total: eur(amount),
    },
  ],
  totalIncome: eur(amount),
});

tryObjectRules('declaration', {
  DECLARATION_ENDS_BEFORE_START: {
    broken: [{ periodFrom: month('2026-02'), periodTo: month('2026-01') }],
    right: [{ ...alone('120.00'), periodFrom: month('2026-02') }],
  },
  DECLARATION_IN_FUTURE: {
    broken: [{ declaredOn: day('2026-03-03') }],
    right: [{ declaredOn: day('2026-03-02') }],
  },
  DECLARATION_PERIOD_NOT_OVER: {
    broken: [{ declaredOn: day('2026-02-28') }],
    right: [{ declaredOn: day('2026-03-01') }],
  },
  DECLARATION_HOUSEHOLD_DIFFERS: {
    broken: [ofTwo, { ...ofThree, member: [declarant, other('P-2')] }],
    right: [{ ...ofTwo, member: [declarant, other('P-2')] }],
  },
  DECLARATION_MEMBER_TWICE: {
    broken: [{ ...ofThree, member: [declarant, other('P-2'), other('P-2')] }],
    right: [{ ...ofThree, member: [declarant, other('P-2'), other('P-3')] }],
  },
  DECLARATION_DECLARANT_MISSING: {
    broken: [
      { personId: id('P-2') },
      { member: [{ ...declarant, relation: 'other' }] },
      { ...ofTwo, member: [declarant, other('P-2', { relation: 'declarant' })] },
    ],
    right: [{ ...ofTwo, member: [other('P-2'), declarant] }],
  },
  DECLARATION_MONTH_OUTSIDE: {
    broken: [
      { ...ofTwo, member: [declarant, inMonth('2025-11')] },
      { ...ofTwo, member: [declarant, inMonth('2026-03')] },
    ],
    right: [
      { ...ofTwo, member: [declarant, inMonth('2025-12')] },
      { ...ofTwo, member: [declarant, inMonth('2026-02')] },
    ],
  },
  DECLARATION_MEMBER_SUM: {
    broken: [{ member: [{ ...declarant, total: eur('360.01') }], totalIncome: eur('360.01') }],
    right: [{ ...alone('360.01') }],
  },
  DECLARATION_SUM: {
    broken: [{ totalIncome: eur('360.01') }, { totalIncome: eur('359.99') }],
    right: [{ totalIncome: eur('360.00') }],
  },
  DECLARATION_AVERAGE: {
    // 0.02 by three months is 0.0067; a sixth of 0.03 is half a cent, which goes up.
    broken: [
      { ...alone('0.02'), incomePerMember: eur('0.00') },
      { ...alone('0.01'), incomePerMember: eur('0.01') },
      { incomePerMember: eur('360.00') },
      { ...alone('120.00'), periodFrom: month('2026-02'), incomePerMember: eur('40.00') },
      {
        ...ofTwo,
        incomePerMember: eur('0.00'),
        totalIncome: eur('0.03'),
        member: [
          { ...declarant, income: [], total: eur('0.00') },
          other('P-2', {
            income: [{ kind: 'wage', month: month('2026-02'), amount: eur('0.03') }],
            total: eur('0.03'),
          }),
        ],
      },
    ],
    right: [
      { ...alone('0.02'), incomePerMember: eur('0.01') },
      { ...alone('0.01'), incomePerMember: eur('0.00') },
      {
        ...ofTwo,
        incomePerMember: eur('0.01'),
        totalIncome: eur('0.03'),
        member: [
          { ...declarant, income: [], total: eur('0.00') },
          other('P-2', {
            income: [{ kind: 'wage', month: month('2026-02'), amount: eur('0.03') }],
            total: eur('0.03'),
          }),
        ],
      },
    ],
  },
  DECLARATION_NONE_WITH_AMOUNT: {
    broken: [
      {
        member: [
          { ...declarant, income: [{ kind: 'none', month: month('2026-02'), amount: eur('360.00') }] },
        ],
      },
    ],
    right: [
      {
        member: [
          { ...declarant, income: [{ kind: 'other', month: month('2026-02'), amount: eur('360.00') }] },
        ],
      },
    ],
  },
});
