import { hash } from 'node:crypto';
import { PersonCode, type PersonRef } from '@saite/contracts';
import {
  type ImportHeader,
  RecordMismatch,
  type RecordNode,
  readDeletion,
  readImportHeader,
  SOPA_DATA_SETS,
  SOPA_IMPORT_ROOT,
  SOPA_KIND_LIST,
  SOPA_KINDS,
  type SopaId,
  type SopaKind,
  type SopaRecords,
} from '@saite/contracts/sopa';
import { type KeyRing, keyedDigest, personRef, sealCode, sealTexts } from '@saite/identity';
import { groupKeyOf, otherReferences, personIdOf, type TypedObject } from '../facts.ts';
import { FileRefused } from '../refused.ts';
import type { FileContext } from '../rules/cards.ts';
import { checkDeletion, checkObject } from '../rules/index.ts';
import type { SchemaBatches } from '../schema/schema-batches.ts';
import type { RecordRead, XmlPart } from '../stream/port.ts';
import type { StagedRows } from './staged-rows.ts';
import { Totals } from './totals.ts';

/** Names of the elements that are lists of objects. */
export const IMPORT_LISTS: ReadonlySet<string> = new Set(SOPA_DATA_SETS.map(({ list }) => list));

interface ElementMeaning {
  readonly kind: SopaKind;
  readonly deleted: boolean;
}

const MEANINGS: ReadonlyMap<string, ElementMeaning> = new Map(
  SOPA_KIND_LIST.flatMap((kind): [string, ElementMeaning][] => {
    const { element } = SOPA_KINDS[kind];
    return [
      [element, { kind, deleted: false }],
      [`Deleted${element}`, { kind, deleted: true }],
    ];
  }),
);

type ReadObject = {
  [Kind in SopaKind]: { readonly kind: Kind; readonly record: SopaRecords[Kind]; readonly id: SopaId };
}[SopaKind];

const readerFor =
  <Kind extends SopaKind>(kind: Kind) =>
  (node: RecordNode) => {
    const { read, idOf } = SOPA_KINDS[kind];
    const record = read(node);
    return { kind, record, id: idOf(record) };
  };

const READERS: { readonly [Kind in SopaKind]: (node: RecordNode) => Extract<ReadObject, { kind: Kind }> } = {
  person: readerFor('person'),
  status: readerFor('status'),
  survey: readerFor('survey'),
  benefit: readerFor('benefit'),
  service: readerFor('service'),
  declaration: readerFor('declaration'),
  'group-home': readerFor('group-home'),
  'group-home-stay': readerFor('group-home-stay'),
  claim: readerFor('claim'),
  'financial-report': readerFor('financial-report'),
  'statistical-report': readerFor('statistical-report'),
};

export interface FileReaderOptions {
  readonly keys: KeyRing;
  /** Finds the first reference of each code: a file of tomorrow says the same of it under a new index key. */
  readonly firstsOf: (refs: readonly PersonRef[]) => Promise<(ref: PersonRef) => PersonRef>;
  readonly schema: SchemaBatches;
  /**
   * Told once the header was read and found right by the schema; gives where objects go, or `null` if reading on is
   * of no use.
   */
  readonly onHeader: (header: ImportHeader, line: number) => Promise<StagedRows | null>;
}

/** Makes rows of a file's parts: each object is read, judged for itself and staged. */
export class FileReader {
  readonly #options: FileReaderOptions;
  readonly totals = new Totals();
  #file: FileContext | undefined;
  #rows: StagedRows | null | undefined;
  #place = 0;
  #firstOf: (ref: PersonRef) => PersonRef = (ref) => ref;

  constructor(options: FileReaderOptions) {
    this.#options = options;
  }

  /** Whether the rest of the file need not be read. */
  get isDone(): boolean {
    return this.#rows === null;
  }

  get objects(): number {
    return this.#place;
  }

