import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { XmlElement as LibxmlElement, XmlC14NMode, XmlDocument } from 'libxml2-wasm';
import { canonicalXml } from './canonical.ts';
import { elementsOf, type XmlElement } from './element.ts';
import { readXmlTree } from './read-tree.ts';
import { TEST_LIMITS, wellFormed } from './testing/index.ts';

const read = (text: string): XmlElement => readXmlTree(Buffer.from(text), TEST_LIMITS);

/** The first element below the root: what is signed stands inside something else. */
function inner(root: XmlElement): XmlElement {
  const [first] = elementsOf(root);
  assert.ok(first);
  return first;
}

/** As libxml2 writes it, which xmlsec and most of the world's signatures rely on. */
function byLibxml(text: string, inclusiveNamespacePrefixes: string[]): string {
  using document = XmlDocument.fromBuffer(Buffer.from(text));
  let node = document.root.firstChild;
  while (node && !(node instanceof LibxmlElement)) node = node.next;
  assert.ok(node);
  return node.canonicalizeToString({
    mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
    withComments: false,
    inclusiveNamespacePrefixes,
  });
}

describe('the canonical form', () => {
  it('is what libxml2 writes, with and without inclusive prefixes', () => {
    const prefixes = fc.subarray(['p', 'q', 'P', 'z', 'unknown']);
    fc.assert(
      fc.property(wellFormed, prefixes, (text, inclusive) => {
        assert.equal(canonicalXml(inner(read(text)), inclusive), byLibxml(text, inclusive));
      }),
      { numRuns: 2_000 },
    );
  });

  it('stands alone, and reads as what it was made of', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        const canonical = canonicalXml(inner(read(text)));
        const again = read(canonical);
        assert.equal(canonicalXml(again), canonical);
      }),
      { numRuns: 1_000 },
    );
  });

  it('declares what is inclusive where it is asked to, the default namespace too', () => {
    const root = read('<R xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q"><p:a><b/></p:a></R>');
    assert.equal(
      canonicalXml(inner(root), ['#default', 'q']),
      '<p:a xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q"><b></b></p:a>',
    );
    assert.equal(canonicalXml(inner(root)), '<p:a xmlns:p="urn:p"><b xmlns="urn:d"></b></p:a>');
  });
});
