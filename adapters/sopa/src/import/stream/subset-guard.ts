import type { XmlLimits } from './port.ts';

/** Characters of a tag or text: node-xml-stream's time grows with the square of them. */
export const LONGEST_SUBSET_TOKEN = 4096;

const DECLARATION =
  /^<\?xml version=(["'])1\.0\1(?: encoding=(["'])([A-Za-z][\w.-]*)\2)?(?: standalone=(["'])(?:yes|no)\4)?\?>$/;
const ROOT = /^<([A-Za-z_]\w*)( xmlns="[\w:/.#-]*")?( xmlns:xsi="[\w:/.#-]+")?>$/;
const OPEN = /^<([A-Za-z_]\w*)>$/;
const CLOSE = /^<\/([A-Za-z_]\w*)>$/;
const BEGUN_TAG = /^<(?:\/?(?:[A-Za-z_]\w*)?)$/;
const BLANK = /^[ \t\r\n]*$/;
/** Characters of XML but those that begin or may end markup (XML 1.0, 2.2). */
const PLAIN = /^[\t\n\r\u{20}-\u{25}'-;=?-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

/** What a tag with the text before it is: something the subset has, or why not. */
export type Judged = 'TAKEN' | 'ENCODING' | 'MISMATCHED' | 'OUTSIDE';

/**
 * Lets through only what node-xml-stream 1.0.2 reads rightly: an XML declaration; tags of ASCII letters, digits and
 * `_` without attributes but the root's namespace; texts that neither begin nor end with white space, in elements
 * that hold nothing else. No references, CDATA, comments, instructions or empty-element tags.
 */
export class SubsetGuard {
  readonly #attributes: number;
  readonly #open: string[] = [];
  #hasRoot = false;
  #isAfterOpen = false;

  constructor({ attributes }: XmlLimits) {
    this.#attributes = attributes;
  }

  /** Whether the root was closed. */
  get isComplete(): boolean {
    return this.#hasRoot && this.#open.length === 0;
  }

  /**
   * @param text what stands before the tag; it was found that it may begin
   * @param isFirst whether the file begins with the tag
   * @param isInRecord whether the text stands in a record
   */
  judge(text: string, tag: string, isFirst: boolean, isInRecord: boolean): Judged {
    if (isFirst && tag.startsWith('<?')) return judgeDeclaration(tag);
    const closed = CLOSE.exec(tag)?.[1];
    const isLeaf = closed !== undefined && this.#isAfterOpen && isInRecord;
    // The text of a leaf loses what JavaScript takes for white space, and its line ends are not made one.
    if (isLeaf ? text.trim() !== text || text.includes('\r') : !BLANK.test(text)) return 'OUTSIDE';
    return closed === undefined ? this.#judgeOpen(tag) : this.#judgeClose(closed);
  }

  /** Whether a text, or what came of a tag, may belong to the subset. */
  mayBegin(token: string, isInRecord: boolean): boolean {
    if (this.isComplete) return BLANK.test(token);
    return BEGUN_TAG.test(token) || (isInRecord ? PLAIN : BLANK).test(token);
  }

  #judgeOpen(tag: string): Judged {
    if (this.isComplete) return 'OUTSIDE';
    const [, name, ...attributes] = (this.#hasRoot ? OPEN : ROOT).exec(tag) ?? [];
    if (name === undefined) return 'OUTSIDE';
    if (attributes.filter((attribute) => attribute !== undefined).length > this.#attributes) return 'OUTSIDE';
    this.#hasRoot = true;
    this.#open.push(name);
    this.#isAfterOpen = true;
    return 'TAKEN';
  }

  #judgeClose(name: string): Judged {
    if (this.#open.length === 0) return 'OUTSIDE';
    if (this.#open.pop() !== name) return 'MISMATCHED';
    this.#isAfterOpen = false;
    return 'TAKEN';
  }
}

function judgeDeclaration(tag: string): Judged {
  const found = DECLARATION.exec(tag);
  if (!found) return 'OUTSIDE';
  return (found[3] ?? 'UTF-8').toUpperCase() === 'UTF-8' ? 'TAKEN' : 'ENCODING';
}
