import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { born, decideOn, disability, FORMER_REF, kindsOn, openOn, REF } from './testing/given.ts';

const TODAY = '2026-11-20';
const bornOn = (date: string) => [born(date)];
const child = { group: 'child' };

describe('a group that VDEĀVK gives to somebody under 18', () => {
  it('is told to the ministry alone, with the first day of the decision', () => {
    const given = { persons: bornOn('2010-05-05'), disabilities: [disability('2026-03-01')] };
    assert.deepEqual(openOn(TODAY, given), [
      {
        kind: 'group-for-child',
        since: '2026-03-01',
        records: `vdeavk v-1, pmlp ${REF}`,
        audience: 'lm',
      },
    ]);
    assert.doesNotMatch(JSON.stringify(decideOn(TODAY, given).open), /2010-05-05/, 'not the day of birth');
  });

  for (const group of ['I', 'II', 'III'])
    it(`contradicts the age on the day before the 18th birthday, and not on it: group ${group}`, () => {
      const from = (validFrom: string) =>
        kindsOn(TODAY, {
          persons: bornOn('2008-05-05'),
          disabilities: [disability(validFrom, null, { group })],
        });
      assert.deepEqual(from('2026-05-04'), ['group-for-child since 2026-05-04']);
      assert.deepEqual(from('2026-05-05'), []);
    });

  it('is open from its first day until it is corrected', () => {
    const given = { persons: bornOn('2010-05-05'), disabilities: [disability('2027-01-01', '2027-12-31')] };
    assert.deepEqual(kindsOn(TODAY, given), []);
    assert.equal(decideOn(TODAY, given).wakeOn, '2027-01-01');
    assert.deepEqual(kindsOn('2027-01-01', given), ['group-for-child since 2027-01-01']);
    assert.deepEqual(kindsOn('2030-01-01', given), ['group-for-child since 2027-01-01']);
    assert.equal(decideOn('2027-01-01', given).wakeOn, null);
  });
});

describe('a child’s disability that VDEĀVK gives to an adult', () => {
  it('contradicts the age on the 18th birthday, and not on the day before', () => {
    const from = (validFrom: string) =>
      openOn(TODAY, {
        persons: bornOn('2008-05-05'),
        disabilities: [disability(validFrom, null, child)],
      }).map(({ kind, audience }) => `${kind} for ${audience}`);
    assert.deepEqual(from('2026-05-05'), ['adult-without-group for lm']);
    assert.deepEqual(from('2026-05-04'), []);
  });

  it('born on 29 February somebody is an adult from 1 March on', () => {
    const from = (validFrom: string, group: string) =>
      kindsOn(TODAY, {
        persons: bornOn('2008-02-29'),
        disabilities: [disability(validFrom, null, { group })],
      });
    assert.deepEqual(from('2026-02-28', 'child'), []);
    assert.deepEqual(from('2026-03-01', 'child'), ['adult-without-group since 2026-03-01']);
    assert.deepEqual(from('2026-02-28', 'II'), ['group-for-child since 2026-02-28']);
    assert.deepEqual(from('2026-03-01', 'II'), []);
  });
});

describe('decisions and age', () => {
  it('contradict nothing while no birth is known, or once the decision is withdrawn', () => {
    const disabilities = [disability('2026-03-01'), disability('2026-03-01', null, { ...child, id: 'v-2' })];
    assert.deepEqual(kindsOn(TODAY, { disabilities }), []);
    const withdrawn = [disability('2026-03-01', null, { withdrawn: true })];
    assert.deepEqual(kindsOn(TODAY, { persons: bornOn('2010-05-05'), disabilities: withdrawn }), []);
  });

  it('are held against each other decision by decision', () => {
    const disabilities = [
      disability('2026-03-01', '2026-05-31', { id: 'v-1', group: 'III' }),
      disability('2026-03-01', '2026-05-31', { id: 'v-2', ...child }),
      disability('2026-06-01', null, { id: 'v-3', group: 'II' }),
    ];
    assert.deepEqual(
      openOn(TODAY, { persons: bornOn('2010-05-05'), disabilities }).map(({ records }) => records),
      [`vdeavk v-1, pmlp ${REF}`, `vdeavk v-3, pmlp ${REF}`],
    );
  });

  it('the birth is what the record of the present code says, whichever code the decision is under', () => {
    const persons = [
      born('1990-01-01', { formerRefs: [FORMER_REF] }),
      born('2010-01-01', { ref: FORMER_REF, version: 5 }),
    ];
    for (const ref of [REF, FORMER_REF])
      for (const each of [persons, persons.toReversed()])
        assert.deepEqual(
          kindsOn(TODAY, { persons: each, disabilities: [disability('2026-03-01', null, { ref })] }),
          [],
        );
  });
});
