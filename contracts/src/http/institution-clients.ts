import { z } from 'zod';
import { MonthChange } from '../codes/month-changes.ts';
import { Instant, StatedMonth } from '../values/calendar.ts';
import { InstitutionId, PersonRef } from '../values/ids.ts';
import { MoneySum, SignedMoney } from '../values/money.ts';
import { PersonCode } from '../values/person-code.ts';
import { PageLimit } from './lists.ts';
import { StatementFlag, statementContentFields } from './statement.ts';

const { rate, base, allowance, serviceCost, clientShare, remainder, shortfall } = statementContentFields;

const whoFields = {
  personRef: PersonRef.describe('Opaque reference of the person, for /v1/clients/{personRef}'),
  personCode: PersonCode.describe('Personal code that the statement was made under'),
  givenName: z.string().nullable().describe('Given name; null while PMLP has not told it'),
  familyName: z.string().nullable().describe('Family name; null while PMLP has not told it'),
};

const beforeFields = {
  previousDaysHere: z
    .int()
    .min(0)
    .nullable()
    .describe('Days here in the month before; null if there was no day'),
  previousAllowance: SignedMoney.nullable().describe('Allowance of the month before; null if there was none'),
  previousClientShare: SignedMoney.nullable().describe('Client share of the month before; null as above'),
};

/** A client of an institution in a month, beside the month before. */
export const InstitutionClient = z
  .strictObject({
    ...whoFields,
    daysHere: z.int().min(1).max(31).describe('Days of the month in this institution'),
    daysInCare: statementContentFields.daysInCare,
    rate,
    base,
    allowance,
    serviceCost,
    clientShare,
    remainder,
    shortfall,
    serviceCostHere: SignedMoney.nullable().describe('Cost of the days here'),
    clientShareHere: SignedMoney.nullable().describe('Part of the client share for the days here'),
    flags: z.array(StatementFlag).describe('What a reader should know'),
    version: z.int().min(1).describe('Version of the month, from 1'),
    computedAt: Instant.describe('When it was computed'),
    ...beforeFields,
    changes: z.array(MonthChange).describe('Why the month differs from the one before; empty if it does not'),
  })
  .describe("A client's month in an institution");
export type InstitutionClient = z.infer<typeof InstitutionClient>;

/** A client of the month before who has no day here in the month. */
export const GoneClient = z
  .strictObject({
    ...whoFields,
    ...beforeFields,
    changes: z.array(MonthChange).describe('Why: left, or died'),
  })
  .describe('A client of the month before who is not here any more');
export type GoneClient = z.infer<typeof GoneClient>;

const sum = (meaning: string) =>
  MoneySum.describe(`Sum of ${meaning}; an amount that is not known counts as nothing`);

/** Sums over the clients of a month, equal to those of its export. */
export const InstitutionMonthTotals = z
  .strictObject({
    clients: z.int().min(0).describe('Clients with a day here'),
    daysHere: z.int().min(0).describe('Days here of all clients'),
    base: sum('base'),
    allowance: sum('allowance'),
    serviceCost: sum('service cost'),
    clientShare: sum('client share'),
    remainder: sum('remainder'),
    shortfall: sum('shortfall'),
    serviceCostHere: sum('the cost of the days here'),
    clientShareHere: sum('the client share for the days here'),
  })
  .describe('Sums of the month, to the cent');
export type InstitutionMonthTotals = z.infer<typeof InstitutionMonthTotals>;

const clientCount = z.int().min(1).describe('How many clients');

export const InstitutionClients = z
  .strictObject({
    institutionId: InstitutionId,
    month: StatedMonth,
    clients: z.array(InstitutionClient).describe('Clients with a day here in the month, by name'),
    gone: z.array(GoneClient).describe('Clients of the month before without a day here, by name'),
    whole: z
      .boolean()
      .describe('Whether everybody is in the two lists; sums and counts are of everybody in any case'),
    counts: z
      .strictObject({
        changed: z.int().min(0).describe('Clients of the month for whom more changed than its length'),
        gone: z.int().min(0).describe('Clients of the month before without a day here'),
      })
      .describe('How many there are'),
    totals: InstitutionMonthTotals,
    previousTotals: InstitutionMonthTotals.describe('Sums of the month before'),
    byFlag: z
      .array(
        z
          .strictObject({ flag: StatementFlag.describe('What a reader should know'), clients: clientCount })
          .describe('Clients with a flag'),
      )
      .describe('Clients of the month by flag; a flag that nobody has is not there'),
    byChange: z
      .array(z.strictObject({ change: MonthChange, clients: clientCount }).describe('Clients with a change'))
      .describe('Clients of both months by change; one that nobody has is not there'),
  })
  .describe("An institution's month on one page: each client, what changed and why, and the sums");
export type InstitutionClients = z.infer<typeof InstitutionClients>;

export const InstitutionClientsQuery = z.strictObject({
  month: StatedMonth,
  limit: PageLimit.optional().describe('Only the first so many of each list; without it, everybody'),
});
