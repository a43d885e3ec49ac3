import { CalendarDate, dayNumber } from '@saite/contracts';
import {
  importFileName,
  SOPA_DATA_SETS,
  SOPA_IMPORT_NAMESPACE,
  SOPA_IMPORT_ROOT,
} from '@saite/contracts/sopa';
import { countTown, type Entry, townEntries } from './content.ts';
import { mixed } from './made/dice.ts';
import { PLACES, type Town, townOf } from './made/places.ts';
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
}

const CHUNK_CHARACTERS = 256 * 1024;

const townOfFile = ({ seed, municipality, periodTo, day = 1, persons }: ImportFileOptions): Town => {
  const origin = dayNumber(CalendarDate.parse(periodTo)) - (day - 1);
  return townOf(seed, municipality, origin, day, Math.ceil(persons / PLACES));
};

/** An id of a file that looks like a random one, and is always the same. */
function fileIdOf({ seed, municipality, sequence }: ImportFileOptions): string {
  const base = mixed(mixed(seed, Number(municipality)), sequence);
  const digits = [1, 2, 3, 4].map((part) => mixed(base, part).toString(16).padStart(8, '0')).join('');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

const writeEntry = (entry: Entry): string =>
  'object' in entry ? writeObject(entry.object) : writeDeletion(entry.deletion);

/** The text of a file in pieces, made while it is read: memory does not grow with the file. */
function* textOf(options: ImportFileOptions): Generator<string> {
  const { municipality, sequence, kind, periodFrom, periodTo } = options;
  const town = townOfFile(options);
  const counter = new TotalsCounter();
  countTown(town, counter);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<${SOPA_IMPORT_ROOT} xmlns="${SOPA_IMPORT_NAMESPACE}">\n`;
  yield writeHeader({
    fileId: fileIdOf(options),
    fileName: importFileName(municipality, sequence),
    sender: municipality,
    sequence,
    kind,
    corrects: options.corrects ?? null,
    periodFrom,
    periodTo,
    createdAt: `${periodTo}T20:30:00Z`,
    controlTotals: counter.totals,
  });
  for (const { list, kinds } of SOPA_DATA_SETS) {
    yield `  <${list}>\n`;
    for (const kind of kinds) for (const entry of townEntries(town, kind)) yield writeEntry(entry);
    yield `  </${list}>\n`;
  }
  yield `</${SOPA_IMPORT_ROOT}>\n`;
}

/**
 * Writes a file of SOPA in chunks of UTF-8.
 *
 * @throws RangeError if the municipality's code is not in force, or has too many persons
 */
export function* writeImportFile(options: ImportFileOptions): Generator<Buffer, void> {
  let text = '';
  for (const piece of textOf(options)) {
    text += piece;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

const MEASURED = 8;

/** About how many persons a first file of so many bytes has. */
export function personsOfBytes(options: Omit<ImportFileOptions, 'persons' | 'day'>, bytes: number): number {
  const sizeOf = (neighbourhoods: number) =>
    writeImportFile({ ...options, persons: neighbourhoods * PLACES }).reduce(
      (sum, { length }) => sum + length,
      0,
    );
  const smallest = sizeOf(1);
  const each = (sizeOf(1 + MEASURED) - smallest) / MEASURED;
  return PLACES * Math.max(1, Math.round(1 + (bytes - smallest) / each));
}
