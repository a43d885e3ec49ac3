import { Atvk, DisabilityGroup, FUNCTIONAL_DISORDERS, Month, Programme } from '@saite/contracts';
import { SERVICE_KINDS } from '@saite/contracts/sopa';
import { z } from 'zod';
import { KeyVersion } from './keys/file.ts';
import { KeyedId, Pseudonym } from './keys/pseudonym.ts';

/** Version of the structure of a batch (*struktūras versija*), agreed on with LabIS. */
export const STRUCTURE_VERSION = 1;
/** Most records of one batch. */
export const MOST_RECORDS = 1_000;

const namesOf = <Code extends string>(codes: Readonly<Record<Code, unknown>>): [Code, ...Code[]] => {
  const [first, ...others] = Object.keys(codes) as Code[];
  if (first === undefined) throw new RangeError('a code list without a code');
  return [first, ...others];
};

/** The five classes of functional disorders that are published; nothing finer leaves. */
export const DisorderClass = z
  .enum(namesOf(FUNCTIONAL_DISORDERS))
  .describe('Published class of a functional disorder (funkcionālo traucējumu veids)');
export type DisorderClass = z.infer<typeof DisorderClass>;

/** Kinds of services; one that is named later leaves as `other`, since what an open code says is not known. */
export const ServiceClass = z
  .enum([...namesOf(SERVICE_KINDS), 'other'])
  .describe('Kind of a social service (sociālā pakalpojuma veids)');
export type ServiceClass = z.infer<typeof ServiceClass>;

const Territory = Atvk.describe("Municipality of today's classifier (ATVK), 0000000 if it is not known");
const first = Month.describe('First month');
const last = (meaning: string) => Month.nullable().describe(`Last month, included; null ${meaning}`);

export const DisabilityData = z
  .strictObject({
    group: DisabilityGroup,
    from: first,
    to: last('for life'),
    disorders: z.array(DisorderClass).min(1).describe('Classes, each once, in the order of the letters'),
    specialCare: z.boolean().describe('Opinion on special care (īpaša kopšana)'),
    prognosticated: z.boolean().describe('Prognosticated disability (prognozējamā invaliditāte)'),
  })
  .describe('A decision on a disability (lēmums par invaliditāti)');
export const PlacementData = z
  .strictObject({ programme: Programme, from: first, to: last('while the stay goes on') })
  .describe('A stay in care (izvietojums)');
export const ServiceData = z
  .strictObject({
    kind: ServiceClass,
    territory: Territory,
    from: first,
    to: last('while the service goes on'),
  })
  .describe('A social service (sociālais pakalpojums)');
export const PersonData = z
  .strictObject({
    born: Month.describe('Year and month of birth'),
    died: Month.nullable().describe('Year and month of death'),
    territory: Territory,
    formerPseudonyms: z
      .array(Pseudonym)
      .max(50)
      .describe('Pseudonyms under former codes, as PMLP lists them; in the order of their values'),
  })
  .describe('A person (persona)');

const recordOf = <Kind extends string, Data extends z.ZodType>(kind: Kind, data: Data) => {
  const head = {
    id: KeyedId,
    version: z.int().min(1).describe('Grows with each change of what was told; the highest one holds'),
    kind: z.literal(kind),
    pseudonym: Pseudonym,
  };
  return z.discriminatedUnion('withdrawn', [
    z.strictObject({ ...head, withdrawn: z.literal(false), data }),
    z.strictObject({ ...head, withdrawn: z.literal(true).describe('It no longer stands'), data: z.null() }),
  ]);
};

/** A record as LabIS gets it (*statistikas ieraksts*). There is no other field. */
export const StatisticalRecord = z.discriminatedUnion('kind', [
  recordOf('disability', DisabilityData),
  recordOf('placement', PlacementData),
  recordOf('service', ServiceData),
  recordOf('person', PersonData),
]);
export type StatisticalRecord = z.infer<typeof StatisticalRecord>;

/** What a batch says of itself. */
export const BatchHead = {
  structureVersion: z.literal(STRUCTURE_VERSION),
  keyVersion: KeyVersion,
  sequence: z.int().min(1).describe('Number of the batch: shows whether one is missing'),
};
const Records = z.array(StatisticalRecord).min(1).max(MOST_RECORDS);

/** A batch (*pakete*) as it is kept until LabIS has it. */
export const Batch = z.strictObject({ ...BatchHead, records: Records });
export type Batch = z.infer<typeof Batch>;

/** Body of `PUT /key-versions/{version}`: `complete` says that all that was told before is replaced by now. */
export const KeyVersionState = z
  .strictObject({ state: z.enum(['filling', 'complete']) })
  .describe('How far a version of the key is filled');
export type KeyVersionState = z.infer<typeof KeyVersionState>;

export const ReceiptAnswer = z.object({ receipt: z.string().regex(/^[A-Za-z0-9._:-]{1,64}$/) });

/** A record that LabIS will not have: its place in the batch, and the path of the field, never a value. */
const RefusedRecord = z.object({
  place: z.int().min(0),
  path: z.string().regex(/^[A-Za-z0-9_.]{0,120}$/),
});
export const ErrorAnswer = z.object({
  error: z.object({
    code: z.string().regex(/^[A-Z][A-Z_]{0,63}$/),
    records: z.array(RefusedRecord).max(MOST_RECORDS).optional(),
  }),
});
export type RefusedRecord = z.infer<typeof RefusedRecord>;

/** What an operator receives when the connection (*savienojums*) is registered, kept in a file. */
export const ClientFile = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  audience: z.string().min(1).describe('Audience of the signed assertion'),
  permission: z.string().regex(/^[0-9]+$/),
  key: z.looseObject({ kty: z.literal('RSA'), kid: z.string().min(1) }).describe('Private key, JWK'),
});

/** Header that names the permission (*atļauja*) under which data are handed over. */
export const PERMISSION_HEADER = 'x-labis-permission';
