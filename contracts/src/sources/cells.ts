import { z } from 'zod';
import { CalendarDate } from '../values/calendar.ts';
import { Atvk, RecordId } from '../values/ids.ts';
import { MoneySum } from '../values/money.ts';
import { PersonCode } from '../values/person-code.ts';
import { SOURCE_REASONS, type SourceReason } from './reasons.ts';

/** Why a cell cannot be read. */
export class CellFault {
  readonly reason: SourceReason;
  readonly hint: string | null;
  constructor(reason: SourceReason, hint: string | null = null) {
    this.reason = reason;
    this.hint = hint;
  }
}

type ReadCell<Value> = (text: string) => Value | CellFault;

const readFilled = <Value>(text: string, read: ReadCell<Value>): Value | CellFault =>
  text === text.trim() ? read(text) : new CellFault('SPACES_AROUND');

/** The schema of a cell; what it cannot read is an issue with the fault in it, never with the value. */
const schemaOf = <Value>(read: ReadCell<Value>) =>
  z.string().transform((text, context): Value => {
    const found = read(text);
    if (!(found instanceof CellFault)) return found;
    const { reason, hint } = found;
    context.addIssue({ code: 'custom', message: reason, params: { reason, hint }, input: undefined });
    return z.NEVER;
  });

/** A cell that must be filled. */
export const cell = <Value>(read: ReadCell<Value>, whenEmpty: SourceReason = 'CELL_EMPTY') =>
  schemaOf<Value>((text) => (text === '' ? new CellFault(whenEmpty) : readFilled(text, read)));

/** A cell that may be empty: the source does not know. */
export const cellOrEmpty = <Value>(read: ReadCell<Value>) =>
  schemaOf<Value | null>((text) => (text === '' ? null : readFilled(text, read)));

const isReason = (value: unknown): value is SourceReason =>
  typeof value === 'string' && Object.hasOwn(SOURCE_REASONS, value);

/** The fault that an issue of {@link cell} holds. */
export function faultIn(issue: z.core.$ZodIssue): CellFault {
  const params = issue.code === 'custom' ? issue.params : undefined;
  if (!isReason(params?.reason)) throw new TypeError('a cell was refused without a reason');
  return new CellFault(params.reason, typeof params.hint === 'string' ? params.hint : null);
}

const bySchema =
  <Schema extends z.ZodType>(schema: Schema, reason: SourceReason): ReadCell<z.output<Schema>> =>
  (text) => {
    const parsed = schema.safeParse(text);
    return parsed.success ? parsed.data : new CellFault(reason);
  };

export const personCode = bySchema(PersonCode, 'PERSON_CODE_WRONG');
export const date = bySchema(CalendarDate, 'DATE_WRONG');
export const territoryCode = bySchema(Atvk, 'TERRITORY_WRONG');
export const amount = bySchema(MoneySum, 'AMOUNT_WRONG');
export const registrationNumber = bySchema(RecordId, 'ID_WRONG');

const MOST = 10_000_000;

/** A count: a whole number as digits alone. */
export const wholeNumber: ReadCell<number> = (text) => {
  if (!/^(0|[1-9][0-9]*)$/.test(text)) return new CellFault('NOT_A_WHOLE_NUMBER');
  return text.length <= 8 && Number(text) <= MOST ? Number(text) : new CellFault('NUMBER_TOO_LARGE');
};

/** One of some words, each with what it means. */
export const wordOf =
  <Value>(words: Readonly<Record<string, Value>>): ReadCell<Value> =>
  (text) => {
    const value = Object.hasOwn(words, text) ? words[text] : undefined;
    return value === undefined ? new CellFault('CODE_UNKNOWN', Object.keys(words).join(', ')) : value;
  };

/** A code of a closed list. */
export const codeIn = <Code extends string>(codes: Readonly<Record<Code, unknown>>): ReadCell<Code> => {
  const isCode = (text: string): text is Code => Object.hasOwn(codes, text);
  return (text) => (isCode(text) ? text : new CellFault('CODE_UNKNOWN', Object.keys(codes).join(', ')));
};

/** Some codes of a closed list, each once, with a space or `|` between them. */
export const codesIn = <Code extends string>(codes: Readonly<Record<Code, unknown>>): ReadCell<Code[]> => {
  const readOne = codeIn(codes);
  return (text) => {
    const found: Code[] = [];
    for (const part of text.split(/ *[| ] */)) {
      const code = readOne(part);
      if (code instanceof CellFault) return code;
      if (found.includes(code)) return new CellFault('LIST_REPEATS');
      found.push(code);
    }
    return found;
  };
};
