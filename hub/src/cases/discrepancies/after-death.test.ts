import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { born, FORMER_REF, kindsOn, openOn, payment, REF, stay } from './testing/given.ts';

const persons = [born('1940-05-06', { diedOn: '2026-11-10' })];

describe('a placement of somebody who died', () => {
  const ending = (to?: string) => ({ persons, stays: [stay('2026-01-01', to)] });

  it('contradicts the death if it has no end, for institution and ministry', () => {
    assert.deepEqual(openOn('2026-11-20', ending()), [
      {
        kind: 'placement-after-death',
        since: '2026-11-11',
        records: `spolis s-1, pmlp ${REF}`,
        audience: 'care-institution house-1, lm',
      },
    ]);
    assert.deepEqual(kindsOn('2026-11-10', ending()).length, 1, 'as soon as the death is known');
  });

  it('may end on the day after the death, and not later', () => {
    for (const to of ['2026-11-09', '2026-11-10', '2026-11-11'])
      assert.deepEqual(kindsOn('2026-12-01', ending(to)), [], to);
    assert.deepEqual(kindsOn('2026-12-01', ending('2026-11-12')), ['placement-after-death since 2026-11-11']);
  });

  it('contradicts the death from its own start if it begins later, also one that is only planned', () => {
    for (const [from, to] of [
      ['2026-11-11', '2026-11-11'],
      ['2026-11-15', '2026-11-16'],
      ['2027-01-01', undefined],
    ] as const)
      assert.deepEqual(kindsOn('2026-11-20', { persons, stays: [stay(from, to)] }), [
        `placement-after-death since ${from}`,
      ]);
  });

  it('agrees with it once PMLP takes the death back or names a later day', () => {
    assert.deepEqual(kindsOn('2026-12-01', { ...ending('2026-11-20'), persons: [born('1940-05-06')] }), []);
    const later = [born('1940-05-06', { diedOn: '2026-11-19', version: 2 })];
    assert.deepEqual(kindsOn('2026-12-01', { ...ending('2026-11-20'), persons: later }), []);
  });

  it('is held against the earliest death that PMLP names under the codes of the person', () => {
    const both = [...persons, born('1940-05-06', { diedOn: '2026-11-12', ref: FORMER_REF })];
    for (const told of [both, both.toReversed()])
      assert.deepEqual(
        openOn('2026-12-01', { ...ending(), persons: told }).map(({ records, since }) => [records, since]),
        [[`spolis s-1, pmlp ${REF}`, '2026-11-11']],
      );
  });
});

describe('a payment to somebody who died', () => {
  it('contradicts the death if it is for a month after it, for the ministry', () => {
    assert.deepEqual(openOn('2026-11-20', { persons, payments: [payment('2026-01', '2026-12')] }), [
      {
        kind: 'payment-after-death',
        since: '2026-12-01',
        records: `sais m-1, pmlp ${REF}`,
        audience: 'lm',
      },
    ]);
  });

  it('may be for the month of the death, and not for the next one', () => {
    assert.deepEqual(kindsOn('2026-12-20', { persons, payments: [payment('2026-01', '2026-11')] }), []);
    assert.deepEqual(kindsOn('2026-12-20', { persons, payments: [payment('2027-02', '2027-03')] }), [
      'payment-after-death since 2027-02-01',
    ]);
    const lastOfYear = [born('1940-05-06', { diedOn: '2025-12-31' })];
    assert.deepEqual(
      kindsOn('2026-12-20', { persons: lastOfYear, payments: [payment('2025-01', '2026-01')] }),
      ['payment-after-death since 2026-01-01'],
    );
  });

  it('agrees with it once SAIS withdraws it', () => {
    const withdrawn = payment('2026-01', '2026-12', { withdrawn: true });
    assert.deepEqual(kindsOn('2026-12-20', { persons, payments: [withdrawn] }), []);
  });

  it('is nobody’s contradiction while nobody died', () => {
    assert.deepEqual(kindsOn('2026-12-20', { payments: [payment('2026-01', '2099-12')] }), []);
  });
});
