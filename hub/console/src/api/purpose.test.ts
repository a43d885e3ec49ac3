import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { purposeIn } from '../../../src/doors/rest/purpose.ts';
import { purposeHeader } from './purpose.ts';

describe('a purpose for the header', () => {
  it('reaches the hub as it was written, in whatever letters', () => {
    assert.equal(purposeIn(purposeHeader(' Lēmuma (3.) pārbaude ')), 'Lēmuma (3.) pārbaude');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const header = purposeHeader(text);
        if (header !== undefined) assert.equal(purposeIn(header), text.trim());
      }),
    );
  });

  it('is none if it is too short, too long, or like a personal code', () => {
    for (const text of ['ab', ' a ', 'ā'.repeat(201), 'Persona 161175-19997', '16117519997'])
      assert.equal(purposeHeader(text), undefined, text);
  });
});
