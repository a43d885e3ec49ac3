import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { anyDocument, damagedDocument } from './testing/arbitrary.ts';
import { byteByByte, bytesOf, cut, outcomeOf } from './testing/outcome.ts';

const LIMITS = { depth: 6, token: 24, record: 60, attributes: 2 };

describe('a document that comes in chunks', () => {
  const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 12 });

  for (const reader of ['strict', 'node-xml-stream'] as const)
    it(`is read or refused the same way, at the same place, however it is cut (${reader})`, () => {
      fc.assert(
        fc.property(
          fc.oneof(anyDocument, damagedDocument),
          cuts,
          fc.boolean(),
          (text, positions, isTight) => {
            const bytes = bytesOf(text);
            const limits = isTight ? LIMITS : undefined;
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
