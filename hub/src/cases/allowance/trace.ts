import {
  fromCents,
  type Month,
  type SignedMoney,
  type StatementContent,
  type StatementLine,
  type StatementStay,
  type TraceGround,
  type TraceParameter,
  type TraceRule,
  type TraceSource,
  type TraceStep,
  toCents,
} from '@saite/contracts';
import { shareOf, splitByWeight } from './amounts.ts';
import { formulaOf, type TraceLanguage } from './trace-words.ts';

/** Everything that a trace is made from: the statement as it was issued, and the records that it rests on. */
export interface Traced {
  readonly month: Month;
  readonly content: StatementContent;
  /** The version of a payment or placement that was known then; `null` if it is not found. */
  sourceOf(register: TraceSource['register'], id: string): TraceSource | null;
  /** Whether a stay is the reader's: of one elsewhere only the days are shown. */
  sees(stay: StatementStay): boolean;
}

/** What a step is before its words and grounds are added. */
interface Plain {
  readonly variable: string;
  readonly value: string | null;
  readonly rule: TraceRule;
  readonly dependsOn?: readonly string[];
  readonly parameters?: readonly TraceParameter[];
  readonly rounding?: TraceStep['rounding'];
  readonly source?: TraceSource | null;
  readonly policies?: readonly string[];
}

/**
 * How each amount of a statement comes about, step by step, each after those that it rests on: "why this amount". The
 * values are those that were issued; {@link reproduces} says whether the steps lead to them.
 */
export function traceOf(traced: Traced, language: TraceLanguage): TraceStep[] {
  const { content } = traced;
  const values = new Map<string, string | null>();
  const grounds = groundsOf(content);
  return plainSteps(traced).map((plain) => {
    const { variable, value, rule, dependsOn = [], parameters = [], rounding = null, source = null } = plain;
    values.set(variable, value);
    const step = {
      variable,
      value,
      rule,
      dependsOn: [...dependsOn],
      parameters: [...parameters],
      rounding,
      source,
    };
    return {
      ...step,
      formula: formulaOf(step, (name) => values.get(name) ?? null, language),
      grounds: (plain.policies ?? []).flatMap((policy) => grounds.get(policy) ?? []),
    };
  });
}

/** Grounds stand in the order of the policies that they are the grounds of. */
function groundsOf({ policies, legalBasis }: StatementContent): Map<string, TraceGround> {
  return new Map(
    Object.entries(policies).flatMap(([policy, value], index): [string, TraceGround][] => {
      const basis = legalBasis[index];
      return basis ? [[policy, { policy, value, ...basis }]] : [];
    }),
  );
}

function plainSteps(traced: Traced): Plain[] {
  const { content } = traced;
  if (content.daysInCare === 0)
    return [{ variable: 'days', value: '0', rule: 'no-day-in-care', policies: ['no-day-in-care'] }];
  return [...incomeSteps(traced), ...careSteps(traced), ...paymentSteps(traced)];
}

const counted = (lines: readonly StatementLine[]) => lines.filter(({ counts }) => counts);
const numbered = (name: string, items: readonly unknown[]) => items.map((_, index) => `${name}.${index + 1}`);

function incomeSteps({ month, content, sourceOf }: Traced): Plain[] {
  const { lines, base, rate, allowance, policies } = content;
  const hasIncome = counted(lines).length > 0;
  const rounding = policies.rounding === 'up' ? 'up' : 'half-up';
  return [
    ...lines.map(
      (line, index): Plain => ({
        variable: `payment.${index + 1}`,
        value: line.counts ? line.granted : '0.00',
        rule: 'given-payment',
        parameters: [
          { name: 'kind', value: line.kind },
          { name: 'granted', value: line.granted },
          { name: 'paid', value: line.paid },
          ...(line.reason === null ? [] : [{ name: 'reason' as const, value: line.reason }]),
        ],
        source: sourceOf('sais', line.paymentId),
        policies: [
          'counted-kinds',
          'amount',
          ...(line.reason === 'FOREIGN_CURRENCY' ? ['foreign-currency'] : []),
        ],
      }),
    ),
    {
      variable: 'base',
      value: base,
      rule: 'sum-of-payments',
      dependsOn: numbered('payment', lines),
      policies: ['counted-kinds', 'amount', 'proration'],
    },
    {
      variable: 'rate',
      value: rate,
      rule: 'rate-of-policy',
      parameters: [
        { name: 'month', value: month },
        { name: 'policy', value: policies.rate ?? '' },
      ],
      policies: ['rate'],
    },
    hasIncome
      ? {
          variable: 'allowance',
          value: allowance,
          rule: 'share-of-base',
          dependsOn: ['base', 'rate'],
          rounding: { unrounded: exactShare(base, rate), policy: rounding },
          policies: ['rate', 'rounding'],
        }
      : {
          variable: 'allowance',
          value: allowance,
          rule: 'amount-without-income',
          parameters: [
            { name: 'month', value: month },
            { name: 'policy', value: policies['no-income'] ?? '' },
          ],
          policies: ['no-income'],
        },
  ];
}

