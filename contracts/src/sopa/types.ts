import { z } from 'zod';
import { CalendarDate, Instant, Month } from '../values/calendar.ts';
import { Atvk } from '../values/ids.ts';
import { type Cents, Money, toCents } from '../values/money.ts';
import { showsPersonCode } from '../values/person-code.ts';
import type { SimpleType, Words } from './model.ts';

/** An id of SOPA: it names an object within its municipality and its kind, for change and deletion. */
export const SopaId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,48}$/)
  .refine((id) => !showsPersonCode(id), { error: 'must not hold a personal code' })
  .brand<'SopaId'>()
  .describe('Id of an object in SOPA, unique within a municipality and a kind of object');
export type SopaId = z.infer<typeof SopaId>;

const REMEMBERED = 4096;

/** A reader by a contract; what comes again and again is not checked again. */
function remembering<Schema extends z.ZodType<NonNullable<unknown>>>(
  schema: Schema,
): (text: string) => z.output<Schema> | undefined {
  const known = new Map<string, z.output<Schema>>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const parsed = schema.safeParse(text);
    if (!parsed.success) return undefined;
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, parsed.data);
    return parsed.data;
  };
}

const plain =
  <Schema extends z.ZodType>(schema: Schema) =>
  (text: string): z.output<Schema> | undefined => {
    const parsed = schema.safeParse(text);
    return parsed.success ? parsed.data : undefined;
  };

export const IdType: SimpleType<SopaId> = {
  name: 'IdType',
  base: 'xs:string',
  facets: [{ facet: 'pattern', value: '[A-Za-z0-9._\\-]{1,48}' }],
  example: 'P-000123',
  read: plain(SopaId),
};

export const GuidType: SimpleType<string> = {
  name: 'GuidType',
  base: 'xs:string',
  facets: [{ facet: 'pattern', value: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}' }],
  example: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  read: (text) => text,
};

export const DateType: SimpleType<CalendarDate> = {
  name: 'DateType',
  base: 'xs:date',
  facets: [{ facet: 'pattern', value: '(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}' }],
  example: '2026-03-02',
  read: (
    (read) => (text: string) =>
      read(text.trim())
  )(remembering(CalendarDate)),
};

export const MonthType: SimpleType<Month> = {
  name: 'MonthType',
  base: 'xs:string',
  facets: [{ facet: 'pattern', value: '(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])' }],
  example: '2026-03',
  read: remembering(Month),
};

export const InstantType: SimpleType<Instant> = {
  name: 'InstantType',
  base: 'xs:string',
  facets: [
    {
      facet: 'pattern',
      value:
        '20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])(:[0-5][0-9]){2}(\\.[0-9]{1,3})?Z',
    },
  ],
  example: '2026-03-02T04:10:00Z',
  read: plain(Instant),
};

const WireAmount = Money.transform(toCents);

/** Whole cents inside, two digits on the wire, never negative. */
export const AmountType: SimpleType<Cents> = {
  name: 'AmountType',
  base: 'xs:string',
  facets: [{ facet: 'pattern', value: '(0|[1-9][0-9]{0,6})\\.[0-9]{2}' }],
  example: '109.00',
  read: plain(WireAmount),
};

/** Sums of a whole file: up to twelve digits before the point. */
export const TotalType: SimpleType<number> = {
  name: 'TotalType',
  base: 'xs:string',
  facets: [{ facet: 'pattern', value: '(0|[1-9][0-9]{0,11})\\.[0-9]{2}' }],
  example: '1250.00',
  read: (text) => {
    const cents = Number(text.replace('.', ''));
    return Number.isSafeInteger(cents) ? cents : undefined;
  },
};

export const CountType: SimpleType<number> = {
  name: 'CountType',
  base: 'xs:string',
  facets: [{ facet: 'pattern', value: '0|[1-9][0-9]{0,8}' }],
  example: '3',
  read: (text) => (/^[0-9]{1,9}$/.test(text) ? Number(text) : undefined),
};

export const SequenceType: SimpleType<number> = {
  name: 'SequenceType',
  base: 'xs:string',
  facets: [{ facet: 'pattern', value: '[1-9][0-9]{0,8}' }],
  example: '41',
  read: CountType.read,
};

export const TerritoryType: SimpleType<Atvk> = {
  name: 'TerritoryType',
  base: 'xs:string',
  facets: [{ facet: 'pattern', value: '[0-9]{7}' }],
  example: '0001000',
  read: remembering(Atvk),
};

/** Eleven digits, or with the hyphen after the sixth; whether it is a code is a rule's business. */
export const PersonCodeType: SimpleType<string> = {
  name: 'PersonCodeType',
  base: 'xs:string',
  facets: [{ facet: 'pattern', value: '[0-9]{6}-?[0-9]{5}' }],
  example: '320000-00001',
  read: (text) => text.replace('-', ''),
};

export const RegistrationNumberType: SimpleType<string> = {
  name: 'RegistrationNumberType',
  base: 'xs:string',
  facets: [{ facet: 'pattern', value: '[0-9]{11}' }],
  example: '90000000001',
  read: (text) => text,
};

/** A provider of services as the register of providers names it. */
export const ProviderIdType: SimpleType<string> = {
  name: 'ProviderIdType',
  base: 'xs:string',
  facets: [{ facet: 'pattern', value: '[A-Za-z0-9._:\\-]{1,64}' }],
  example: 'SPS-0417',
  read: (text) => (showsPersonCode(text) ? undefined : text),
};

export const FlagType: SimpleType<boolean> = {
  name: 'FlagType',
  base: 'xs:string',
  facets: [
    { facet: 'enumeration', value: 'true' },
    { facet: 'enumeration', value: 'false' },
  ],
  example: 'true',
  read: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
};

/** A text of a length. */
export const textType = (name: string, most: number, example: string): SimpleType<string> => ({
  name,
  base: 'xs:string',
  facets: [
    { facet: 'minLength', value: '1' },
    { facet: 'maxLength', value: String(most) },
  ],
  example,
  read: (text) => text,
});

export const NameType = textType('NameType', 100, 'Zane');
export const LineType = textType('LineType', 200, 'Dzirnavu iela 1-2, Rīga');
export const TextType = textType('TextType', 10_000, 'Ģimene dzīvo divistabu dzīvoklī.');
/** Name of a file: any, so that a wrong one is told by its rule. */
export const FileNameType = textType('FileNameType', 200, 'SOPA-0001000-41.xml');
/** Number of a decision as the municipality writes it. */
export const DecisionNumberType = textType('DecisionNumberType', 40, '12/2026-417');

/** A code of a list, with what each stands for. */
export function codeType<Code extends string>(
  name: string,
  codes: Readonly<Record<Code, Words>>,
): SimpleType<Code> {
  const isCode = (text: string): text is Code => Object.hasOwn(codes, text);
  const list = Object.entries<Words>(codes);
  return {
    name,
    base: 'xs:string',
    facets: list.map(([value, words]) => ({ facet: 'enumeration', value, words })),
    example: list[0]?.[0] ?? '',
    read: (text) => (isCode(text) ? text : undefined),
  };
}
