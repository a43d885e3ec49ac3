import { z } from 'zod';
import { PaymentKind } from '../codes/payments.ts';
import { Instant, StatedMonth } from '../values/calendar.ts';
import { InstitutionId, PaymentId, PlacementId, StatementId } from '../values/ids.ts';
import { Money, SignedMoney } from '../values/money.ts';
import { PersonCode } from '../values/person-code.ts';

const NullableAmount = SignedMoney.nullable();

/** Why a payment that covers the month does not count; the first that holds. */
export const ExclusionReason = z.enum(['WITHDRAWN', 'KIND_NOT_LISTED', 'FOREIGN_CURRENCY']);
export type ExclusionReason = z.infer<typeof ExclusionReason>;

/** What a reader of a statement should know about it, in a fixed order. */
export const StatementFlag = z.enum([
  'NO_INCOME',
  'AWAITING_INCOME',
  'NO_SERVICE_COST',
  'PART_MONTH',
  'OVERLAPPING_STAYS',
  'ENDED_BY_DEATH',
  'EXCLUDED_PAYMENTS',
  'NOT_IN_CARE',
]);
export type StatementFlag = z.infer<typeof StatementFlag>;

export const StatementStay = z
  .strictObject({
    placementId: PlacementId,
    institutionId: InstitutionId,
    days: z.int().min(0).describe('Days of the month counted in this stay'),
    dailyCost: Money.nullable().describe('Cost of one day, EUR; null if not known or not shown'),
    serviceCost: NullableAmount.describe('Daily cost times counted days'),
    clientShare: NullableAmount.describe("This stay's part of the client share"),
  })
  .describe('A stay with counted days in the month');
export type StatementStay = z.infer<typeof StatementStay>;

export const StatementLine = z
  .strictObject({
    paymentId: PaymentId,
    kind: PaymentKind,
    granted: Money.describe('Amount granted per month, in its currency'),
    paid: Money.describe('Amount paid out per month, in its currency'),
    counts: z.boolean().describe('Whether the granted amount is part of the base'),
    reason: ExclusionReason.nullable().describe('Why it does not count'),
  })
  .describe('A payment whose period covers the month');
export type StatementLine = z.infer<typeof StatementLine>;

export const LegalBasis = z
  .strictObject({
    text: z.string().describe('What the ground says'),
    source: z.string().describe('Law, article or ruling'),
  })
  .describe('A legal or policy ground of the result');
export type LegalBasis = z.infer<typeof LegalBasis>;

/** The content of a statement: a pure function of facts, policies and the day. */
export const statementContentFields = {
  rate: z
    .string()
    .regex(/^[01]\.[0-9]{2,4}$/)
    .describe('Rate of the allowance in force, like "0.15"'),
  base: NullableAmount.describe('Sum of the granted amounts that count'),
  allowance: NullableAmount.describe('Personal allowance (nauda personiskiem izdevumiem)'),
  serviceCost: NullableAmount.describe('Cost of care in the month'),
  clientShare: NullableAmount.describe("The client's share of the cost"),
  remainder: NullableAmount.describe('What is left to the client beside the allowance'),
  shortfall: NullableAmount.describe('Cost that supporter, municipality or state bears'),
  daysInCare: z.int().min(0).max(31).describe('Days of the month in care'),
  stays: z.array(StatementStay).describe('Stays with counted days'),
  lines: z.array(StatementLine).describe('Payments whose period covers the month'),
  flags: z.array(StatementFlag).describe('What a reader should know'),
  policies: z.record(z.string(), z.string()).describe('Named policies that the result rests on'),
  legalBasis: z.array(LegalBasis).describe('Legal and policy grounds'),
};

/** What a statement says, without the journal of when and in which version it was said. */
export const StatementContent = z
  .strictObject(statementContentFields)
  .describe('What a statement says: a pure function of facts, policies and the day');
export type StatementContent = z.infer<typeof StatementContent>;

const journalFields = {
  version: z.int().min(1).describe('Version of the month, from 1'),
  supersedes: z.int().min(1).nullable().describe('Version that this one replaces'),
  delta: SignedMoney.describe('New allowance minus the one before'),
  computedAt: Instant.describe('When it was computed'),
};

/** A statement as it was issued, without the personal code. */
export const IssuedStatement = z
  .strictObject({ statementId: StatementId, month: StatedMonth, ...statementContentFields, ...journalFields })
  .describe('A statement as it was issued, without the personal code');
export type IssuedStatement = z.infer<typeof IssuedStatement>;

/** A stay as it is shown: of one in another institution than the reader's, only the days. */
export const ShownStay = StatementStay.extend({
  placementId: PlacementId.nullable().describe('Id of the placement; null if not shown'),
  institutionId: InstitutionId.nullable().describe('Id of the care institution; null if not shown'),
}).describe('A stay with counted days in the month; of one elsewhere only the days');
export type ShownStay = z.infer<typeof ShownStay>;

/** A statement as a door shows it. */
export const Statement = IssuedStatement.extend({
  personCode: PersonCode,
  stays: z.array(ShownStay).describe('Stays with counted days'),
}).describe('Statement of personal allowance and client share of one month');
export type Statement = z.infer<typeof Statement>;
