import { z } from 'zod';
import { MonthChange } from '../codes/month-changes.ts';
import { CalendarDate, Instant, Month, StatedMonth } from '../values/calendar.ts';
import { PersonRef, RecordId } from '../values/ids.ts';
import { SignedMoney } from '../values/money.ts';
import { ShownPerson } from './clients.ts';
import { Statement, StatementFlag, statementContentFields } from './statement.ts';

/**
 * How the value of a step comes from those of the steps that it rests on, in their order. Whoever follows the rules
 * from the given values reaches every amount of the statement.
 */
export const TRACE_RULES = {
  'given-payment': 'as SAIS told it; a payment that does not count has the value 0.00',
  'sum-of-payments': 'the sum of what it rests on',
  'rate-of-policy': 'as policy and date say',
  'share-of-base': 'the first times the second, rounded once to the cent',
  'amount-without-income': 'as the table of amounts without income says; null if it says nothing',
  'days-of-stay': 'counted days of the stay',
  'sum-of-days': 'the sum of what it rests on',
  'daily-cost': 'as SPOLIS told it; null if it did not, or if it is not for the caller',
  'cost-of-stay': 'the first times the second; null if one of them is',
  'sum-of-costs': 'the sum of what it rests on; null if the cost of a stay is not known',
  'difference-to-pay': 'the first minus the second, where null is 0.00',
  'nothing-to-pay': '0.00: nothing counts',
  'smaller-of': 'the smaller of the two; null if the second is',
  'difference-left': 'the first minus the second; null if the second is',
  'difference-not-covered': 'the first minus the second; null if the first is',
  'part-by-cost':
    'the first divided over the stays in proportion to their costs, by whole cents, the largest remainder first; null if the first is, or if the stay is not for the caller',
  'no-day-in-care': 'null: the month has no day in care any more',
} as const;
export const TraceRule = z
  .enum(Object.keys(TRACE_RULES) as [keyof typeof TRACE_RULES])
  .describe('Stable code of how the value comes about');
export type TraceRule = z.infer<typeof TraceRule>;

export const TraceSource = z
  .strictObject({
    register: z.enum(['sais', 'spolis']).describe('Register that told it'),
    recordId: RecordId.nullable().describe("The register's own id of the record; null if not for the caller"),
    recordVersion: z.int().min(1).nullable().describe('Version of the record; null as above'),
    receivedAt: Instant.nullable().describe('When Saite came to know this version; null as above'),
    from: z
      .union([CalendarDate, Month])
      .nullable()
      .describe('First day of the stay, or first month of the payment; null as above'),
    to: z
      .union([CalendarDate, Month])
      .nullable()
      .describe('First day not in care, or last month of the payment; null while it goes on, and as above'),
  })
  .describe('The record of a register that a value was taken from, in the version known then');
export type TraceSource = z.infer<typeof TraceSource>;

export const TraceParameter = z
  .strictObject({
    name: z
      .enum(['kind', 'granted', 'paid', 'reason', 'month', 'policy', 'order'])
      .describe(
        'kind, granted, paid: of the payment; reason: why it does not count; month: that it is about; policy: value of the named policy; order: place of the stay, which decides ties',
      ),
    value: z.string().describe('Value, as the statement has it'),
  })
  .describe('Something else that the value depends on');
export type TraceParameter = z.infer<typeof TraceParameter>;

export const TraceRounding = z
  .strictObject({
    unrounded: z
      .string()
      .regex(/^[0-9]+(\.[0-9]+)?$/)
      .describe('Exact value before it is rounded, decimal text'),
    policy: z.enum(['half-up', 'up']).describe('half-up: half a cent up; up: every fraction up'),
  })
  .describe('How the value was rounded');
export type TraceRounding = z.infer<typeof TraceRounding>;

export const TraceGround = z
  .strictObject({
    policy: z.string().describe('Named policy'),
    value: z.string().describe('Its value'),
    text: z.string().describe('What the ground says'),
    source: z.string().describe('Law, article or ruling'),
  })
  .describe('Legal or policy ground');
export type TraceGround = z.infer<typeof TraceGround>;

export const TraceStep = z
  .strictObject({
    variable: z
      .string()
      .regex(/^[a-zA-Z]+(\.[0-9]+)?$/)
      .describe(
        'Name of the value: base, rate, allowance, days, serviceCost, payable, clientShare, remainder, shortfall; payment.1, … in the order of lines; days.1, dailyCost.1, serviceCost.1, clientShare.1, … in the order of stays',
      ),
    value: z
      .string()
      .nullable()
      .describe(
        'Its value: an amount in EUR, the rate, or days; null if there is none, or it is not for the caller',
      ),
    rule: TraceRule,
    formula: z.string().describe('The same in words and figures, in the language of the caller'),
    dependsOn: z.array(z.string()).describe('Values that it rests on, in the order of the rule'),
    parameters: z.array(TraceParameter).describe('What else it depends on'),
    rounding: TraceRounding.nullable().describe('How it was rounded; null if it was not'),
    source: TraceSource.nullable().describe('Record that it was taken from; null if it was worked out'),
    grounds: z.array(TraceGround).describe('Legal and policy grounds'),
  })
  .describe('How one value of the statement comes about');
export type TraceStep = z.infer<typeof TraceStep>;

export const StatementVersion = z
  .strictObject({
    version: z.int().min(1).describe('Version of the month, from 1'),
    supersedes: z.int().min(1).nullable().describe('Version that this one replaces'),
    computedAt: Instant.describe('When it was computed'),
    delta: SignedMoney.describe('New allowance minus the one before'),
    base: statementContentFields.base,
    allowance: statementContentFields.allowance,
    serviceCost: statementContentFields.serviceCost,
    clientShare: statementContentFields.clientShare,
    flags: z.array(StatementFlag).describe('What a reader should know'),
    changes: z.array(MonthChange).describe('What changed since the version before; empty for the first one'),
  })
  .describe('A version of the month');
export type StatementVersion = z.infer<typeof StatementVersion>;

/** A client's month: the statement asked for, why its amounts are what they are, and what was said when. */
export const ClientMonth = z
  .strictObject({
    person: ShownPerson,
    statement: Statement,
    trace: z.array(TraceStep).describe('Each value, after those that it rests on'),
    reproduced: z
      .boolean()
      .describe('Whether the steps, computed anew, give the amounts of the statement to the cent'),
    factsMatch: z
      .boolean()
      .describe(
        'Whether the records named are those that the statement was made from, by its digest; if not, the person was told of under other codes since, or at the same instant',
      ),
    versions: z.array(StatementVersion).describe('Every version of the month, newest first'),
  })
  .describe('A month of a client, with how each amount comes about');
export type ClientMonth = z.infer<typeof ClientMonth>;

export const ClientMonthPath = z.strictObject({ personRef: PersonRef, month: StatedMonth });
export const ClientMonthQuery = z.strictObject({
  asKnownOn: CalendarDate.optional().describe('Day in Riga at whose end the statement was in force'),
});
