import type { XmlNode, XmlPart, XmlStreamOptions } from './port.ts';
import { XML_LIMITS } from './port.ts';
import type { Reading } from './reading.ts';

interface GrowingNode {
  readonly name: string;
  text: string;
  children: XmlNode[];
}

/** Most elements hold none. */
const NO_CHILDREN: XmlNode[] = [];
Object.freeze(NO_CHILDREN);

/** Makes parts of tags and texts, whoever read them. */
export class RecordBuilder {
  readonly #reading: Reading;
  readonly #lists: ReadonlySet<string>;
  readonly #deepest: number;
  #parts: XmlPart[] = [];
  #depth = 0;
  #hasRoot = false;
  #list: string | undefined;
  /** Elements of the record that is being read, but its innermost. */
  #above: GrowingNode[] = [];
  #node: GrowingNode | undefined;
  #place = { line: 1, column: 1 };

  constructor(reading: Reading, { lists, limits = XML_LIMITS }: XmlStreamOptions) {
    this.#reading = reading;
    this.#lists = lists;
    this.#deepest = limits.depth;
  }

  /** Levels of elements that are open. */
  get depth(): number {
    return this.#depth;
  }

  get isInRecord(): boolean {
    return this.#node !== undefined;
  }

  /** Whether the root was closed. */
  get isComplete(): boolean {
    return this.#hasRoot && this.#depth === 0;
  }

  /** The tag that is being read is a start tag and ends at `end`. */
  open(qualifiedName: string, end: number): void {
    const reading = this.#reading;
    const name = this.#localName(qualifiedName, end);
    this.#depth += 1;
    if (this.#depth > this.#deepest) reading.refuse('TOO_DEEP', end, reading.token);
    if (this.#depth === 1) {
      this.#hasRoot = true;
      this.#begin('root', name, end);
    } else if (this.#depth === 2 && this.#lists.has(name)) {
      this.#list = name;
      this.#begin('list', name, end);
    } else {
      if (this.#node) this.#above.push(this.#node);
      else this.#place = reading.beginRecord(end);
      this.#node = { name, text: '', children: NO_CHILDREN };
    }
    reading.pass(end);
  }

  /** Text of the innermost element of a record. */
  text(value: string): void {
    const node = this.#node;
    if (node && node.children === NO_CHILDREN) node.text += value;
  }

  /** The tag that is being read closes the innermost element and ends at `end`. */
  close(end: number): void {
    this.#reading.pass(end);
    this.#depth -= 1;
    const node = this.#node;
    if (!node) {
      this.#list = undefined;
      return;
    }
    const parent = this.#above.pop();
    this.#node = parent;
    if (!parent) {
      const source = this.#reading.endRecord(end);
      this.#parts.push({ kind: 'record', list: this.#list, node, source, place: this.#place });
    } else if (parent.children === NO_CHILDREN) {
      parent.children = [node];
      parent.text = '';
    } else parent.children.push(node);
  }

  takeParts(): readonly XmlPart[] {
    const parts = this.#parts;
    this.#parts = [];
    return parts;
  }

  #begin(kind: 'root' | 'list', name: string, end: number): void {
    const { source, token } = this.#reading;
    this.#parts.push({ kind, name, startTag: source.slice(token, end), place: source.placeOf(token) });
  }

  #localName(name: string, end: number): string {
    const colon = name.indexOf(':');
    if (colon === -1) return name;
    const isQualified = colon > 0 && colon < name.length - 1 && name.indexOf(':', colon + 1) === -1;
    if (!isQualified) this.#reading.refuse('NOT_WELL_FORMED', end, this.#reading.token);
    return name.slice(colon + 1);
  }
}
