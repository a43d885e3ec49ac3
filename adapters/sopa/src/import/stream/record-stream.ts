import { judgeFirstBytes } from '@saite/xml';
import { type XmlPart, type XmlRecordStream, XmlRefused } from './port.ts';
import { Utf8Pieces } from './utf8-pieces.ts';

/** Reads decoded text. Every method throws `XmlRefused` at the first thing that must not be taken. */
export interface TextReader {
  /** @param piece ends neither within a pair of surrogates nor within a CR LF */
  read(piece: string): void;
  /** What follows is not UTF-8. */
  breakOff(): never;
  /** @param isCut whether the bytes ended within a character */
  end(isCut: boolean): void;
  /** What was completed since this was asked last. */
  takeParts(): readonly XmlPart[];
}

/** From bytes to text: what every reader shares. */
export class RecordStream implements XmlRecordStream {
  readonly #reader: TextReader;
  readonly #pieces = new Utf8Pieces();
  /** First bytes, until it is clear what they are. */
  #first: Uint8Array | undefined = new Uint8Array();

  constructor(reader: TextReader) {
    this.#reader = reader;
  }

  write(bytes: Uint8Array): readonly XmlPart[] {
    if (this.#first) {
      const first = Buffer.concat([this.#first, bytes]);
      const judged = judgeFirstBytes(first);
      this.#first = judged === 'UNDECIDED' ? first : undefined;
      if (judged === 'UNDECIDED') return [];
      if (judged) throw new XmlRefused(judged, { line: 1, column: 1 });
      this.#read(first);
    } else this.#read(bytes);
    return this.#reader.takeParts();
  }

  end(): readonly XmlPart[] {
    if (this.#first) this.#read(this.#first);
    const { text, isCut } = this.#pieces.end();
    if (text) this.#reader.read(text);
    this.#reader.end(isCut);
    return this.#reader.takeParts();
  }

  #read(bytes: Uint8Array): void {
    for (const piece of this.#pieces.decode(bytes)) this.#reader.read(piece);
    if (this.#pieces.isBroken) this.#reader.breakOff();
  }
}
