import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { XmlElement } from './element.ts';
import { readXmlTree } from './read-tree.ts';
import { XmlTreeRefused } from './refusal.ts';
import { damaged, REFUSED_DOCUMENTS, TEST_LIMITS, wellFormed } from './testing/index.ts';
import { ofLibxml, ofTree } from './testing/readings.ts';

const read = (document: string | Uint8Array): XmlElement =>
  readXmlTree(typeof document === 'string' ? Buffer.from(document) : document, TEST_LIMITS);

/** Refused, where libxml2 only warns. */
const OTHER_VERSION = /^<\?xml\s+version\s*=\s*["'](?!1\.0["'])/;

/** `undefined` if it was taken. */
function refusalOf(document: string | Uint8Array): string | undefined {
  try {
    read(document);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof XmlTreeRefused, String(error));
    return error.code;
  }
}

describe('a document that is refused', () => {
  for (const [name, code, make] of REFUSED_DOCUMENTS) it(name, () => assert.equal(refusalOf(make()), code));

  it('takes no memory that grows with what it would expand to', () => {
    // Written before it is measured: some documents are large themselves.
    const small = REFUSED_DOCUMENTS.map(([, , make]) => make()).filter(({ length }) => length < 10_000);
    const before = process.memoryUsage().rss;
    for (const document of small) refusalOf(document);
    assert.ok(process.memoryUsage().rss - before < 64 * 1024 * 1024);
  });
});

describe('a document that is taken', () => {
  it('may begin with a byte order mark, and may say that it is UTF-8', () => {
    for (const start of ['\ufeff', '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n'])
      assert.equal(read(`${start}<R a="1">Rūta</R>`).name, 'R');
  });

  it('may have 64 levels and 10 000 elements', () => {
    assert.equal(refusalOf('<a>'.repeat(64) + '</a>'.repeat(64)), undefined);
    assert.equal(refusalOf(`<R>${'<a/>'.repeat(9_999)}</R>`), undefined);
  });

  it('is read with its namespaces, references and CDATA resolved', () => {
    const root = read('<p:R xmlns:p="urn:p" xmlns="urn:d" p:a="&lt;&#10;"><b>1<![CDATA[<2>]]>3</b></p:R>');
    assert.deepEqual(ofTree(root), {
      name: '{urn:p}p:R',
      attributes: ['{urn:p}p:a=<\n'],
      children: [{ name: '{urn:d}:b', attributes: [], children: ['1<2>3'] }],
    });
    assert.deepEqual(
      [...root.scope],
      [
        ['xml', 'http://www.w3.org/XML/1998/namespace'],
        ['p', 'urn:p'],
        ['', 'urn:d'],
      ],
    );
  });

  it('is read by libxml2 as it is read here', () => {
    fc.assert(
      fc.property(wellFormed, (document) => {
        assert.deepEqual(ofLibxml(document), ofTree(read(document)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is well-formed to libxml2 too, whatever was done to it', () => {
    fc.assert(
      fc.property(damaged, (document) => {
        if (refusalOf(document) !== undefined) return;
        const found = ofLibxml(document);
        // What it calls no URI it will not give to anybody.
        if (found !== 'NAMESPACE') assert.deepEqual(found, ofTree(read(document)));
      }),
      { numRuns: 3_000 },
    );
  });

  it('is refused by libxml2 too if it is refused as not well-formed', () => {
    fc.assert(
      fc.property(damaged, (document) => {
        if (OTHER_VERSION.test(document)) return;
        if (refusalOf(document) === 'NOT_WELL_FORMED') assert.equal(typeof ofLibxml(document), 'string');
      }),
      { numRuns: 3_000 },
    );
  });
});
