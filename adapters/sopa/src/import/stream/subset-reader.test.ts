import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  anyDocument,
  anyLimits,
  damagedDocument,
  nearSubsetDocument,
  subsetDocument,
} from './testing/arbitrary.ts';
import { bytesOf, cut, outcomeOf } from './testing/outcome.ts';

const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 6 });

describe('the reader of a part of XML', () => {
  it('reads what it is for exactly as the strict reader does', () => {
    fc.assert(
      fc.property(subsetDocument, cuts, (text, positions) => {
        const outcome = outcomeOf(cut(bytesOf(text), positions), 'node-xml-stream');
        assert.ok('parts' in outcome);
        assert.deepEqual(outcome, outcomeOf([bytesOf(text)]));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads any other document as the strict reader does, or says that it is not for it', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyDocument, nearSubsetDocument, damagedDocument),
        cuts,
        anyLimits,
        (text, positions, limits) => {
          const outcome = outcomeOf(cut(bytesOf(text), positions), 'node-xml-stream', limits);
          if ('code' in outcome && outcome.code === 'OUTSIDE_SUBSET') return;
          assert.deepEqual(outcome, outcomeOf([bytesOf(text)], 'strict', limits));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