/** base × rate in full, like `67.5015`. */
function exactShare(base: SignedMoney | null, rate: string): string {
  const product = BigInt(base === null ? 0 : toCents(base)) * BigInt(tenThousandths(rate));
  const digits = product.toString().padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/0{1,4}$/, '');
}

const tenThousandths = (rate: string): number => Number(rate.replace('.', '').padEnd(5, '0'));

function careSteps(traced: Traced): Plain[] {
  const { stays, serviceCost, daysInCare } = traced.content;
  return [
    ...stays.flatMap((stay, index) => stayParts(traced, stay, index + 1)),
    { variable: 'days', value: String(daysInCare), rule: 'sum-of-days', dependsOn: numbered('days', stays) },
    {
      variable: 'serviceCost',
      value: serviceCost,
      rule: 'sum-of-costs',
      dependsOn: numbered('serviceCost', stays),
      policies: ['no-service-cost'],
    },
  ];
}

function stayParts({ sees, sourceOf }: Traced, stay: StatementStay, number: number): Plain[] {
  const isSeen = sees(stay);
  const source = isSeen ? sourceOf('spolis', stay.placementId) : null;
  return [
    {
      variable: `days.${number}`,
      value: String(stay.days),
      rule: 'days-of-stay',
      parameters: [{ name: 'order', value: String(number) }],
      source,
      policies: ['stay-days', 'overlap', 'day-of-death'],
    },
    { variable: `dailyCost.${number}`, value: isSeen ? stay.dailyCost : null, rule: 'daily-cost', source },
    {
      variable: `serviceCost.${number}`,
      value: isSeen ? stay.serviceCost : null,
      rule: 'cost-of-stay',
      dependsOn: [`days.${number}`, `dailyCost.${number}`],
    },
  ];
}

function paymentSteps({ content, sees }: Traced): Plain[] {
  const { lines, stays, clientShare, remainder, shortfall } = content;
  const costs = numbered('serviceCost', stays);
  return [
    counted(lines).length > 0
      ? {
          variable: 'payable',
          value: payableOf(content),
          rule: 'difference-to-pay',
          dependsOn: ['base', 'allowance'],
        }
      : { variable: 'payable', value: '0.00', rule: 'nothing-to-pay', policies: ['no-income'] },
    {
      variable: 'clientShare',
      value: clientShare,
      rule: 'smaller-of',
      dependsOn: ['payable', 'serviceCost'],
      policies: ['share-cap', 'no-service-cost'],
    },
    ...stays.map(
      (stay, index): Plain => ({
        variable: `clientShare.${index + 1}`,
        value: sees(stay) ? stay.clientShare : null,
        rule: 'part-by-cost',
        dependsOn: ['clientShare', ...costs],
        parameters: [{ name: 'order', value: String(index + 1) }],
        policies: ['split'],
      }),
    ),
    {
      variable: 'remainder',
      value: remainder,
      rule: 'difference-left',
      dependsOn: ['payable', 'clientShare'],
    },
    {
      variable: 'shortfall',
      value: shortfall,
      rule: 'difference-not-covered',
      dependsOn: ['serviceCost', 'clientShare'],
      policies: ['shortfall'],
    },
  ];
}

const centsOf = (amount: SignedMoney | null): number => (amount === null ? 0 : toCents(amount));
const payableOf = ({ base, allowance }: StatementContent) => fromCents(centsOf(base) - centsOf(allowance));

/**
 * Whether computing anew from the payments, days and costs that a statement names gives its amounts to the cent. One
 * that a former program issued by other rules may say no; it stays as it was issued.
 */
export function reproduces(content: StatementContent): boolean {
  const { lines, stays, rate, policies, daysInCare } = content;
  if (daysInCare === 0) return stays.length === 0;
  const income = counted(lines);
  const base = income.reduce((sum, { granted }) => sum + toCents(granted), 0);
  const rounding = policies.rounding === 'up' ? 'up' : 'half-up';
  const allowance =
    income.length > 0 ? shareOf(base, tenThousandths(rate), rounding) : centsOf(content.allowance);
  const costs = stays.map(({ days, dailyCost }) => (dailyCost === null ? null : toCents(dailyCost) * days));
  const known = costs.filter((cost) => cost !== null);
  const cost = known.length === stays.length ? known.reduce((sum, part) => sum + part, 0) : null;
  const payable = income.length > 0 ? base - allowance : 0;
  const share = cost === null ? null : Math.min(payable, cost);
  const parts = share === null ? stays.map(() => null) : splitByWeight(share, known);
  const text = (cents: number | null | undefined) => (typeof cents === 'number' ? fromCents(cents) : null);
  return (
    content.base === fromCents(base) &&
    (income.length === 0 || content.allowance === fromCents(allowance)) &&
    content.serviceCost === text(cost) &&
    content.clientShare === text(share) &&
    content.remainder === text(share === null ? null : payable - share) &&
    content.shortfall === text(share === null || cost === null ? null : cost - share) &&
    daysInCare === stays.reduce((sum, { days }) => sum + days, 0) &&
    stays.every(
      (stay, index) => stay.serviceCost === text(costs[index]) && stay.clientShare === text(parts[index]),
    )
  );
}
