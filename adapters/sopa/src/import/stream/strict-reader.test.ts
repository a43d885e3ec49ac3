import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ParseOption, XmlDocument, XmlElement, XmlParseError } from 'libxml2-wasm';
import type { RecordRead, XmlNode } from './port.ts';
import { anyDocument, damagedDocument } from './testing/arbitrary.ts';
import { bytesOf, cut, LISTS, offsetOf, outcomeOf } from './testing/outcome.ts';

/** Level of libxml2's errors by which a document is malformed. */
const FATAL = 3;
const OPTIONS = { option: ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET };

function nodeOf(element: XmlElement): XmlNode {
  const children: XmlNode[] = [];
  for (let child = element.firstChild; child; child = child.next)
    if (child instanceof XmlElement) children.push(nodeOf(child));
  return { name: element.name, text: children.length === 0 ? element.content : '', children };
}

/** Records as libxml2 reads them; `undefined` if it calls the text malformed. */
function recordsOf(text: string): { list: string | undefined; node: XmlNode }[] | undefined {
  let document: XmlDocument;
  try {
    document = XmlDocument.fromString(text, OPTIONS);
  } catch (error) {
    assert.ok(error instanceof XmlParseError);
    // An error that is not fatal is one of a namespace: the schema's matter.
    return error.details.some(({ level }) => level === FATAL) ? undefined : [];
  }
  using _ = document;
  const records: { list: string | undefined; node: XmlNode }[] = [];
  for (let child = document.root.firstChild; child; child = child.next) {
    if (!(child instanceof XmlElement)) continue;
    if (!LISTS.has(child.name)) records.push({ list: undefined, node: nodeOf(child) });
    else
      for (let record = child.firstChild; record; record = record.next)
        if (record instanceof XmlElement) records.push({ list: child.name, node: nodeOf(record) });
  }
  return records;
}

/** What libxml2 says nothing about: these are refused though they are well-formed. */
const NOT_OF_FORM: ReadonlySet<string> = new Set([
  'PROCESSING_INSTRUCTION',
  'DOCUMENT_TYPE',
  'SCHEMA_INVALID',
  'TOO_DEEP',
  'ENCODING',
  'BYTE_ORDER_MARK',
]);

/** Refused, where libxml2 only warns. */
const OTHER_VERSION = /^<\?xml\s+version\s*=\s*["']1\.(?!0["'])/;

describe('the strict reader', () => {
  it('takes every well-formed document, and finds in it what libxml2 finds', () => {
    fc.assert(
      fc.property(anyDocument, fc.array(fc.nat({ max: 400 }), { maxLength: 6 }), (text, positions) => {
        const outcome = outcomeOf(cut(bytesOf(text), positions));
        assert.ok('parts' in outcome, JSON.stringify(outcome));
        const records = outcome.parts.filter((part) => part.kind === 'record');
        assert.deepEqual(
          records.map(({ list, node }) => ({ list, node })),
          recordsOf(text),
        );
      }),
      { numRuns: 1500 },
    );
  });

  it('calls malformed what libxml2 calls malformed, and nothing else', () => {
    fc.assert(
      fc.property(damagedDocument, (damaged) => {
        const text = damaged.replaceAll(/xmlns:?/g, 'x').replaceAll(':', '.');
        fc.pre(!OTHER_VERSION.test(text));
        const outcome = outcomeOf([bytesOf(text)]);
        const records = recordsOf(text);
        if ('parts' in outcome) assert.notEqual(records, undefined);
        else if (!NOT_OF_FORM.has(outcome.code)) assert.equal(records, undefined, outcome.code);
      }),
      { numRuns: 4000 },
    );
  });

  it('gives the source of every part as it stands at its place', () => {
    fc.assert(
      fc.property(anyDocument, fc.array(fc.nat({ max: 400 }), { maxLength: 6 }), (text, positions) => {
        const outcome = outcomeOf(cut(bytesOf(text), positions));
        assert.ok('parts' in outcome);
        for (const part of outcome.parts) {
          const source = part.kind === 'record' ? part.source : part.startTag;
          assert.ok(source.startsWith('<') && source.endsWith('>'));
          assert.ok(text.startsWith(source, offsetOf(text, part.place)));
          if (part.kind === 'record') assert.deepEqual(readAlone(part), part.node);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** The node that the source of a record gives by itself. */
function readAlone({ source }: RecordRead): XmlNode | undefined {
  const outcome = outcomeOf([bytesOf(`<R>${source}</R>`)]);
  assert.ok('parts' in outcome);
  return outcome.parts.find((part) => part.kind === 'record')?.node;
}
