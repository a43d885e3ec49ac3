import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fromCents, Money, SignedMoney, toCents } from './money.ts';

describe('money', () => {
  it('is the same amount after it went to the wire and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), (cents) => {
        assert.equal(toCents(SignedMoney.parse(fromCents(cents))), cents);
      }),
    );
  });

  it('is written with two digits, whatever the size or the sign', () => {
    const written = [0, 1, 99, 100, 6750, 999_999_999, -1, -250].map((cents) => fromCents(cents));
    assert.deepEqual(written, ['0.00', '0.01', '0.99', '1.00', '67.50', '9999999.99', '-0.01', '-2.50']);
  });

  it('has no negative nothing', () => {
    assert.equal(fromCents(-0), '0.00');
    assert.ok(Object.is(toCents(SignedMoney.parse('-0.00')), 0));
  });

  it('is not made from fractions of a cent or from what is no number', () => {
    for (const cents of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      assert.throws(() => fromCents(cents), RangeError, String(cents));
    }
  });

  it('from a register is never negative and stays below ten million', () => {
    assert.equal(Money.safeParse('9999999.99').success, true);
    for (const text of [
      '-0.01',
      '10000000.00',
      '1.5',
      '1.555',
      '01.00',
      '.50',
      '1.',
      '+1.00',
      '1 000.00',
      '1.00\n',
    ]) {
      assert.equal(Money.safeParse(text).success, false, text);
    }
  });
});
