import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CalendarDate, isPersonCode } from '@saite/contracts';
import { eachChild, eachPerson } from '../population/index.ts';
import { Country } from './country.ts';
import { standingIn } from './standing.ts';

const today = CalendarDate.parse('2026-11-25');
const country = new Country({ seed: 1, inhabitants: 19_000, disability: 'june-2019', today });
const everybody = Array.from({ length: 19_000 }, (_, index) => index);

suite('the inhabitants of a country', () => {
  test('each has a good code of the new form, none has that of another, and each is found by it', () => {
    const codes = everybody.map((index) => country.codeOf(index));
    assert.equal(new Set(codes).size, codes.length);
    assert.ok(codes.every((code) => /^3[2-9]/.test(code) && isPersonCode(code)));
    assert.deepEqual(
      codes.map((code) => country.indexOf(code)),
      everybody,
    );
  });

  test('some have a former code with their birthday, by which they are found too', () => {
    let changed = 0;
    for (const index of everybody) {
      const [record] = country.personOf(index);
      for (const former of record?.formerCodes ?? []) {
        changed += 1;
        assert.ok(isPersonCode(former));
        assert.equal(country.indexOf(former), index);
        const [year, month, date] = (record?.bornOn ?? '').split('-');
        assert.equal(former.slice(0, 6), `${date}${month}${year?.slice(2)}`);
      }
    }
    assert.ok(changed > 300);
  });

  test('no code is that of a person in care of the same seed, and none of these is an inhabitant', () => {
    const cared = [...eachPerson(1, 2_000, { today }), ...eachChild(1, 500, { today })];
    const codes = cared.flatMap(({ persons }) =>
      persons.flatMap(({ personCode, formerCodes = [] }) => [personCode, ...formerCodes]),
    );
    assert.ok(codes.length > 2_000);
    assert.deepEqual(
      codes.filter((code) => country.indexOf(code) !== undefined),
      [],
    );
  });

  test('is the same when made again, and another seed makes others', () => {
    const again = new Country(country.plan);
    const other = new Country({ ...country.plan, seed: 2 });
    const some = everybody.slice(0, 300);
    assert.deepEqual(
      some.map((index) => [again.personOf(index), again.decisionsOf(index)]),
      some.map((index) => [country.personOf(index), country.decisionsOf(index)]),
    );
    assert.ok(some.every((index) => other.codeOf(index) !== country.codeOf(index)));
  });

  test('one of 3.45 has a pension today, and is alive', () => {
    const pensioners = everybody.filter((index) => country.pensions.rankOf(index) !== undefined);
    assert.equal(pensioners.length, 5_500);
    for (const index of pensioners.slice(0, 500)) {
      const { kind, periodFrom, periodTo } = country.pensionOf(index, 'x');
      assert.equal(kind, 'STATE_PENSION');
      assert.ok(periodFrom <= '2026-11' && '2026-11' <= periodTo);
      assert.equal(country.lifeOf(index).died, undefined);
    }
  });

  test('without a month for the decisions nobody has one', () => {
    const healthy = new Country({ seed: 1, inhabitants: 19_000, today });
    assert.ok(everybody.every((index) => healthy.decisionsOf(index).length === 0));
    assert.equal(standingIn(healthy).vdeavk?.count, 0);
  });

  test('given a country of ten, then all is made', () => {
    const hamlet = new Country({ seed: 5, inhabitants: 10, disability: 'june-2019', today });
    assert.equal(standingIn(hamlet).sais?.count, 2);
    assert.equal(standingIn(hamlet).vdeavk?.at(1).number, 1);
  });
});

suite('what of it stands in the registers', () => {
  const standing = standingIn(country);
  for (const register of ['pmlp', 'sais', 'vdeavk'] as const) {
    test(`${register}: each record is found by its number, its person and nobody else`, () => {
      const records = standing[register];
      assert.ok(records && records.count > 1_000);
      const found = everybody.flatMap((index) => records.of(country.codeOf(index)));
      const byNumber = found.toSorted((one, other) => one.number - other.number);
      assert.deepEqual(
        byNumber.map(({ number }) => number),
        Array.from({ length: records.count }, (_, place) => place + 1),
      );
      for (const { number, record } of byNumber.slice(-200))
        assert.deepEqual(records.at(number), { number, record });
      assert.deepEqual(records.of('39999999999'), []);
    });
  }

  test('a payment and a decision are found by their ids, and another id is nobody', () => {
    for (const records of [standing.sais, standing.vdeavk]) {
      assert.deepEqual(records?.withId('IN1-17'), records?.at(17));
      for (const id of ['IN2-17', 'IN1-0', 'IN1-9999999', 'x']) assert.equal(records?.withId(id), undefined);
    }
  });
});
