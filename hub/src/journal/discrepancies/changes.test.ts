import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decideOn, type Given, stay } from '../../cases/discrepancies/testing/given.ts';
import { discrepancyChanges, type OpenRow, saidOf } from './changes.ts';

const TODAY = '2026-11-20';
const overlap = (from = '2026-03-01', institution = 'house-2'): Given => ({
  stays: [stay('2026-01-01'), stay(from, undefined, { id: 's-2', institution })],
});
const agreeing: Given = { stays: [stay('2026-01-01')] };

/** The journal after a decision, as the database gives it back. */
const rowsOf = (given: Given, foundAt = '2026-11-01T08:00:00Z'): OpenRow[] =>
  decideOn(TODAY, given).open.map((contradiction) => ({
    ...JSON.parse(JSON.stringify(saidOf(contradiction))),
    key: contradiction.key,
    foundAt: new Date(foundAt),
  }));

function changes(given: Given, rows: readonly OpenRow[]) {
  const { find, tell, resolve } = discrepancyChanges(decideOn(TODAY, given).open, rows);
  return {
    find: find.map(({ key }) => key),
    tell: tell.map(({ said }) => [said.since, said.audience.map(({ id }) => id).join()]),
    resolve: resolve.map(({ foundAt }) => foundAt.toISOString().slice(0, 10)),
  };
}
const NOTHING = { find: [], tell: [], resolve: [] };

describe('the journal of discrepancies', () => {
  it('finds what contradicts and was not found yet', () => {
    const key = 'overlapping-placements/s-1/s-2';
    assert.deepEqual(changes(overlap(), []), { ...NOTHING, find: [key] });
    assert.deepEqual(changes(overlap(), rowsOf(overlap())), NOTHING);
  });

  it('resolves what agrees', () => {
    assert.deepEqual(changes(agreeing, rowsOf(overlap())), { ...NOTHING, resolve: ['2026-11-01'] });
  });

  it('tells the same discrepancy again when its first day or those whom it is for are others', () => {
    assert.deepEqual(changes(overlap('2026-04-01'), rowsOf(overlap())).tell, [
      ['2026-04-01', 'house-1,house-2,lm'],
    ]);
    assert.deepEqual(changes(overlap('2026-03-01', 'house-3'), rowsOf(overlap())), {
      ...NOTHING,
      tell: [['2026-03-01', 'house-1,house-3,lm']],
    });
  });

  it('keeps the older of two that say the same once two codes are one person’s', () => {
    const rows = [...rowsOf(overlap(), '2026-11-05T08:00:00Z'), ...rowsOf(overlap(), '2026-11-02T08:00:00Z')];
    assert.deepEqual(changes(overlap(), rows), { ...NOTHING, resolve: ['2026-11-05'] });
  });
});
