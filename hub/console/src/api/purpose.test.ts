import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { purposeHeader } from './purpose.ts';

describe('a purpose for the header', () => {
  it('loses the marks of its letters and nothing else', () => {
    assert.equal(purposeHeader(' Lēmuma pārbaude – šķīrēja žūrija '), 'Lemuma parbaude - skireja zurija');
  });

  it('is none if it is too short, too long, in letters that have no place, or like a personal code', () => {
    for (const text of ['ab', 'a'.repeat(201), 'причина', 'Persona 161175-19997', '16117519997'])
      assert.equal(purposeHeader(text), undefined, text);
  });
});
