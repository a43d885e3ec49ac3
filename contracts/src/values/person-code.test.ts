import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { birthDateIn, isPersonCode, PersonCode } from './person-code.ts';

const accepted = (written: unknown): boolean => PersonCode.safeParse(written).success;

/** Made-up or published examples; none is known to belong to a person. */
const VALID_OLD = [
  '16117519997', // 16.11.1975
  '29020022346', // 29.02.2000, a leap day
  '31120522340', // 31.12.2005
  '01011800017', // 01.01.1918
  '11111111111',
];
const VALID_NEW = [
  '39999999999',
  '32000000001',
  '33000000000',
  '32867300679',
  '32000000101', // fits no check digit: since 2017 there is none
  '32999999999',
];

describe('a personal code', () => {
  it('is valid in the old form with a real date and the right check digit', () => {
    for (const code of VALID_OLD) assert.equal(PersonCode.parse(code), code);
  });

  it('is valid in the new form from 32 to 39, without any check digit', () => {
    for (const code of VALID_NEW) assert.equal(PersonCode.parse(code), code);
  });

  it('may be written with a hyphen after the sixth digit and is kept without', () => {
    assert.equal(PersonCode.parse('161175-19997'), '16117519997');
    assert.equal(PersonCode.parse('010101-12343'), '01010112343');
    assert.equal(PersonCode.parse('010190-10001'), '01019010001');
    assert.equal(PersonCode.parse('320000-00001'), '32000000001');
  });

  it('has its hyphen nowhere else', () => {
    for (const written of [
      '3200-0000001',
      '16117-519997',
      '1611751-9997',
      '161175--19997',
      '-16117519997',
      '161175-19997-',
    ]) {
      assert.equal(accepted(written), false, written);
    }
  });

  it('is refused with a wrong check digit', () => {
    for (const written of ['16117519990', '010190-10002', '310290-10006'])
      assert.equal(accepted(written), false, written);
  });

  it('is refused where the check would be 10, which one digit cannot show', () => {
    assert.equal(accepted('01019010010'), false);
  });

  it('is refused with a date that no calendar has', () => {
    const wrong = [
      '161375-19997', // month 13
      '29020012340', // 29.02.1900, no leap year, right check digit
      '31048012345', // 31 April
      '30000000001', // neither 32 to 39 nor a date
      '00010190001', // day 0
    ];
    for (const written of wrong) assert.equal(accepted(written), false, written);
  });

  it('is refused with a century digit above 2', () => {
    assert.equal(accepted('01019931230'), false);
  });

  it('is refused with a birth date in the future, and taken on the day itself', () => {
    const code = '31120522340'; // 31.12.2005
    assert.equal(isPersonCode(code, '2005-12-31'), true);
    assert.equal(isPersonCode(code, '2005-12-30'), false);
  });

  it('is eleven ASCII digits as text and nothing else', () => {
    const wrong = [
      '1611751999',
      '161175199970',
      '1611751999A',
      '١٦١١٧٥١٩٩٩٧', // Arabic-Indic digits
      '161175 19997',
      ' 16117519997',
      '16117519997\n',
      '',
      16117519997,
      null,
      undefined,
      ['16117519997'],
    ];
    for (const written of wrong) assert.equal(accepted(written), false, String(written));
  });

  it('never stands in the error that refuses it', () => {
    for (const written of [
      '16117519990',
      '161175-19990',
      '1611751999',
      '1611751999A',
      '310290-10006',
      16117519990,
    ]) {
      const { error } = PersonCode.safeParse(written);
      assert.ok(error);
      const said = `${error.message} ${error.stack} ${JSON.stringify(error.issues)} ${JSON.stringify(error)}`;
      assert.equal(said.includes(String(written)), false, 'the code is repeated');
      assert.equal(said.includes('16117519'), false, 'a part of the code is repeated');
    }
  });

  it('has at most one valid check digit for each date and number', () => {
    const old = fc.tuple(
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 0, max: 1 }),
      fc.integer({ min: 0, max: 999 }),
    );
    fc.assert(
      fc.property(old, ([day, month, year, century, number]) => {
        const two = (value: number) => String(value).padStart(2, '0');
        const stem = `${two(day)}${two(month)}${two(year)}${century}${String(number).padStart(3, '0')}`;
        const valid = Array.from({ length: 10 }, (_, digit) => `${stem}${digit}`).filter((code) =>
          isPersonCode(code),
        );
        assert.ok(valid.length <= 1);
        // The same check in its other published form: weights 10 5 8 4 2 1 6 3 7 9 and (1 + sum) mod 11.
        const weights = [10, 5, 8, 4, 2, 1, 6, 3, 7, 9];
        const check =
          (1 + weights.reduce((sum, weight, index) => sum + weight * Number(stem.charAt(index)), 0)) % 11;
        assert.deepEqual(valid, check === 10 ? [] : [`${stem}${check}`]);
      }),
    );
  });

  it('of the old form carry the date of birth, those of the new form none', () => {
    assert.equal(birthDateIn(PersonCode.parse('161175-19997')), '1975-11-16');
    assert.equal(birthDateIn(PersonCode.parse('32000000001')), null);
  });
});
