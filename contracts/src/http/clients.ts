import { z } from 'zod';
import { Programme } from '../codes/programmes.ts';
import { CalendarDate, Instant, StatedMonth } from '../values/calendar.ts';
import { InstitutionId, PersonRef, PlacementId } from '../values/ids.ts';
import { Money } from '../values/money.ts';
import { PersonCode } from '../values/person-code.ts';
import { PersonData } from './persons.ts';
import { StatementFlag, statementContentFields } from './statement.ts';

const { allowance, base, clientShare, daysInCare, remainder, serviceCost, shortfall } =
  statementContentFields;

/** A person as its page shows it, by a reference in place of a code. */
export const ShownPerson = PersonData.extend({
  personRef: PersonRef.describe('Opaque reference of the person'),
  personCode: PersonCode.nullable().describe(
    'Personal code that the person goes by; null if not for the caller',
  ),
}).describe('Who the person is');
export type ShownPerson = z.infer<typeof ShownPerson>;

export const ClientPlacement = z
  .strictObject({
    placementId: PlacementId,
    institutionId: InstitutionId,
    programme: Programme,
    startedOn: CalendarDate.describe('Day of admission, the first day in care'),
    endedOn: CalendarDate.nullable().describe(
      'Day of discharge, the first day not in care; null while it goes on',
    ),
    dailyCost: Money.nullable().describe('Cost of one day, EUR; null if not known'),
  })
  .describe("A placement; an accountant sees those in the caller's institutions");
export type ClientPlacement = z.infer<typeof ClientPlacement>;

export const ClientMonthSummary = z
  .strictObject({
    month: StatedMonth,
    version: z.int().min(1).describe('Version in force'),
    versions: z.int().min(1).describe('How many versions were issued'),
    daysInCare,
    base,
    allowance,
    serviceCost,
    clientShare,
    remainder,
    shortfall,
    flags: z.array(StatementFlag).describe('What a reader should know'),
    computedAt: Instant.describe('When the version in force was computed'),
  })
  .describe('A month of the client, as it is said now');
export type ClientMonthSummary = z.infer<typeof ClientMonthSummary>;

export const Client = z
  .strictObject({
    person: ShownPerson,
    placements: z.array(ClientPlacement).describe('Placements, newest first'),
    months: z.array(ClientMonthSummary).describe('Months that the caller may see, newest first'),
  })
  .describe('A client of an institution: who it is, where it was, and every month');
export type Client = z.infer<typeof Client>;

export const ClientPath = z.strictObject({ personRef: PersonRef });
