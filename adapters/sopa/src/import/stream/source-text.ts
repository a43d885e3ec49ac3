import type { XmlPlace } from './port.ts';

/** Text that was taken before the present piece. Joined only when asked for: it may grow character by character. */
class KeptText {
  #text = '';
  #offset = 0;

  has(offset: number): boolean {
    return offset >= this.#offset;
  }

  /** @param needed offset of the first character that will be asked for again */
  take(piece: string, pieceOffset: number, needed: number): void {
    if (needed < pieceOffset) this.#text += piece;
    else {
      this.#text = piece.slice(needed - pieceOffset);
      this.#offset = needed;
    }
  }

  slice(start: number, end: number): string {
    return this.#text.slice(Math.max(start - this.#offset, 0), Math.max(end - this.#offset, 0));
  }
}

/** The decoded text as far as it is still needed. Offsets count UTF-16 units from the beginning of the file. */
export class SourceText {
  readonly #record = new KeptText();
  /** Apart, so that a look at a token does not join all of its record. */
  readonly #token = new KeptText();
  #piece = '';
  #pieceOffset = 0;
  /** Place of the offset asked for last: places are asked for in their order, and every line is counted once. */
  #placed = 0;
  #line = 1;
  #lineOffset = 0;

  /** Offset behind the last character taken. */
  get end(): number {
    return this.#pieceOffset + this.#piece.length;
  }

  /**
   * @param piece ends neither within a pair of surrogates nor within a CR LF
   * @param record offset of the first character, of those taken before, that will be asked for again
   * @param token the same, but for what is asked for when a record is complete
   */
  take(piece: string, record: number, token: number): void {
    const end = this.end;
    this.#advance(Math.min(record, end));
    this.#record.take(this.#piece, this.#pieceOffset, record);
    this.#token.take(this.#piece, this.#pieceOffset, token);
    this.#piece = piece;
    this.#pieceOffset = end;
  }

  slice(start: number, end: number): string {
    const pieceOffset = this.#pieceOffset;
    const fresh = this.#piece.slice(Math.max(start - pieceOffset, 0), Math.max(end - pieceOffset, 0));
    if (start >= pieceOffset) return fresh;
    return (this.#token.has(start) ? this.#token : this.#record).slice(start, end) + fresh;
  }

  /** Offset of the first character that is no white space, `end` if there is none. */
  firstInk(start: number, end: number): number {
    const text = this.slice(start, end);
    let index = 0;
    while (index < text.length && isWhiteSpace(text.charCodeAt(index))) index += 1;
    return start + index;
  }

  /** Offset of the last whole character before `end`; CR LF counts as one. */
  lastBefore(end: number): number {
    const two = this.slice(end - 2, end);
    return two === '\r\n' || (two.codePointAt(0) ?? 0) > 0xffff ? end - 2 : end - 1;
  }

  /** @param offset not before one whose place was asked for already */
  placeOf(offset: number): XmlPlace {
    this.#advance(offset);
    return { line: this.#line, column: offset - this.#lineOffset + 1 };
  }

  #advance(offset: number): void {
    if (offset <= this.#placed) return;
    const text = this.slice(this.#placed, offset);
    let last = -1;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
      this.#line += 1;
      last = at;
    }
    for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1)) {
      if (text.charCodeAt(at + 1) === LINE_FEED) continue; // counted above
      this.#line += 1;
      last = Math.max(last, at);
    }
    if (last !== -1) this.#lineOffset = this.#placed + last + 1;
    this.#placed = offset;
  }
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/** White space as XML has it, which is less than JavaScript's. */
export function isWhiteSpace(code: number): boolean {
  return code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB;
}
