import { CalendarDate, dayNumber } from '@saite/contracts';
import {
  importFileName,
  SOPA_DATA_SETS,
  SOPA_IMPORT_NAMESPACE,
  SOPA_IMPORT_ROOT,
  SOPA_KIND_LIST,
  type SopaKind,
} from '@saite/contracts/sopa';
import { countTown, type Entry, townEntries } from './content.ts';
import { correctionEntries } from './corrections.ts';
import { fileIdOf } from './made/file-id.ts';
import { PLACES, type Town, townOf } from './made/places.ts';
import { type MistakeCount, wrongEntries } from './mistakes/cases.ts';
import { FILE_MISTAKES, type FileMistakeCode, type MadeHeader } from './mistakes/file-mistakes.ts';
import { TotalsCounter } from './totals.ts';
import { writeDeletion, writeHeader, writeObject } from './write/write-record.ts';

/** A file to make. */
export interface ImportFileOptions {
  /** Another seed gives other contents; the same options always give the same bytes. */
  readonly seed: number;
  /** ATVK code of the municipality that sends. */
  readonly municipality: string;
  readonly sequence: number;
  readonly kind: 'daily' | 'correction';
  /** Sequence of the file that is corrected. */
  readonly corrects?: number;
  readonly periodFrom: string;
  /** Last day that the file is about, included. */
  readonly periodTo: string;
  /** Persons of the first day, rounded up to whole neighbourhoods of 20. */
  readonly persons: number;
  /** 1 is the first file, with everybody; a later day tells what changed since the day before. */
  readonly day?: number;
  /** Objects that break a rule, in a daily file; what was wrong in the corrected one, in a correction. */
  readonly mistakes?: readonly MistakeCount[];
  /** Objects that a correction sends in their right form, `kind/id`. */
  readonly mended?: ReadonlySet<string>;
  /** What makes the file wrong as a whole. */
  readonly fileMistake?: FileMistakeCode;
  /** Without references and CDATA, which not every reader takes. */
  readonly isPlain?: boolean;
}

const CHUNK_CHARACTERS = 256 * 1024;

/** The clients of the municipality as the file tells of them. */
export function townOfFile({ seed, municipality, periodTo, day = 1, persons }: ImportFileOptions): Town {
  const origin = dayNumber(CalendarDate.parse(periodTo)) - (day - 1);
  return townOf(seed, municipality, origin, day, Math.ceil(persons / PLACES));
}

function* entriesOfFile(options: ImportFileOptions, town: Town, kind: SopaKind): Generator<Entry> {
  const { mistakes = [], mended = new Set() } = options;
  if (options.kind === 'correction') {
    yield* correctionEntries(town, { sequence: options.sequence, mistakes, mended }, kind);
    return;
  }
  yield* townEntries(town, kind);
  yield* wrongEntries(town, mistakes, kind);
}

function totalsOfFile(options: ImportFileOptions, town: Town) {
  const counter = new TotalsCounter();
  const { mistakes = [] } = options;
  if (options.kind === 'daily') countTown(town, counter);
  for (const kind of SOPA_KIND_LIST)
    counter.count(
      options.kind === 'daily' ? wrongEntries(town, mistakes, kind) : entriesOfFile(options, town, kind),
    );
  return counter.totals;
}

/** What the header says, a mistake in it included. */
export function headerOfFile(options: ImportFileOptions): MadeHeader {
  const { seed, municipality, sequence, kind, periodFrom, periodTo } = options;
  const header: MadeHeader = {
    fileId: fileIdOf(seed, municipality, sequence),
    fileName: importFileName(municipality, sequence),
    sender: municipality,
    sequence,
    kind,
    corrects: options.corrects ?? null,
    periodFrom,
    periodTo,
    createdAt: `${periodTo}T20:30:00Z`,
    controlTotals: totalsOfFile(options, townOfFile(options)),
  };
  const change = options.fileMistake && FILE_MISTAKES[options.fileMistake].header;
  return change ? change(header, seed) : header;
}

/** The text of a file in pieces, made while it is read: memory does not grow with the file. */
function* textOf(options: ImportFileOptions): Generator<string> {
  const { isPlain = false } = options;
  const town = townOfFile(options);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<${SOPA_IMPORT_ROOT} xmlns="${SOPA_IMPORT_NAMESPACE}">\n`;
  yield writeHeader(headerOfFile(options));
  for (const { list, kinds } of SOPA_DATA_SETS) {
    yield `  <${list}>\n`;
    for (const kind of kinds)
      for (const entry of entriesOfFile(options, town, kind))
        yield 'object' in entry ? writeObject(entry.object, isPlain) : writeDeletion(entry.deletion);
    yield `  </${list}>\n`;
  }
  yield `</${SOPA_IMPORT_ROOT}>\n`;
}

function* encoded(pieces: Iterable<string>): Generator<Buffer, void> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

/**
 * Writes a file of SOPA in chunks of UTF-8.
 *
 * @throws RangeError if the municipality's code is not in force, or has too many persons or mistakes
 */
export function writeImportFile(options: ImportFileOptions): Iterable<Buffer> {
  const { text, bytes } = options.fileMistake ? FILE_MISTAKES[options.fileMistake] : {};
  const pieces = textOf(options);
  const chunks = encoded(text ? text(pieces) : pieces);
  return bytes ? bytes(chunks) : chunks;
}

const MEASURED = 8;

/** About how many persons a first file of so many bytes has. */
export function personsOfBytes(options: Omit<ImportFileOptions, 'persons' | 'day'>, bytes: number): number {
  const sizeOf = (neighbourhoods: number): number => {
    let size = 0;
    const measured = { ...options, persons: neighbourhoods * PLACES };
    for (const chunk of writeImportFile(measured)) size += chunk.length;
    return size;
  };
  const smallest = sizeOf(1);
  const each = (sizeOf(1 + MEASURED) - smallest) / MEASURED;
  return PLACES * Math.max(1, Math.round(1 + (bytes - smallest) / each));
}
