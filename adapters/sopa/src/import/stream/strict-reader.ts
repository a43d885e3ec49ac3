import { SaxesParser } from 'saxes';
import { XML_LIMITS, type XmlPart, type XmlStreamOptions } from './port.ts';
import { Reading } from './reading.ts';
import { RecordBuilder } from './record-builder.ts';
import type { TextReader } from './record-stream.ts';
import { isWhiteSpace } from './source-text.ts';

/**
 * Reads all of XML 1.0 but document types and processing instructions, and nothing else (saxes).
 *
 * saxes keeps a token as a whole, without bound: it is given small pieces, and how long a token has grown is seen
 * between them. It looks for namespaces in a time that grows with the square of the depth, so it is not asked to.
 */
export class StrictReader implements TextReader {
  readonly #parser = new SaxesParser({ position: false });
  readonly #reading: Reading;
  readonly #builder: RecordBuilder;

  constructor(options: XmlStreamOptions) {
    const { limits = XML_LIMITS } = options;
    const parser = this.#parser;
    const reading = new Reading(limits);
    const builder = new RecordBuilder(reading, options);
    // Not one more: with an eighth V8 keeps the parser as a dictionary, and reading takes five times as long.
    parser.on('text', (value) => this.#text(value, parser.position - 1));
    parser.on('cdata', (value) => this.#text(value, parser.position));
    parser.on('comment', () => {
      const end = parser.position + 1; // told before its last character
      if (builder.depth === 0) reading.check(end);
      reading.pass(end);
    });
    parser.on('opentag', ({ name, attributes }) => {
      const end = parser.position;
      if (builder.depth === 0) reading.check(end); // a document type may stand before it
      let count = 0;
      for (const _ in attributes) count += 1;
      if (count > limits.attributes) reading.refuse('TOO_MANY_ATTRIBUTES', end, reading.token);
      builder.open(name, end);
    });
    parser.on('closetag', () => builder.close(parser.position));
    parser.on('xmldecl', ({ version, encoding = 'UTF-8' }) => {
      if (version !== '1.0') reading.refuse('NOT_WELL_FORMED', parser.position, reading.token);
      if (encoding.toUpperCase() !== 'UTF-8') reading.refuse('ENCODING', parser.position, reading.token);
      reading.pass(parser.position);
    });
    parser.on('processinginstruction', () =>
      reading.refuse('PROCESSING_INSTRUCTION', parser.position, reading.token),
    );
    this.#reading = reading;
    this.#builder = builder;
  }

  read(piece: string): void {
    this.#reading.take(piece);
    this.#parse(() => this.#parser.write(piece));
    this.#reading.check(this.#reading.source.end);
  }

  breakOff(): never {
    const { end } = this.#reading.source;
    this.#reading.refuse('ENCODING', end, end);
  }

  end(isCut: boolean): void {
    const { hasBegun, source } = this.#reading;
    if (!this.#builder.isComplete) {
      const code = hasBegun || isCut ? 'TRUNCATED' : 'EMPTY';
      this.#reading.refuse(code, source.end, source.end);
    }
    if (isCut) this.breakOff();
    this.#parse(() => this.#parser.close());
  }

  takeParts(): readonly XmlPart[] {
    return this.#builder.takeParts();
  }

  #text(value: string, end: number): void {
    if (this.#builder.isInRecord) this.#builder.text(value);
    else this.#between(value, end);
    this.#reading.pass(end);
  }

  #between(value: string, end: number): void {
    if (this.#builder.depth === 0) this.#judgeOutside(end);
    else if (!isBlank(value))
      this.#reading.refuse('SCHEMA_INVALID', end, this.#reading.source.firstInk(this.#reading.token, end));
  }

  /** saxes tells of text outside the root when a tag begins or its piece ends; where the text begins is the fault. */
  #judgeOutside(told: number): void {
    const { source, token } = this.#reading;
    const end = Math.min(told, source.end);
    const ink = source.firstInk(token, end);
    if (ink === end || source.slice(ink, ink + 1) === '<') this.#reading.check(end);
    else this.#reading.refuse('NOT_WELL_FORMED', ink + 1, ink);
  }

  #parse(parse: () => void): void {
    try {
      parse();
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'Error') throw error; // a refusal, or no matter of the text
      this.#malformed();
    }
  }

  #malformed(): never {
    const { source } = this.#reading;
    const end = Math.min(this.#parser.position, source.end); // it counts the end of a piece like a character
    if (this.#builder.depth === 0) this.#judgeOutside(end);
    this.#reading.refuse('NOT_WELL_FORMED', end, source.lastBefore(end));
  }
}

function isBlank(text: string): boolean {
  for (let index = 0; index < text.length; index += 1)
    if (!isWhiteSpace(text.charCodeAt(index))) return false;
  return true;
}
