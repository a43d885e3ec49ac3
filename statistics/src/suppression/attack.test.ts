import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attack, protect, SuppressionError, sightOf } from './index.ts';
import { counts, cover, type Given, persons, sum } from './testing/tables.ts';

const see = ({ cells, relations }: Given, ...hidden: string[]) =>
  attack(sightOf(cells, new Set(hidden)), relations);

describe('what can be concluded of a hidden cell', () => {
  it('that stands alone: it is small, whatever it may be', async () => {
    const intervals = await see({ cells: counts({ a: 2 }), relations: [] }, 'a');
    assert.deepEqual(intervals.get('a'), { least: 1, greatest: 2 });
  });

  it('of providers: nothing, if nothing is known beside it', async () => {
    const intervals = await see({ cells: [persons('a', 2, { sensitive: false })], relations: [] }, 'a');
    assert.deepEqual(intervals.get('a'), { least: 1, greatest: Number.POSITIVE_INFINITY });
  });

  it('in a sum: what the others leave for it, at least 1 each', async () => {
    const given = { cells: counts({ t: 12, a: 2, b: 7, c: 3 }), relations: [sum('t', 'a', 'b', 'c')] };
    const intervals = await see(given, 'a', 'b');
    assert.deepEqual(intervals.get('a'), { least: 1, greatest: 8 });
    assert.deepEqual(intervals.get('b'), { least: 1, greatest: 8 });
  });

  it('in a cover: no more than the total, no less than the others leave open', async () => {
    const given = { cells: counts({ t: 10, a: 2, b: 5, c: 4 }), relations: [cover('t', 'a', 'b', 'c')] };
    const intervals = await see(given, 'a', 'b');
    assert.deepEqual(intervals.get('a'), { least: 1, greatest: 10 });
    // Together not less than 6, and one of them small.
    assert.deepEqual(intervals.get('b'), { least: 1, greatest: 10 });
  });

  it('that persons are whole gives away what fractions would leave open', async () => {
    const cells = counts({ a: 1, b: 1, c: 1, x: 2, t: 4, u: 4, v: 4 });
    const relations = [sum('t', 'a', 'b', 'x'), sum('u', 'b', 'c', 'x'), sum('v', 'a', 'c', 'x')];
    // 1.5 each, and 1 for x, would keep all sums; no whole numbers but the true ones do.
    const intervals = await see({ cells, relations }, 'a', 'b', 'c', 'x');
    assert.deepEqual(intervals.get('x'), { least: 2, greatest: 2 });
    const { hidden, exposed } = await protect(cells, relations);
    assert.equal(exposed.size, 0);
    for (const { least, greatest } of (await attack(sightOf(cells, hidden), relations)).values()) {
      assert.ok(least < greatest);
    }
  });

  it('nothing of what is not hidden', async () => {
    assert.equal((await see({ cells: counts({ a: 5 }), relations: [] })).size, 0);
  });

  it('what cannot be published of any table is refused', async () => {
    const sight = {
      published: new Map([['t', 1]]),
      hidden: new Set(['a', 'b']),
      sensitive: new Set(['a', 'b']),
    };
    await assert.rejects(
      attack(sight, [sum('t', 'a', 'b')]),
      (error) => error instanceof SuppressionError && error.fault === 'CONTRADICTION',
    );
  });

  it('the threshold is the rule that everybody knows', async () => {
    const sight = sightOf(counts({ a: 4 }), new Set(['a']));
    assert.deepEqual((await attack(sight, [], 5)).get('a'), { least: 1, greatest: 4 });
  });
});
