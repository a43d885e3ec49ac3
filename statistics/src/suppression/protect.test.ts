import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attack, type Interval, protect, SuppressionError, sightOf } from './index.ts';
import { counts, cover, crossTable, type Given, persons, sum } from './testing/tables.ts';

const hide = async ({ cells, relations }: Given) => {
  const protection = await protect(cells, relations);
  return { ...protection, intervals: await attack(sightOf(cells, protection.hidden), relations) };
};
const assertSafe = (intervals: ReadonlyMap<string, Interval>) => {
  for (const [id, { least, greatest }] of intervals) assert.ok(greatest > least, `${id} can be computed`);
};

describe('a small count of persons', () => {
  it('June 2019, adults with impaired hearing: 2 is hidden with 49 and nothing else', async () => {
    const cells = counts({ adults: 2042, 'group I': 2, 'group II': 49, 'group III': 1991 });
    const given = { cells, relations: [cover('adults', 'group I', 'group II', 'group III')] };
    const { hidden, primary, complementary, exposed, intervals } = await hide(given);
    assert.deepEqual(hidden, new Set(['group I', 'group II']));
    assert.deepEqual([primary, complementary], [new Set(['group I']), new Set(['group II'])]);
    assert.equal(exposed.size, 0);
    assertSafe(intervals);
    // Alone it would be given away: not less than 2042 - 49 - 1991, and small, since nothing else is hidden.
    const alone = await attack(sightOf(cells, new Set(['group I'])), given.relations);
    assert.deepEqual(alone.get('group I'), { least: 2, greatest: 2 });
  });

  it('is hidden with a total if that is all there is, and never with a 0', async () => {
    const given = {
      cells: counts({ total: 1, women: 1, men: 0 }),
      relations: [sum('total', 'women', 'men')],
    };
    const { hidden, exposed } = await hide(given);
    assert.deepEqual(hidden, new Set(['total', 'women']));
    assert.equal(exposed.size, 0);
  });

  it('two of 1 whose total is published need a third cell', async () => {
    const cells = [...counts({ a: 1, b: 1, c: 7, d: 9 }), persons('total', 18, { weight: 5 })];
    const { hidden, intervals } = await hide({ cells, relations: [sum('total', 'a', 'b', 'c', 'd')] });
    assert.deepEqual(hidden, new Set(['a', 'b', 'c']));
    assertSafe(intervals);
  });

  it('of 1 and 2 in one row protect each other', async () => {
    const given = { cells: counts({ a: 1, b: 2, total: 3 }), relations: [sum('total', 'a', 'b')] };
    assert.deepEqual((await hide(given)).hidden, new Set(['a', 'b']));
  });

  it('a total of 2 and its parts of 1 and 1 are all hidden, and all safe', async () => {
    const given = { cells: counts({ total: 2, a: 1, b: 1 }), relations: [sum('total', 'a', 'b')] };
    const { hidden, exposed, intervals } = await hide(given);
    assert.equal(hidden.size, 3);
    assert.equal(exposed.size, 0);
    assertSafe(intervals);
  });

  it('among columns nested in a column is protected at every level', async () => {
    const cells = counts({ all: 60, child: 11, '0-6': 2, '7-17': 9, adult: 49, '18-64': 29, '65+': 20 });
    const relations = [
      sum('all', 'child', 'adult'),
      sum('child', '0-6', '7-17'),
      sum('adult', '18-64', '65+'),
    ];
    const { hidden, intervals } = await hide({ cells, relations });
    assert.deepEqual(hidden, new Set(['0-6', '7-17']));
    assertSafe(intervals);
  });

  it('in a cross table takes the cheapest rectangle', async () => {
    const { hidden, intervals } = await hide(
      crossTable([
        [2, 30, 10],
        [40, 50, 60],
        [12, 70, 11],
      ]),
    );
    assert.deepEqual(hidden, new Set(['0.0', '0.2', '2.0', '2.2']));
    assertSafe(intervals);
  });

  it('among several takes the fewest cells for all of them, not one after the other', async () => {
    const { cells, relations } = crossTable([
      [1, 1, 11],
      [11, 1, 3],
      [11, 19, 19],
    ]);
    const { hidden, intervals } = await hide({ cells, relations });
    assert.deepEqual(hidden, new Set(['0.0', '0.1', '0.2', '1.0', '1.1', '2.1', '2.2']));
    assertSafe(intervals);
    const oneByOne = await protect(cells, relations, { exactUpTo: 0 });
    assertSafe(await attack(sightOf(cells, oneByOne.hidden), relations));
    for (const spared of oneByOne.complementary) {
      const fewer = new Set([...oneByOne.hidden].filter((id) => id !== spared));
      const all = [...(await attack(sightOf(cells, fewer), relations)).values()];
      assert.ok(
        all.some(({ least, greatest }) => least === greatest),
        `${spared} could be spared`,
      );
    }
  });

  it('is hidden in both tables in which it stands, with what each of them needs', async () => {
    const cells = counts({ t: 30, a: 2, b: 8, c: 20, u: 52, d: 10, e: 40 });
    const { hidden, intervals } = await hide({
      cells,
      relations: [sum('t', 'a', 'b', 'c'), sum('u', 'a', 'd', 'e')],
    });
    assert.deepEqual(hidden, new Set(['a', 'b', 'd']));
    assertSafe(intervals);
  });

  it('of providers is published', async () => {
    const cells = [
      persons('a', 1, { sensitive: false }),
      persons('b', 2, { sensitive: false }),
      persons('t', 3),
    ];
    assert.equal((await hide({ cells, relations: [sum('t', 'a', 'b')] })).hidden.size, 0);
  });
});

