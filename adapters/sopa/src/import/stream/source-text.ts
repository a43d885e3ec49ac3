import type { XmlPlace } from './port.ts';

/**
 * The decoded text as far as it is still needed. Offsets count UTF-16 units from the beginning of the file. Pieces are
 * joined only when something that lies in several of them is asked for, so a text may come character by character.
 */
export class SourceText {
  #kept = '';
  #keptOffset = 0;
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
   * @param needed offset of the first character, of those taken before, that will be asked for again
   */
  take(piece: string, needed: number): void {
    const end = this.end;
    this.#advance(Math.min(needed, end));
    if (needed < this.#pieceOffset) this.#kept += this.#piece;
    else {
      this.#kept = this.#piece.slice(needed - this.#pieceOffset);
      this.#keptOffset = needed;
    }
    this.#piece = piece;
    this.#pieceOffset = end;
  }

  slice(start: number, end: number): string {
    const fromPiece = this.#piece.slice(
      Math.max(start - this.#pieceOffset, 0),
      Math.max(end - this.#pieceOffset, 0),
    );
    if (start >= this.#pieceOffset) return fromPiece;
    return (
      this.#kept.slice(Math.max(start - this.#keptOffset, 0), Math.max(end - this.#keptOffset, 0)) + fromPiece
    );
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
