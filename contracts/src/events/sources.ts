import { z } from 'zod';
import {
  ACCOMMODATION,
  codeOf,
  PROVIDED_SERVICES,
  REQUESTED_SERVICES,
  SEXES,
  TECHNICAL_AIDS,
  VSAA_SERVICES,
} from '../codes/statistics.ts';
import { CalendarDate, Month } from '../values/calendar.ts';
import { Atvk, RecordId, RecordVersion, Sealed } from '../values/ids.ts';
import { MoneySum } from '../values/money.ts';

/** Sources of the statistics that hand in a file a month (*datu avoti*). */
export const SOURCES = [
  'technical-aids',
  'providers',
  'unemployed',
  'insured',
  'recipients',
  'support-requests',
] as const;
export const Source = z
  .enum(SOURCES, { error: `expected one of ${SOURCES.join(', ')}` })
  .describe('Source of a file');
export type Source = z.infer<typeof Source>;

const count = (meaning: string) => z.int().min(0).max(10_000_000).describe(meaning);

/**
 * What every row of a source's file says first. A file replaces the one before of its source and period; its rows
 * count once `saite.source-file.accepted` has told how many they are.
 */
const rowFields = {
  recordId: RecordId.describe('The row: <source>-<period>-<keyed digest of what names it>'),
  recordVersion: RecordVersion.describe('Version of the file that the row stands in'),
  period: Month.describe('Month that the file is about'),
};

/** A row about a person. What the source left out is filled from another one; only then the code goes along. */
const personRow = {
  ...rowFields,
  bornOn: CalendarDate.nullable().describe('Date of birth; null if the source has none'),
  residence: Atvk.nullable().describe(
    'Municipality of the declared residence, by the classifier of the period; null if the source has none',
  ),
  identity: Sealed.optional().describe('Sealed personal code, where birth or residence is missing'),
};

/** Somebody got a technical aid (*tehniskais palīglīdzeklis*, TPL). */
export const TechnicalAidIssued = z
  .strictObject({
    ...personRow,
    aid: codeOf(TECHNICAL_AIDS, 'Class of the technical aid'),
    issuedOn: CalendarDate.describe('Day on which the person got it, within the period'),
  })
  .describe('A technical aid that a person got');
export type TechnicalAidIssued = z.infer<typeof TechnicalAidIssued>;

/** Somebody was registered as unemployed (*bezdarbnieks*) on a day of the period. */
export const UnemploymentRecorded = z
  .strictObject({
    ...personRow,
    since: CalendarDate.describe('First day of the status'),
    until: CalendarDate.nullable().describe('Last day of the status, included; null while it lasts'),
  })
  .describe('A status of unemployed of a person');
export type UnemploymentRecorded = z.infer<typeof UnemploymentRecorded>;

/** Somebody asked for a service in the community (*sabiedrībā balstīta pakalpojuma pieprasījums*). */
export const SupportRequested = z
  .strictObject({
    ...personRow,
    service: codeOf(REQUESTED_SERVICES, 'Service that was asked for'),
    requestedOn: CalendarDate.describe('Day of the request, within the period'),
  })
  .describe("A request for a service in the community, of a person's support plan");
export type SupportRequested = z.infer<typeof SupportRequested>;

/** A provider's place of service in the register of providers (*sociālo pakalpojumu sniedzēju reģistrs*). */
export const ProviderRegistered = z
  .strictObject({
    ...rowFields,
    provider: RecordId.describe('Registration number of the provider'),
    services: z
      .array(codeOf(PROVIDED_SERVICES, 'A service'))
      .min(1)
      .max(8)
      .describe('What it provides there'),
    accommodation: codeOf(ACCOMMODATION, 'Whether it gives a place to live'),
    adapted: z.boolean().describe('Whether the premises are adapted for persons with movement disorders'),
  })
  .describe('A place at which a provider gives social services');
export type ProviderRegistered = z.infer<typeof ProviderRegistered>;

/** Socially insured persons (*sociāli apdrošinātās personas*) of one sex, declared in one municipality. */
export const InsuredReported = z
  .strictObject({
    ...rowFields,
    sex: codeOf(SEXES, 'Sex'),
    persons: count('Insured persons'),
    contributionWages: MoneySum.describe('Sum of the wages on which contributions are due, EUR'),
    contributionPeriods: count('Number of contribution periods; the average wage is the sum divided by it'),
  })
  .describe('Insured persons of a municipality');
export type InsuredReported = z.infer<typeof InsuredReported>;

/** Recipients of one service that VSAA administers, declared in one municipality. */
export const RecipientsReported = z
  .strictObject({
    ...rowFields,
    service: codeOf(VSAA_SERVICES, 'Service'),
    persons: count('Recipients'),
  })
  .describe('Recipients of a service of VSAA in a municipality');
export type RecipientsReported = z.infer<typeof RecipientsReported>;

/** A source's file was taken as a whole: from now on its rows count instead of those of the file before. */
export const SourceFileAccepted = z
  .strictObject({
    recordId: RecordId.describe('The file: <source>-<period>'),
    recordVersion: RecordVersion.describe('Version of the file, from 1 for its source and period'),
    source: Source,
    period: Month.describe('Month that the file is about'),
    rows: count('How many rows it has, each told as an event of its own'),
  })
  .describe("A source's file that was taken");
export type SourceFileAccepted = z.infer<typeof SourceFileAccepted>;
