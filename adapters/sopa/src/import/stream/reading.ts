import { type XmlLimits, type XmlPlace, type XmlRefusal, XmlRefused } from './port.ts';
import { SourceText } from './source-text.ts';

const DOCUMENT_TYPE = '<!DOCTYPE';
const INSTRUCTION = '<?';
const DECLARATION = /^<\?xml[ \t\r\n]/;
const DECLARATION_BEGUN = /^<\?(?:x(?:m(?:l(?:[ \t\r\n]|$)|$)|$)|$)/;

interface Seen {
  readonly code: XmlRefusal;
  /** Offset behind the character by which it was seen. */
  readonly at: number;
}

/**
 * How far a text has been read, and the one place where reading stops. Whatever stops it, what could be seen first
 * counts: so the same text is refused for the same reason at the same place however it was cut into pieces.
 */
export class Reading {
  readonly source = new SourceText();
  readonly #limits: XmlLimits;
  #hasBegun = false;
  #token = 0;
  /** The token that was last seen to be allowed. */
  #allowed: number | undefined;
  #record: number | undefined;
  #recordPlace: XmlPlace = { line: 1, column: 1 };

  constructor(limits: XmlLimits) {
    this.#limits = limits;
  }

  /** Whether anything but white space was seen. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Offset at which the text, tag or comment began that is being read. */
  get token(): number {
    return this.#token;
  }

  take(piece: string): void {
    this.source.take(piece, this.#record ?? this.#token, this.#token);
    if (this.#hasBegun) return;
    this.#token = this.source.firstInk(this.#token, this.source.end);
    this.#hasBegun = this.#token < this.source.end;
  }

  /** What was being read ends at `end`, and the next begins. */
  pass(end: number): void {
    this.#demandShort(end);
    this.#token = end;
  }

  /** The tag that is being read is the start of a record and ends at `end`: until then nobody knew. */
  beginRecord(end: number): XmlPlace {
    this.#demandShort(end);
    this.#record = this.#token;
    this.#recordPlace = this.source.placeOf(this.#token);
    return this.#recordPlace;
  }

  endRecord(end: number): string {
    const start = this.#record ?? end;
    if (end - start > this.#limits.record) this.check(end);
    this.#record = undefined;
    return this.source.slice(start, end);
  }

  /** @throws XmlRefused if what is being read, as far as `end`, is too long or not allowed whatever it says */
  check(end: number): void {
    const forbidden = this.#forbidden(end);
    const tokenTooLong = this.#token + this.#limits.token + 1;
    const recordTooLarge = (this.#record ?? Number.POSITIVE_INFINITY) + this.#limits.record + 1;
    if (forbidden && forbidden.at < tokenTooLong && forbidden.at < recordTooLarge)
      throw new XmlRefused(forbidden.code, this.source.placeOf(this.#token));
    if (recordTooLarge <= end && recordTooLarge < tokenTooLong)
      throw new XmlRefused('RECORD_TOO_LARGE', this.#recordPlace);
    if (tokenTooLong <= end) throw new XmlRefused('TOKEN_TOO_LONG', this.source.placeOf(this.#token));
  }

  /**
   * @param end offset behind the character by which it was seen
   * @param offset what is wrong
   */
  refuse(code: XmlRefusal, end: number, offset: number): never {
    this.check(end);
    throw new XmlRefused(code, this.source.placeOf(offset));
  }

  /** Like `refuse`, of a token into which nobody looked: its length says nothing about what else it holds. */
  refuseUnread(code: XmlRefusal, end: number): never {
    this.check(this.#token);
    if (this.#forbidden(end)) this.check(end);
    throw new XmlRefused(code, this.source.placeOf(this.#token));
  }

  #demandShort(end: number): void {
    if (end - this.#token > this.#limits.token) this.check(end);
  }

  #forbidden(end: number): Seen | undefined {
    const token = this.#token;
    if (this.#allowed === token) return undefined;
    const head = this.source.slice(token, Math.min(end, token + DOCUMENT_TYPE.length));
    if (head === DOCUMENT_TYPE) return { code: 'DOCUMENT_TYPE', at: token + head.length };
    if (DOCUMENT_TYPE.startsWith(head)) return undefined;
    if (!head.startsWith(INSTRUCTION) || (token === 0 && DECLARATION.test(head))) this.#allowed = token;
    else if (token > 0 || !DECLARATION_BEGUN.test(head)) return this.#instruction(head);
    return undefined;
  }

  #instruction(head: string): Seen {
    let at = INSTRUCTION.length;
    if (this.#token === 0) while (DECLARATION_BEGUN.test(head.slice(0, at))) at += 1;
    return { code: 'PROCESSING_INSTRUCTION', at: this.#token + at };
  }
}
