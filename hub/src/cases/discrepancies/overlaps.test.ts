import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decideOn, kindsOn, openOn, stay, withdrawnStay } from './testing/given.ts';

const adult = (from: string, to: string | undefined, id: string, institution: string) =>
  stay(from, to, { id, institution, programme: 'adult-long-term-care' });

describe('placements that hold the same day', () => {
  const given = {
    stays: [
      adult('2026-01-01', '2026-06-11', 's-1', 'VSAC-1'),
      adult('2026-06-10', undefined, 's-2', 'VSAC-2'),
    ],
  };

  it('contradict each other from the first common day on, for both institutions and the ministry', () => {
    assert.deepEqual(kindsOn('2026-06-09', given), []);
    assert.equal(decideOn('2026-06-09', given).wakeOn, '2026-06-10');
    const found = {
      kind: 'overlapping-placements',
      since: '2026-06-10',
      records: 'spolis s-1, spolis s-2',
      audience: 'care-institution VSAC-1, care-institution VSAC-2, lm',
    };
    assert.deepEqual(openOn('2026-06-10', given), [found]);
    assert.deepEqual(openOn('2030-01-01', given), [found], 'only a correction ends it');
    assert.equal(decideOn('2026-06-10', given).wakeOn, null);
  });

  it('agree once one ends on the day on which the other begins', () => {
    const [, second] = given.stays;
    assert.ok(second);
    const corrected = [adult('2026-01-01', '2026-06-10', 's-1', 'VSAC-1'), second];
    assert.deepEqual(kindsOn('2026-07-01', { stays: corrected }), []);
  });

  it('contradict each other whatever their programmes, and in one institution too', () => {
    const mixed = [
      adult('2026-01-01', undefined, 's-1', 'house-1'),
      stay('2026-02-01', '2026-02-03', { id: 's-2' }),
    ];
    assert.deepEqual(
      openOn('2026-03-01', { stays: mixed }).map(({ audience }) => audience),
      ['care-institution house-1, lm'],
    );
  });

  it('contradict each other two by two', () => {
    const three = [
      ...given.stays,
      adult('2026-06-01', '2026-06-05', 's-3', 'VSAC-3'),
      adult('2026-06-20', undefined, 's-4', 'VSAC-4'),
    ];
    assert.deepEqual(
      openOn('2026-07-01', { stays: three }).map(({ records }) => records),
      ['spolis s-1, spolis s-2', 'spolis s-1, spolis s-3', 'spolis s-2, spolis s-4'],
    );
  });

  it('do not contradict each other if one is withdrawn or has no day', () => {
    const [first] = given.stays;
    assert.ok(first);
    for (const other of [withdrawnStay('s-2'), adult('2026-02-01', '2026-02-01', 's-2', 'VSAC-2')])
      assert.deepEqual(kindsOn('2026-07-01', { stays: [first, other] }), []);
  });
});
