import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attack, protect, sightOf } from './index.ts';
import { territories } from './testing/territories.ts';

describe('a table as large as those that are published', () => {
  it('44 territories, 4 groups, 8 bands of age: nothing hidden can be computed', async () => {
    const { cells, relations } = territories(44, 4, 8, 7);
    const first = await protect(cells, relations);
    assert.ok(first.primary.size > 300, 'too few small counts to mean anything');
    assert.equal(first.exposed.size, 0);
    const intervals = await attack(sightOf(cells, first.hidden), relations);
    assert.equal(intervals.size, first.hidden.size);
    for (const [id, { least, greatest }] of intervals) assert.ok(least < greatest, `${id} can be computed`);
  });

  it('a later edition in which one territory was corrected does not give the earlier one away', async () => {
    const earlier = territories(12, 3, 4, 5);
    const { hidden } = await protect(earlier.cells, earlier.relations);
    const isChanged = (id: string) =>
      /^(t0 g0|t0 all|region0 g0|region0 all|country g0|country all) (a0|all)$/.test(id);
    const name = (id: string) => (isChanged(id) ? `${id}, corrected` : id);
    const kept = earlier.cells.map((cell) => ({
      ...cell,
      state: hidden.has(cell.id) ? ('hidden' as const) : ('published' as const),
    }));
    const corrected = earlier.cells
      .filter(({ id }) => isChanged(id))
      .map((cell) => ({ ...cell, id: name(cell.id), value: cell.value + 1 }));
    const cells = [...kept, ...corrected];
    const relations = [
      ...earlier.relations,
      ...earlier.relations.map(({ kind, total, parts }) => ({
        kind,
        total: name(total),
        parts: parts.map(name),
      })),
    ];
    const later = await protect(cells, relations);
    for (const id of hidden) assert.ok(later.hidden.has(id), `${id} is published after all`);
    const intervals = await attack(sightOf(cells, later.hidden), relations);
    for (const [id, { least, greatest }] of intervals) {
      assert.equal(least === greatest, later.exposed.has(id), id);
    }
  });
});
