import { openXmlRecordStream, type XmlReader } from '../index.ts';
import { type XmlLimits, type XmlPart, type XmlPlace, type XmlRefusal, XmlRefused } from '../port.ts';

export const LISTS: ReadonlySet<string> = new Set(['L', 'M']);

/** What became of a document: what was read of it, or why and where it was refused. */
export type Outcome =
  | { readonly parts: readonly XmlPart[] }
  | { readonly code: XmlRefusal; readonly place: XmlPlace };

/** Reads the chunks as one document. */
export function outcomeOf(
  chunks: Iterable<Uint8Array>,
  reader: XmlReader = 'strict',
  limits?: XmlLimits,
): Outcome {
  const stream = openXmlRecordStream(reader, limits ? { lists: LISTS, limits } : { lists: LISTS });
  const parts: XmlPart[] = [];
  try {
    for (const chunk of chunks) parts.push(...stream.write(chunk));
    parts.push(...stream.end());
    return { parts };
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error;
    return { code: error.code, place: error.place };
  }
}

export const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/** Cuts bytes behind each of the positions. */
export function* cut(bytes: Uint8Array, positions: readonly number[]): Generator<Uint8Array> {
  let from = 0;
  for (const position of positions.toSorted((left, right) => left - right)) {
    const to = Math.min(position, bytes.length);
    yield bytes.slice(from, to);
    from = to;
  }
  yield bytes.slice(from);
}

/** One chunk for each byte. */
export const byteByByte = (bytes: Uint8Array): Iterable<Uint8Array> =>
  bytes.values().map((byte) => Uint8Array.of(byte));

/** Offset of a place, worked out from the whole text. */
export function offsetOf(text: string, { line, column }: XmlPlace): number {
  const ends = [...text.matchAll(/\r\n|\r|\n/g)].map((found) => found.index + found[0].length);
  return (line === 1 ? 0 : (ends[line - 2] ?? Number.NaN)) + column - 1;
}