  /** @throws FileRefused at the first thing for which the file cannot be taken */
  async take(parts: readonly XmlPart[]): Promise<void> {
    const { schema } = this.#options;
    this.#firstOf = await this.#options.firstsOf(this.#refsIn(parts));
    for (const part of parts) {
      if (this.isDone) return;
      if (part.kind === 'root') {
        if (part.name !== SOPA_IMPORT_ROOT)
          throw new FileRefused('SCHEMA_INVALID', { ...part.place, element: SOPA_IMPORT_ROOT });
        schema.root(part.startTag, part.place.line);
      } else if (part.kind === 'list') {
        if (this.#rows === undefined)
          throw new FileRefused('SCHEMA_INVALID', { ...part.place, element: 'Header' });
        await schema.list(part.startTag);
      } else if (part.list === undefined) await this.#takeHeader(part);
      else {
        await schema.record(part);
        this.#takeObject(part);
      }
    }
    await this.#rows?.pass();
  }

  /** The references of the persons in some parts. */
  #refsIn(parts: readonly XmlPart[]): PersonRef[] {
    return parts.flatMap((part) => {
      if (part.kind !== 'record' || part.node.name !== SOPA_KINDS.person.element) return [];
      const code = PersonCode.safeParse(part.node.children.find(({ name }) => name === 'PersonCode')?.text);
      return code.success ? [personRef(this.#options.keys, code.data)] : [];
    });
  }

  async #takeHeader(part: RecordRead): Promise<void> {
    if (this.#rows !== undefined || part.node.name !== 'Header')
      throw new FileRefused('SCHEMA_INVALID', { ...part.place, element: 'Header' });
    await this.#options.schema.header(part);
    const header = reading(part, () => readImportHeader(part.node));
    this.#file = {
      sender: header.sender,
      sequence: header.sequence,
      periodFrom: header.periodFrom,
      periodTo: header.periodTo,
    };
    this.#rows = await this.#options.onHeader(header, part.place.line);
  }

  #takeObject(part: RecordRead): void {
    const meaning = MEANINGS.get(part.node.name);
    if (!meaning || !this.#rows || !this.#file)
      throw new FileRefused('SCHEMA_INVALID', { ...part.place, element: part.node.name });
    this.#place += 1;
    if (meaning.deleted) this.#stageDeletion(meaning.kind, part, this.#rows, this.#file);
    else this.#stageObject(meaning.kind, part, this.#rows, this.#file);
  }

  #stageDeletion(kind: SopaKind, part: RecordRead, rows: StagedRows, file: FileContext): void {
    const deletion = reading(part, () => readDeletion(part.node));
    const facts = JSON.stringify(deletion);
    const broken = checkDeletion(deletion.deletedOn, file);
    this.totals.countDeletion();
    rows.object({
      place: this.#place,
      kind,
      id: deletion.id,
      personId: null,
      groupKey: null,
      subject: null,
      deleted: true,
      line: part.place.line,
      digest: digestOf(facts),
      facts,
      sealed: null,
      failed: broken.length > 0,
    });
    for (const rule of broken) rows.error(this.#place, rule);
  }

  #stageObject(kind: SopaKind, part: RecordRead, rows: StagedRows, file: FileContext): void {
    const object = reading(part, () => READERS[kind](part.node));
    const { id } = object;
    const broken = checkObject(object.kind, object.record, file);
    this.totals.count(object);
    const { facts, sealed, subject, digest } = this.#apart(object, `${file.sender}/${kind}/${id}`);
    rows.object({
      place: this.#place,
      kind,
      id,
      personId: personIdOf(object),
      groupKey: groupKeyOf(object),
      subject,
      deleted: false,
      line: part.place.line,
      digest,
      facts,
      sealed,
      failed: broken.length > 0,
    });
    for (const reference of otherReferences(object)) rows.reference(this.#place, reference);
    for (const rule of broken) rows.error(this.#place, rule);
  }

  /** What is kept in clear, and what is sealed. The digest tells a change, of what is sealed through its keyed digests. */
  #apart(
    object: TypedObject,
    name: string,
  ): {
    readonly facts: string;
    readonly sealed: string | null;
    readonly subject: string | null;
    readonly digest: string;
  } {
    const { keys } = this.#options;
    if (object.kind === 'person') {
      // Names and addresses are PMLP's to keep: here only that they changed is known, by a keyed digest.
      const { personCode, givenName, familyName, address, ...clear } = object.record;
      const facts = JSON.stringify(clear);
      const code = PersonCode.safeParse(personCode);
      if (!code.success) return { facts, sealed: null, subject: null, digest: digestOf(facts) };
      const subject = personRef(keys, code.data);
      const identity = sealCode(keys, subject, code.data);
      const named = keyedDigest(keys, 'sopa-person', `${givenName}\n${familyName}\n${address ?? ''}`);
      const sealed = JSON.stringify({ identity });
      return { facts, sealed, subject, digest: digestOf(`${facts}${this.#firstOf(subject)}${named}`) };
    }
    if (object.kind === 'survey') {
      const { findings, ...clear } = object.record;
      const facts = JSON.stringify(clear);
      const texts = sealTexts(keys, name, { findings });
      const sealed = JSON.stringify({ texts });
      return { facts, sealed, subject: null, digest: digestOf(`${facts}${texts.digest}`) };
    }
    const facts = JSON.stringify(object.record);
    return { facts, sealed: null, subject: null, digest: digestOf(facts) };
  }
}

const DIGEST_CHARACTERS = 22;

const digestOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, DIGEST_CHARACTERS);

/** Reads a record; one that the model does not know though the schema did is as wrong as one that the schema refuses. */
function reading<Value>(part: RecordRead, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RecordMismatch)) throw error;
    throw new FileRefused('SCHEMA_INVALID', { line: part.place.line, element: error.element });
  }
}
