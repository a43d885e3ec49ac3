import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { XML_LIMITS, type XmlNode, type XmlRefusal } from './port.ts';
import { anyDocument, anyLimits, damagedDocument, nearSubsetDocument } from './testing/arbitrary.ts';
import { ENDLESS_DOCUMENTS } from './testing/endless-documents.ts';
import { REFUSED_DOCUMENTS, TAKEN_DOCUMENTS } from './testing/odd-documents.ts';
import { byteByByte, bytesOf, cut, outcomeOf } from './testing/outcome.ts';

/** Bytes after which something is refused that goes on for ever: a character is of two, and 64 KiB are decoded at once. */
const mostTaken = (code: XmlRefusal): number =>
  (code === 'RECORD_TOO_LARGE' ? XML_LIMITS.record : 2 * XML_LIMITS.token) + 65_536;

describe('a document that comes in chunks', () => {
  const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 12 });

  for (const reader of ['strict', 'node-xml-stream'] as const)
    it(`is read or refused the same way, at the same place, however it is cut (${reader})`, () => {
      fc.assert(
        fc.property(
          fc.oneof(anyDocument, nearSubsetDocument, damagedDocument),
          cuts,
          anyLimits,
          (text, positions, limits) => {
            const bytes = bytesOf(text);
            const whole = outcomeOf([bytes], reader, limits);
            assert.deepEqual(outcomeOf(cut(bytes, positions), reader, limits), whole);
            assert.deepEqual(outcomeOf(byteByByte(bytes), reader, limits), whole);
          },
        ),
        { numRuns: 1500 },
      );
    });

  it('is refused the same way, at the same place, where its bytes are no text', () => {
    const junk = fc.constantFrom(
      [0xff],
      [0xc3],
      [0xc0, 0xaf],
      [0xe0, 0x80, 0x80],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
      [0x80],
      [0xe2, 0x82],
    );
    fc.assert(
      fc.property(damagedDocument, fc.nat(), junk, cuts, (text, where, bad, positions) => {
        const right = bytesOf(text);
        const at = where % (right.length + 1);
        const bytes = Buffer.concat([right.subarray(0, at), Uint8Array.from(bad), right.subarray(at)]);
        for (const reader of ['strict', 'node-xml-stream'] as const) {
          const whole = outcomeOf([bytes], reader);
          assert.ok('code' in whole);
          assert.deepEqual(outcomeOf(cut(bytes, positions), reader), whole);
          assert.deepEqual(outcomeOf(byteByByte(bytes), reader), whole);
        }
      }),
      { numRuns: 500 },
    );
  });
});
describe('a document that no reader takes', () => {
  for (const [name, document, code, line, column] of REFUSED_DOCUMENTS)
    it(`is refused with its reason and place: ${name}`, () => {
      const bytes = Buffer.from(document);
      const refused = { code, place: { line, column } };
      assert.deepEqual(outcomeOf([bytes]), refused);
      assert.deepEqual(outcomeOf(byteByByte(bytes)), refused);
      const other = outcomeOf([bytes], 'node-xml-stream');
      assert.ok('code' in other);
      if (other.code !== 'OUTSIDE_SUBSET') assert.deepEqual(other, refused);
    });

  it('is refused as broken off, at its end, after every byte but the last', () => {
    const text =
      '<?xml version="1.0"?>\r\n<R a="ā">\n<!-- ē --><H/><L>\n<a>&amp;\u{1f600}<![CDATA[ī]]></a></L></R>';
    const bytes = bytesOf(text);
    for (let length = 1; length < bytes.length; length += 1) {
      const read = new TextDecoder().decode(bytes.subarray(0, length), { stream: true });
      const lines = read.split(/\r\n|\r|\n/);
      const place = { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
      assert.deepEqual(outcomeOf([bytes.subarray(0, length)]), { code: 'TRUNCATED', place });
    }
  });
});

describe('a document with which more than one thing is wrong', () => {
  const limits = { ...XML_LIMITS, token: 10, record: 20 };
  for (const [text, tighter, code, column] of [
    ['<R><a>a text that makes its record too large', {}, 'TOKEN_TOO_LONG', 7],
    ['<R><a>a text<b></b><b></b><!-- too long -->', {}, 'RECORD_TOO_LARGE', 4],
    ['<!DOCTYPE R><R/>', { token: 8 }, 'TOKEN_TOO_LONG', 1],
    ['<!DOCTYPE and more><R/>', {}, 'DOCUMENT_TYPE', 1],
    ['<R><a><!DOCTYPE R>', { record: 8 }, 'RECORD_TOO_LARGE', 4],
  ] as const)
    it(`is refused for what could be seen first: ${text}`, () => {
      const refused = { code, place: { line: 1, column } };
      assert.deepEqual(outcomeOf([bytesOf(text)], 'strict', { ...limits, ...tighter }), refused);
      assert.deepEqual(outcomeOf(byteByByte(bytesOf(text)), 'strict', { ...limits, ...tighter }), refused);
    });
});

describe('a document that never ends', () => {
  for (const [name, begin, repeated, code, column] of ENDLESS_DOCUMENTS)
    it(`is refused before more of it is taken than the limits allow: ${name}`, () => {
      const most = mostTaken(code);
      const chunk = bytesOf(repeated.repeat(16_384 / repeated.length));
      for (const reader of ['strict', 'node-xml-stream'] as const) {
        let taken = 0;
        function* chunks() {
          yield bytesOf(begin);
          for (; taken <= most; taken += chunk.length) yield chunk;
        }
        const outcome = outcomeOf(chunks(), reader);
        assert.ok('code' in outcome);
        assert.ok(taken <= most);
        if (reader === 'strict' || outcome.code !== 'OUTSIDE_SUBSET')
          assert.deepEqual(outcome, { code, place: { line: 1, column } });
      }
    });
});

describe('a document that looks odd', () => {
  for (const [name, text, records] of TAKEN_DOCUMENTS)
    it(`is taken: ${name}`, () => {
      const outcome = outcomeOf([bytesOf(text)]);
      assert.ok('parts' in outcome, JSON.stringify(outcome));
      const nodes = outcome.parts.filter((part) => part.kind === 'record').map(({ node }) => short(node));
      assert.deepEqual(nodes, records);
      const other = outcomeOf([bytesOf(text)], 'node-xml-stream');
      if ('parts' in other) assert.deepEqual(other, outcome);
      else assert.equal(other.code, 'OUTSIDE_SUBSET');
    });
});

const short = ({ name, text, children }: XmlNode): unknown =>
  children.length === 0 ? [name, text] : [name, children.map(short)];
