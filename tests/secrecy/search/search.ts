import { SHORTEST_BYTES } from './forms.ts';
import type { Needle } from './needle.ts';

/** A needle that was found. */
export interface Hit {
  readonly needle: Needle;
  readonly form: string;
  /** Where, as the place is called. */
  readonly place: string;
  readonly offset: number;
  /** What stands around it. */
  readonly around: string;
}

/** Hits of one needle in one form and place that are told; the others say nothing more. */
const MOST_TOLD = 3;
const AROUND = 60;
const PIECE_BYTES = 1 << 16;
const ZEROS = new Uint8Array(PIECE_BYTES);

const FILTER_BITS = 22;
const FILTER_SHIFT = 32 - FILTER_BITS;

/** A needle in one of its forms. */
interface Entry {
  readonly needle: Needle;
  readonly form: string;
  readonly bytes: Uint8Array;
}

/** Of the last six bytes: the last four, and those up to two before them. */
const hashOf = (older: number, newer: number): number =>
  Math.imul(Math.imul(older, 0x9e37_79b1) ^ newer, 0x85eb_ca6b);

const wordAt = (bytes: Uint8Array, end: number): number =>
  (bytes[end - 3] ?? 0) |
  ((bytes[end - 2] ?? 0) << 8) |
  ((bytes[end - 1] ?? 0) << 16) |
  ((bytes[end] ?? 0) << 24);

const hashAt = (bytes: Uint8Array, end: number): number => hashOf(wordAt(bytes, end - 2), wordAt(bytes, end));

/** Writes down where one of the needles may end. A loop of its own, which knows nothing but numbers: it is run for every byte. */
function markEnds(bytes: Uint8Array, from: number, filter: Uint8Array, ends: Int32Array): number {
  let count = 0;
  let word = 0;
  let middle = 0;
  let older = 0;
  for (let at = Math.max(0, from - SHORTEST_BYTES); at < bytes.length; at += 1) {
    older = middle;
    middle = word;
    word = (word >>> 8) | ((bytes[at] ?? 0) << 24);
    const slot = Math.imul(Math.imul(older, 0x9e37_79b1) ^ word, 0x85eb_ca6b) >>> FILTER_SHIFT;
    if (((filter[slot >>> 3] ?? 0) & (1 << (slot & 7))) !== 0) {
      ends[count] = at;
      count += 1;
    }
  }
  return count;
}

const isNothing = (part: Uint8Array): boolean => Buffer.compare(part, ZEROS.subarray(0, part.length)) === 0;

/**
 * Looks for many needles at once, in one pass over the bytes: the last six bytes at each place are held against a
 * filter of those of all needles, and what passes is compared whole.
 */
export class Search {
  readonly #filter = new Uint8Array(2 ** (FILTER_BITS - 3));
  readonly #entries = new Map<number, Entry[]>();
  readonly #ends: Int32Array;
  readonly #longest: number;
  readonly hits: Hit[] = [];
  /** Bytes that were searched. */
  bytes = 0;
  readonly #told = new Map<string, number>();

  constructor(needles: Iterable<Needle>) {
    let longest = 0;
    for (const needle of needles)
      for (const { form, bytes } of needle.forms) {
        if (bytes.length < SHORTEST_BYTES) throw new Error(`${needle.label} is too short to look for`);
        const hash = hashAt(bytes, bytes.length - 1);
        const slot = hash >>> FILTER_SHIFT;
        this.#filter[slot >>> 3] = (this.#filter[slot >>> 3] ?? 0) | (1 << (slot & 7));
        const known = this.#entries.get(hash);
        if (known) known.push({ needle, form, bytes });
        else this.#entries.set(hash, [{ needle, form, bytes }]);
        longest = Math.max(longest, bytes.length);
      }
    this.#longest = longest;
    this.#ends = new Int32Array(PIECE_BYTES + longest);
  }

  /** Searches what comes as a whole: a needle across two pieces is found. */
  async search(place: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    let kept = Buffer.alloc(0);
    for await (const piece of pieces)
      for (let from = 0; from < piece.byteLength; from += PIECE_BYTES) {
        const part = piece.subarray(from, from + PIECE_BYTES);
        const bytes = Buffer.concat([kept, part]);
        // Files of a database and of a log that is kept ahead are full of nothing.
        if (!isNothing(part)) this.#scan(place, bytes, kept.length);
        kept = bytes.subarray(Math.max(0, bytes.length - this.#longest + 1));
        this.bytes += part.byteLength;
      }
  }

  /** @param from bytes at the beginning that were searched before */
  #scan(place: string, bytes: Buffer, from: number): void {
    const count = markEnds(bytes, from, this.#filter, this.#ends);
    for (const end of this.#ends.subarray(0, count)) {
      if (end < from) continue;
      for (const entry of this.#entries.get(hashAt(bytes, end)) ?? [])
        this.#compare(place, bytes, end, entry);
    }
  }

  #compare(place: string, bytes: Buffer, end: number, { needle, form, bytes: wanted }: Entry): void {
    const from = end - wanted.length + 1;
    if (from < 0) return;
    for (let at = 0; at < wanted.length; at += 1) if (wanted[at] !== bytes[from + at]) return;
    const key = `${place}\n${needle.label}\n${form}`;
    const told = (this.#told.get(key) ?? 0) + 1;
    this.#told.set(key, told);
    if (told > MOST_TOLD) return;
    const around = bytes
      .subarray(Math.max(0, from - AROUND), end + 1 + AROUND)
      .toString('latin1')
      .replaceAll(/[^\x20-\x7e]+/g, '·');
    this.hits.push({ needle, form, place, offset: this.bytes + from, around });
  }
}
