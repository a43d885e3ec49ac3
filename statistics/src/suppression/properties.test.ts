import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { attack, type Interval, protect, sightOf } from './index.ts';
import { anyLinked, anyTiny } from './testing/arbitrary.ts';
import { enumerate } from './testing/enumerate.ts';
import { textAttack } from './testing/text-attack.ts';

describe('whatever the table', () => {
  it('the attack concludes what trying every whole table does', async () => {
    await fc.assert(
      fc.asyncProperty(anyTiny, async (given) => {
        const { hidden } = await protect(given.cells, given.relations);
        const found = await attack(sightOf(given.cells, hidden), given.relations);
        const tried = enumerate(given, hidden, MOST);
        for (const [id, { least, greatest }] of found) {
          const { least: smallest, greatest: largest } = tried.get(id) ?? NONE;
          assert.equal(least, smallest, id);
          if (greatest < Number.POSITIVE_INFINITY) assert.equal(greatest, largest, id);
          else assert.ok(largest > MOST / 2, `${id} is bounded`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('nothing hidden can be computed, by anybody', async () => {
    await fc.assert(
      fc.asyncProperty(anyLinked, async (given) => {
        const { hidden, exposed } = await protect(given.cells, given.relations);
        assert.equal(exposed.size, 0);
        const intervals = await attack(sightOf(given.cells, hidden), given.relations);
        const without = await textAttack(given, hidden);
        for (const [id, { least, greatest }] of intervals) {
          const value = given.cells.find((cell) => cell.id === id)?.value ?? 0;
          assert.ok(least < greatest, `${id} can be computed`);
          assert.ok(least <= value && value <= greatest, `${id} is not what was concluded`);
          const wider = without.get(id);
          assert.ok(wider !== undefined && wider.least <= least);
          assert.ok(greatest <= wider.greatest || wider.greatest > BEYOND_ALL, `${id} is not so wide`);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('all small counts are hidden, no 0 is, and nothing where none is small', async () => {
    await fc.assert(
      fc.asyncProperty(anyLinked, async ({ cells, relations }) => {
        const { hidden, primary } = await protect(cells, relations);
        const small = cells.filter(({ value }) => value === 1 || value === 2).map(({ id }) => id);
        assert.deepEqual([...primary].sort(), small.sort());
        assert.ok(cells.every(({ id, value }) => value !== 0 || !hidden.has(id)));
        const larger = cells.map((cell) => ({ ...cell, value: 3 * cell.value }));
        assert.equal((await protect(larger, relations)).hidden.size, 0);
      }),
      { numRuns: 20 },
    );
  });

  it('none of the further cells could be spared', async () => {
    await fc.assert(
      fc.asyncProperty(anyTiny, fc.constantFrom(0, 150), async ({ cells, relations }, exactUpTo) => {
        const { hidden, complementary } = await protect(cells, relations, { exactUpTo });
        for (const spared of complementary) {
          const fewer = new Set([...hidden].filter((id) => id !== spared));
          const intervals = await attack(sightOf(cells, fewer), relations);
          assert.ok(
            [...intervals.values()].some(({ least, greatest }) => least === greatest),
            `${spared} is too much`,
          );
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('no fewer further cells would do', async () => {
    await fc.assert(
      fc.asyncProperty(anyTiny, async ({ cells, relations }) => {
        const { hidden, primary, complementary } = await protect(cells, relations);
        const others = cells.filter(({ id, value }) => value > 0 && !primary.has(id)).map(({ id }) => id);
        const cost = (choice: Iterable<string>) =>
          [...choice].reduce((all, id) => all + (cells.find((cell) => cell.id === id)?.weight ?? 1), 0);
        for (const choice of subsets(others).filter((choice) => cost(choice) < cost(complementary))) {
          const intervals = await attack(sightOf(cells, new Set([...primary, ...choice])), relations);
          const isExposed = ({ least, greatest }: Interval) => least === greatest;
          assert.ok(
            [...primary].some((id) => isExposed(intervals.get(id) ?? NONE)),
            `${choice.join(', ')} would do in place of ${[...complementary].join(', ')} in ${[...hidden].join(', ')}`,
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('the order in which cells and relations come changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(anyLinked, async ({ cells, relations }) => {
        const turned = relations.map((relation) => ({ ...relation, parts: relation.parts.toReversed() }));
        assert.deepEqual(
          await protect(cells.toReversed(), turned.toReversed()),
          await protect(cells, relations),
        );
      }),
      { numRuns: 12 },
    );
  });
});

/** In tables of these sizes no value that is bounded at all is bounded only beyond half of it. */
const MOST = 40;

const NONE = { least: Number.NaN, greatest: Number.NaN };

/** Where the text attack's own bound shows. */
const BEYOND_ALL = 500_000;

function subsets(of: readonly string[]): string[][] {
  const [first, ...others] = of;
  if (first === undefined) return [[]];
  return subsets(others).flatMap((some) => [some, [first, ...some]]);
}
