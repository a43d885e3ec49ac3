import {
  deletionType,
  type FieldTable,
  ImportHeader,
  idElementOf,
  type RecordType,
  SOPA_KIND_LIST,
  SOPA_KINDS,
  type SopaKind,
} from '@saite/contracts/sopa';
import type { MadeObject, Plain } from '../made/plain.ts';

type Writer = (value: unknown, indent: string, isPlain: boolean) => string;

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const SPECIAL = /[&<>]/;

/**
 * Special characters are written as references or, in every third such text, as CDATA, so that readers are tried; a
 * plain file has others in their place.
 */
function textOf(text: string, isPlain: boolean): string {
  if (!SPECIAL.test(text)) return text;
  if (isPlain) return text.replace(/[&<>]/g, '/');
  if (text.length % 3 === 0) return `<![CDATA[${text}]]>`;
  return text.replace(/[&<>]/g, (character) => ESCAPED[character] ?? character);
}

/** A letter of an address is written as a numeric reference now and then. */
function lineOf(text: string, isPlain: boolean): string {
  const written = textOf(text, isPlain);
  const isTried = !isPlain && text.length % 7 === 0 && !written.startsWith('<!');
  return isTried ? written.replace('ī', '&#x12B;') : written;
}

/** Whole cents as an amount with two digits. */
export function amountOf(cents: number): string {
  const digits = String(cents);
  return digits.length > 2 ? `${digits.slice(0, -2)}.${digits.slice(-2)}` : `0.${digits.padStart(2, '0')}`;
}

const FORMATS: Readonly<Record<string, (value: unknown, isPlain: boolean) => string>> = {
  AmountType: (value) => amountOf(Number(value)),
  TotalType: (value) => amountOf(Number(value)),
  NameType: (value, isPlain) => textOf(String(value), isPlain),
  LineType: (value, isPlain) => lineOf(String(value), isPlain),
  TextType: (value, isPlain) => textOf(String(value), isPlain),
};

function valueWriter(field: FieldTable[string], name: string): Writer {
  const { type } = field;
  if ('record' in type) {
    return writerOf(type.record, name);
  }
  const format = FORMATS[type.name] ?? ((value) => String(value));
  return (value, indent, isPlain) => `${indent}<${name}>${format(value, isPlain)}</${name}>\n`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Makes the writer of a record from its description, once. */
function writerOf(type: RecordType<FieldTable>, name: string): Writer {
  const fields = Object.entries(type.fields).map(([element, field]) => ({
    key: element.charAt(0).toLowerCase() + element.slice(1),
    write: valueWriter(field, element),
  }));
  return (value, indent, isPlain) => {
    if (!isRecord(value)) throw new TypeError('a record was expected');
    const inner = `${indent}  `;
    let text = `${indent}<${name}>\n`;
    for (const { key, write } of fields) {
      const content = value[key];
      if (content === null || content === undefined) continue;
      if (Array.isArray(content)) for (const item of content) text += write(item, inner, isPlain);
      else text += write(content, inner, isPlain);
    }
    return `${text}${indent}</${name}>\n`;
  };
}

const byKind = (make: (kind: SopaKind) => Writer): ReadonlyMap<SopaKind, Writer> =>
  new Map(SOPA_KIND_LIST.map((kind) => [kind, make(kind)]));
const objects = byKind((kind) => writerOf(SOPA_KINDS[kind].type, SOPA_KINDS[kind].element));
const deletions = byKind((kind) => writerOf(deletionType(kind), `Deleted${SOPA_KINDS[kind].element}`));
const header = writerOf(ImportHeader, 'Header');

/** Where objects stand: within the root and a list. */
const INDENT = '    ';

export const writeObject = ({ kind, record }: MadeObject, isPlain: boolean): string =>
  objects.get(kind)?.(record, INDENT, isPlain) ?? '';

/** A deletion of an object that an earlier file brought. */
export interface MadeDeletion {
  readonly kind: SopaKind;
  readonly id: string;
  readonly deletedOn: string;
  readonly reason: 'entered-by-mistake' | 'entered-twice' | 'annulled';
}

export function writeDeletion({ kind, id, deletedOn, reason }: MadeDeletion): string {
  const element = idElementOf(kind);
  const key = element.charAt(0).toLowerCase() + element.slice(1);
  return deletions.get(kind)?.({ [key]: id, deletedOn, reason }, INDENT, true) ?? '';
}

export const writeHeader = (content: Plain<ImportHeader>): string => header(content, '  ', true);
