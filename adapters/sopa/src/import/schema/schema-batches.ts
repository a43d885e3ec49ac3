import { FileRefused } from '../refused.ts';
import type { RecordRead } from '../stream/port.ts';
import type { SchemaChecker } from './schema-checker.ts';

/** Characters of records that are checked as one document. */
const BATCH_CHARACTERS = 256 * 1024;
/** Documents that are checked while reading goes on. */
const AT_ONCE = 3;

const nameIn = (startTag: string): string => /^<([^\s/>]+)/.exec(startTag)?.[1] ?? '';

interface Placed {
  /** Line of the batch's document in which the record begins. */
  readonly documentLine: number;
  /** Line of the file in which it begins. */
  readonly fileLine: number;
}

/**
 * Checks a file against the schema while it is read: records go in batches, each within the start tags of root and
 * list and behind the header of the file, so that every batch is a whole document; a last document without records
 * has the lists in their order. A file is as the schema says if all of these are.
 */
export class SchemaBatches {
  readonly #checker: SchemaChecker;
  readonly #running: Promise<void>[] = [];
  #root = '';
  #rootLine = 1;
  #header = '';
  #skeleton: string[] = [];
  #list = '';
  #records: string[] = [];
  #placed: Placed[] = [];
  #characters = 0;
  #line = 1;

  constructor(checker: SchemaChecker) {
    this.#checker = checker;
  }

  root(startTag: string, line: number): void {
    this.#root = startTag;
    this.#rootLine = line;
  }

  /** The header alone is checked at once: a wrong root or namespace is seen before anything else is read. */
  async header(record: RecordRead): Promise<void> {
    this.#header = record.source;
    const start = `${this.#root}\n`;
    const documentLine = lines(start);
    await this.#check(this.#closed(`${start}${record.source}`), [
      { documentLine, fileLine: record.place.line },
    ]);
  }

  async list(startTag: string): Promise<void> {
    await this.#send();
    this.#list = startTag.endsWith('/>') ? `${startTag.slice(0, -2)}>` : startTag;
    this.#skeleton.push(`${this.#list}</${nameIn(this.#list)}>`);
  }

  async record({ source, place }: RecordRead): Promise<void> {
    if (this.#records.length === 0) {
      this.#records.push(`${this.#root}${this.#header}${this.#list}\n`);
      this.#line = lines(this.#records[0] ?? '');
    }
    this.#placed.push({ documentLine: this.#line, fileLine: place.line });
    this.#records.push(source, '\n');
    this.#line += lines(source);
    this.#characters += source.length;
    if (this.#characters >= BATCH_CHARACTERS) await this.#send();
  }

  /** Waits until everything is checked. @throws FileRefused `SCHEMA_INVALID` */
  async end(): Promise<void> {
    await this.#send();
    await Promise.all(this.#running);
    await this.#check(this.#closed(`${this.#root}${this.#header}${this.#skeleton.join('')}`), []);
  }

  async #send(): Promise<void> {
    if (this.#records.length === 0) return;
    this.#records.push(`</${nameIn(this.#list)}>`);
    const running = this.#check(this.#closed(this.#records.join('')), this.#placed);
    running.catch(() => {}); // told by whoever waits for it
    this.#running.push(running);
    this.#records = [];
    this.#placed = [];
    this.#characters = 0;
    if (this.#running.length >= AT_ONCE) await this.#running.shift();
  }

  #closed(text: string): string {
    return `${text}</${nameIn(this.#root)}>`;
  }

  async #check(text: string, placed: readonly Placed[]): Promise<void> {
    const wrong = await this.#checker.check(text);
    if (!wrong) return;
    const record = placed.findLast(({ documentLine }) => documentLine <= wrong.line);
    // What is wrong with no record is wrong with the root, or with the order of the lists in it.
    const line = record ? record.fileLine + wrong.line - record.documentLine : this.#rootLine;
    throw new FileRefused('SCHEMA_INVALID', { line, element: wrong.element });
  }
}

/** Number of the line on which a text's next character would stand. */
function lines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
