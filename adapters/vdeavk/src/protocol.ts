import {
  CalendarDate,
  DisabilityGroup,
  FunctionalDisorder,
  PersonCode,
  RecordId,
  RecordVersion,
  showsPersonCode,
} from '@saite/contracts';
import { z } from 'zod';

/**
 * What VDEĀVK says on the wire, in the manner of the data distribution platform DAGR (*Datu izplatīšanas un
 * pārvaldības platforma*). Attributes that are new are passed over; one that is missing or has another form is not.
 */
export const CONTRACT_VERSION = 'vdeavk-decisions-1';

/** A decision on a disability (*lēmums par invaliditāti*), in one of its versions. */
export const DecisionRecord = z
  .object({
    decision_id: RecordId,
    version: RecordVersion,
    person_code: PersonCode,
    group: DisabilityGroup,
    valid_from: CalendarDate.describe('Invaliditāte no: first day'),
    valid_to: CalendarDate.optional().describe('Invaliditāte līdz: last day, included; absent for life'),
    disorders: z.array(FunctionalDisorder).max(20).describe('Funkcionālo traucējumu veidi'),
    special_care: z.boolean().describe('Atzinums par īpašas kopšanas nepieciešamību'),
    prognosticated: z.boolean().describe('Prognozējamā invaliditāte'),
    withdrawn: z.boolean().describe('True if this version withdraws the decision'),
  })
  .refine(({ valid_from, valid_to }) => valid_to === undefined || valid_from <= valid_to, {
    error: 'ends before it begins',
    path: ['valid_to'],
  })
  .describe('Lēmums par invaliditāti');
export type DecisionRecord = z.infer<typeof DecisionRecord>;

/** Most codes of one question. */
export const CODES_AT_ONCE = 100;
/** Most decisions of one answer. */
export const DECISIONS_AT_ONCE = 1_000;

const Count = z.int().min(0);

/** Body of `POST /decisions/query`. */
export const QueryBody = z.strictObject({
  codes: z.array(PersonCode).min(1).max(CODES_AT_ONCE),
  page: z.string().max(64).optional().describe('Token of the page; absent for the first'),
});

/** Answer of `POST /decisions/query`. Decisions are looked at one by one, so that a wrong one spoils no other. */
export const QueryAnswer = z.object({
  as_of: Count.describe('Change up to which the answer holds'),
  decisions: z.array(z.unknown()).describe('Decisions in their highest version, withdrawn ones too'),
  answered_for: z.array(PersonCode).describe('Persons whose decisions are complete with this page'),
  next: z.string().min(1).max(64).optional().describe('Token of the next page; absent on the last'),
});
export type QueryAnswer = z.infer<typeof QueryAnswer>;

/** Answer of `GET /decisions/changes?feed=&after=&limit=`: changes of everybody, in order. */
export const ChangesAnswer = z.object({
  feed: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    // It is kept in clear and goes back in an address, where no personal code may stand.
    .refine((feed) => !showsPersonCode(feed), { error: 'shows a personal code' })
    .describe('Id of the feed; another one if VDEĀVK lost changes'),
  changes: z.array(z.object({ number: Count, decision: z.unknown() })),
  last: Count.describe('Number to go on after'),
  more: z.boolean().describe('Whether there are more changes by now'),
});
export type ChangesAnswer = z.infer<typeof ChangesAnswer>;

/** Error of a data call. */
export const ErrorAnswer = z.object({ error: z.object({ code: z.string().regex(/^[A-Z_]{1,64}$/) }) });

/** Header that names the permission (*atļauja*) under which data are asked for. */
export const PERMISSION_HEADER = 'x-dagr-permission';

/** What an operator receives when the connection (*savienojums*) is registered, kept in a file. */
export const ClientFile = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  audience: z.string().min(1).describe('Audience of the signed assertion'),
  permission: z.string().regex(/^[0-9]+$/),
  key: z.looseObject({ kty: z.literal('RSA'), kid: z.string().min(1) }).describe('Private key, JWK'),
});
export type ClientFile = z.infer<typeof ClientFile>;
