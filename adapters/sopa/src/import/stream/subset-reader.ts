import NodeXmlStream from 'node-xml-stream';
import { XML_LIMITS, type XmlPart, type XmlStreamOptions } from './port.ts';
import { Reading } from './reading.ts';
import { RecordBuilder } from './record-builder.ts';
import type { TextReader } from './record-stream.ts';
import { LONGEST_SUBSET_TOKEN, SubsetGuard } from './subset-guard.ts';

/**
 * Reads with node-xml-stream 1.0.2, which reads a small part of XML rightly and the rest wrongly without a word: what
 * it is given was let through by the guard, tag by tag. What is not let through is refused: by the code and place of
 * the strict reader where the guard knows them, else as `OUTSIDE_SUBSET`.
 */
export class SubsetReader implements TextReader {
  readonly #parser = new NodeXmlStream();
  readonly #reading: Reading;
  readonly #builder: RecordBuilder;
  readonly #guard: SubsetGuard;
  /** Text before the tag that is being read. */
  #text = '';
  #isInTag = false;
  #tagEnd = 0;

  constructor(options: XmlStreamOptions) {
    const { limits = XML_LIMITS } = options;
    const reading = new Reading(limits);
    const builder = new RecordBuilder(reading, options);
    this.#parser.on('opentag', (name) => builder.open(name, this.#tagEnd));
    this.#parser.on('text', (text) => builder.text(text));
    this.#parser.on('closetag', () => builder.close(this.#tagEnd));
    this.#reading = reading;
    this.#builder = builder;
    this.#guard = new SubsetGuard(limits);
  }

  read(piece: string): void {
    const { source } = this.#reading;
    const start = source.end;
    this.#reading.take(piece);
    for (let index = 0; ; index += 1) {
      index = piece.indexOf(this.#isInTag ? '>' : '<', index);
      if (index === -1) break;
      if (this.#isInTag) this.#endTag(start + index + 1);
      else this.#endText(start + index);
    }
    this.#reading.check(this.#reading.token);
    this.#demandShort(source.end);
  }

  breakOff(): never {
    this.#stopAt('ENCODING');
  }

  end(isCut: boolean): void {
    const { hasBegun, source, token } = this.#reading;
    if (!this.#guard.isComplete) this.#stopAt(hasBegun || isCut ? 'TRUNCATED' : 'EMPTY');
    if (isCut) this.breakOff();
    this.#demandBegun(source.slice(token, source.end));
  }

  takeParts(): readonly XmlPart[] {
    return this.#builder.takeParts();
  }

  #endText(end: number): void {
    const { source, token } = this.#reading;
    this.#demandShort(end);
    this.#text = source.slice(token, end);
    this.#demandBegun(this.#text);
    this.#reading.pass(end);
    this.#isInTag = true;
  }

  #endTag(end: number): void {
    const { source, token } = this.#reading;
    this.#demandShort(end);
    const tag = source.slice(token, end);
    const judged = this.#guard.judge(this.#text, tag, token === 0, this.#builder.isInRecord);
    if (judged === 'OUTSIDE') this.#outside(end);
    if (judged === 'ENCODING') this.#reading.refuse('ENCODING', end, token);
    if (judged === 'MISMATCHED') this.#reading.refuse('NOT_WELL_FORMED', end, end - 1);
    this.#tagEnd = end;
    this.#parser.write(this.#text + tag);
    this.#reading.pass(end);
    this.#isInTag = false;
  }

  #demandShort(end: number): void {
    if (end - this.#reading.token > LONGEST_SUBSET_TOKEN) this.#outside(end);
  }

  #demandBegun(token: string): void {
    if (!this.#guard.mayBegin(token, this.#builder.isInRecord))
      this.#outside(this.#reading.token + token.length);
  }

  /** The bytes go no further. */
  #stopAt(code: 'EMPTY' | 'ENCODING' | 'TRUNCATED'): never {
    const { source, token } = this.#reading;
    this.#demandBegun(source.slice(token, source.end));
    this.#reading.refuse(code, source.end, source.end);
  }

  #outside(end: number): never {
    this.#reading.refuseUnread('OUTSIDE_SUBSET', end);
  }
}