describe('what is asked for', () => {
  const given = { cells: counts({ t: 17, a: 2, b: 4, c: 11 }), relations: [sum('t', 'a', 'b', 'c')] };

  it('a higher threshold hides more', async () => {
    const { primary } = await protect(given.cells, given.relations, { threshold: 5 });
    assert.deepEqual(primary, new Set(['a', 'b']));
  });

  it('a wider interval is kept', async () => {
    const wide = {
      cells: counts({ t: 40, a: 1, b: 1, c: 3, d: 35 }),
      relations: [sum('t', 'a', 'b', 'c', 'd')],
    };
    const { hidden } = await protect(wide.cells, wide.relations, { width: 4 });
    const intervals = await attack(sightOf(wide.cells, hidden), wide.relations);
    for (const id of ['a', 'b']) {
      const { least, greatest } = intervals.get(id) ?? { least: 0, greatest: 0 };
      assert.ok(greatest - least >= 4, `${id} is from ${least} to ${greatest}`);
    }
    assert.ok(hidden.has('d'), 'with a, b and c alone the interval would be 3 at most');
  });

  for (const options of [{ threshold: 1 }, { width: 0 }, { width: 1.5 }]) {
    it(`${JSON.stringify(options)} is refused`, async () => {
      await assert.rejects(
        protect(given.cells, given.relations, options),
        (error) => error instanceof SuppressionError && error.fault === 'BAD_OPTION',
      );
    });
  }
});

describe('an earlier edition', () => {
  it('a cell that it published is of no use now', async () => {
    const cells = [...counts({ t: 31, a: 2, c: 20 }), persons('b', 9, { state: 'published' })];
    const { hidden, intervals } = await hide({ cells, relations: [sum('t', 'a', 'b', 'c')] });
    assert.deepEqual(hidden, new Set(['a', 'c']));
    assertSafe(intervals);
  });

  it('a cell that it hid stays hidden and serves again', async () => {
    const cells = [...counts({ t: 31, a: 2, b: 9 }), persons('c', 20, { state: 'hidden' })];
    const { hidden, complementary } = await hide({ cells, relations: [sum('t', 'a', 'b', 'c')] });
    assert.deepEqual([hidden, complementary], [new Set(['a', 'c']), new Set()]);
  });

  it('a corrected small cell among unchanged published ones takes its changed totals with it', async () => {
    const cells = [
      ...['b', 'c'].map((id) => persons(id, 10, { state: 'published' })),
      persons('a/1', 5, { state: 'published' }),
      persons('t/1', 25, { state: 'published' }),
      ...counts({ 'a/2': 2, 't/2': 22, 'all/2': 122 }),
      persons('other', 100, { state: 'published' }),
    ];
    const relations = [
      sum('t/1', 'a/1', 'b', 'c'),
      sum('t/2', 'a/2', 'b', 'c'),
      sum('all/2', 't/2', 'other'),
    ];
    const { hidden, intervals } = await hide({ cells, relations });
    assert.deepEqual(hidden, new Set(['a/2', 't/2', 'all/2']));
    assertSafe(intervals);
  });

  it('what it gave away already is named, and still not published again', async () => {
    const cells = ['t', 'b', 'c'].map((id, at) => persons(id, [22, 10, 10][at] ?? 0, { state: 'published' }));
    const given = { cells: [...cells, persons('a', 2)], relations: [sum('t', 'a', 'b', 'c')] };
    const { hidden, exposed, intervals } = await hide(given);
    assert.deepEqual([hidden, exposed], [new Set(['a']), new Set(['a'])]);
    assert.deepEqual(intervals.get('a'), { least: 2, greatest: 2 });
  });

  it('a small count that it published is named', async () => {
    const { hidden, exposed } = await protect([persons('a', 1, { state: 'published' })], []);
    assert.deepEqual([hidden, exposed], [new Set(), new Set(['a'])]);
  });
});

describe('what is no table', () => {
  const refused: [string, Given, string][] = [
    ['an id twice', { cells: [persons('a', 1), persons('a', 1)], relations: [] }, 'BAD_CELL'],
    ['half a person', { cells: [persons('a', 1.5)], relations: [] }, 'BAD_CELL'],
    ['a hidden 0', { cells: [persons('a', 0, { state: 'hidden' })], relations: [] }, 'BAD_CELL'],
    ['an unknown cell', { cells: counts({ t: 1 }), relations: [sum('t', 'a')] }, 'BAD_RELATION'],
    ['a total among its parts', { cells: counts({ t: 1 }), relations: [sum('t', 't')] }, 'BAD_RELATION'],
    ['a sum that is none', { cells: counts({ t: 4, a: 3 }), relations: [sum('t', 'a')] }, 'RELATION_BROKEN'],
    [
      'a part beyond its cover',
      { cells: counts({ t: 2, a: 3 }), relations: [cover('t', 'a')] },
      'RELATION_BROKEN',
    ],
  ];
  for (const [what, { cells, relations }, fault] of refused) {
    it(`${what} is refused with ${fault}`, async () => {
      await assert.rejects(
        protect(cells, relations),
        (error) => error instanceof SuppressionError && error.fault === fault,
      );
    });
  }
});
