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

type Writer = (value: unknown, indent: string) => string;

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const SPECIAL = /[&<>]/;

/** Special characters are written as references or, in every third such text, as CDATA, so that readers are tried. */
function textOf(text: string): string {
  if (!SPECIAL.test(text)) return text;
  if (text.length % 3 === 0) return `<![CDATA[${text}]]>`;
  return text.replace(/[&<>]/g, (character) => ESCAPED[character] ?? character);
}

/** A letter of an address is written as a numeric reference now and then. */
const lineOf = (text: string): string => {
  const written = textOf(text);
  return text.length % 7 === 0 && !written.startsWith('<!') ? written.replace('ī', '&#x12B;') : written;
};

/** Whole cents as an amount with two digits. */
export function amountOf(cents: number): string {
  const digits = String(cents);
  return digits.length > 2 ? `${digits.slice(0, -2)}.${digits.slice(-2)}` : `0.${digits.padStart(2, '0')}`;
}

const FORMATS: Readonly<Record<string, (value: unknown) => string>> = {
  AmountType: (value) => amountOf(Number(value)),
  TotalType: (value) => amountOf(Number(value)),
  NameType: (value) => textOf(String(value)),
  LineType: (value) => lineOf(String(value)),
  TextType: (value) => textOf(String(value)),
};

function valueWriter(field: FieldTable[string], name: string): Writer {
  const { type } = field;
  if ('record' in type) {
    const write = writerOf(type.record, name);
    return (value, indent) => write(value, indent);
  }
  const format = FORMATS[type.name] ?? String;
  return (value, indent) => `${indent}<${name}>${format(value)}</${name}>\n`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Makes the writer of a record from its description, once. */
function writerOf(type: RecordType<FieldTable>, name: string): Writer {
  const fields = Object.entries(type.fields).map(([element, field]) => ({
    key: element.charAt(0).toLowerCase() + element.slice(1),
    write: valueWriter(field, element),
  }));
  return (value, indent) => {
    if (!isRecord(value)) throw new TypeError('a record was expected');
    const inner = `${indent}  `;
    let text = `${indent}<${name}>\n`;
    for (const { key, write } of fields) {
      const content = value[key];
      if (content === null || content === undefined) continue;
      if (Array.isArray(content)) for (const item of content) text += write(item, inner);
      else text += write(content, inner);
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

export const writeObject = ({ kind, record }: MadeObject): string =>
  objects.get(kind)?.(record, INDENT) ?? '';

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
  return deletions.get(kind)?.({ [key]: id, deletedOn, reason }, INDENT) ?? '';
}

export const writeHeader = (content: Plain<ImportHeader>): string => header(content, '  ');
