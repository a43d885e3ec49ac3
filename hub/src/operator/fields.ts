import {
  eventContracts,
  type HeldField,
  isEventType,
  LIKE_A_CODE,
  meaningInBoth,
  Sealed,
} from '@saite/contracts';
import { z } from 'zod';

/** Fields that say too much of a person for somebody who only keeps the system running. */
const WITHHELD = /(^|\.)(bornOn|diedOn|formerRefs|parentRefs)(\.|\[|$)/;
/** What names the record and its version: another one would be another record. */
const FIXED = new Set(['data.recordId', 'data.recordVersion']);

type Schema = z.core.$ZodType;

interface Found {
  readonly schema: Schema;
  readonly optional: boolean;
  readonly meaning: string | null;
}

const meaningOf = (schema: Schema): string | null => z.globalRegistry.get(schema)?.description ?? null;

function unwrap(schema: Schema): Found {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    const inner = unwrap(schema.def.innerType);
    return { ...inner, optional: true, meaning: meaningOf(schema) ?? inner.meaning };
  }
  if (schema instanceof z.ZodPipe) {
    const inner = unwrap(schema.def.in);
    return { ...inner, meaning: meaningOf(schema) ?? inner.meaning };
  }
  return { schema, optional: false, meaning: meaningOf(schema) };
}

const isSealed = (schema: Schema): boolean =>
  schema instanceof z.ZodObject && Object.keys(Sealed.shape).every((name) => name in schema.shape);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Text of any form may say anything: it is shown only if the contract says what it looks like. */
const isFreeText = (schema: Schema): boolean =>
  schema instanceof z.ZodString &&
  !(schema.def.checks ?? []).some((check) => check._zod.def.check === 'string_format');

/**
 * The fields of an event's data as its contract names them, each with its value only if the contract marks it as one in
 * clear and the value is as the contract says.
 *
 * @returns nothing for a type that is none of ours
 */
export function contractFields(type: string, content: unknown): HeldField[] {
  if (!isEventType(type)) return [];
  const { data: schema } = eventContracts[type].shape;
  return fieldsOf(schema, isRecord(content) ? content.data : undefined, 'data');
}

function fieldsOf(given: Schema, value: unknown, path: string): HeldField[] {
  const { schema, optional, meaning: said } = unwrap(given);
  const meaning = said === null ? null : meaningInBoth(said);
  const leaf = (state: HeldField['state'], shown: HeldField['value'] = null): HeldField[] => [
    { path, meaning, state, value: shown, editable: isEditable(path, state) },
  ];
  if (isSealed(schema))
    return value === undefined && optional ? [] : leaf(value === undefined ? 'missing' : 'sealed');
  if (value === undefined || value === null) return leaf('missing');
  if (WITHHELD.test(path)) return leaf('withheld');
  if (schema instanceof z.ZodObject) {
    if (!isRecord(value)) return leaf('invalid');
    return Object.entries(schema.shape).flatMap(([name, part]) =>
      fieldsOf(part, value[name], `${path}.${name}`),
    );
  }
  if (schema instanceof z.ZodArray) {
    if (!Array.isArray(value)) return leaf('invalid');
    return value.flatMap((item: unknown, place) => fieldsOf(schema.def.element, item, `${path}[${place}]`));
  }
  if (schema instanceof z.ZodUnion) {
    const option = schema.def.options.find((each) => z.safeParse(each, value).success);
    return option ? fieldsOf(option, value, path) : leaf('invalid');
  }
  if (isFreeText(schema)) return leaf('withheld');
  if (!z.safeParse(schema, value).success) return leaf('invalid');
  if (typeof value === 'string' && LIKE_A_CODE.test(value)) return leaf('withheld');
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return leaf('clear', value);
  return leaf('withheld');
}

const isEditable = (path: string, state: HeldField['state']): boolean =>
  (state === 'clear' || state === 'invalid' || state === 'missing') && !FIXED.has(path);
