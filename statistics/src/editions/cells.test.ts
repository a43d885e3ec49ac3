import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DATASETS } from '../datasets/index.ts';
import { attack, protect, sightOf } from '../suppression/index.ts';
import { rowName } from '../tables/table.ts';
import { frame } from '../testing/made.ts';
import { type CountedTable, type EarlierEdition, problemOf } from './cells.ts';
import { changesBetween, publishRows } from './publish-rows.ts';

const OCTOBER = frame('2026-10');
const RIGA = '0001000';
const OGRE = '0040000';
const JURMALA = '0004000';
const { structure } = DATASETS.D5;

/** Unemployed of one age by territory, as D5 counts them. */
function tableOf(counts: Readonly<Record<string, number>>): CountedTable {
  const table = DATASETS.D5.empty(OCTOBER);
  const add = (row: string, by: number) => {
    for (const column of ['total', 'age_25_34']) {
      const known = table.rows.get(row)?.counts;
      known?.set(column, (known.get(column) ?? 0) + by);
    }
  };
  for (const [atvk, by] of Object.entries(counts)) {
    add(rowName({ atvk, territory: OCTOBER.municipalities.get(atvk) ?? '' }), by);
    add(rowName({ atvk: 'LV', territory: 'Latvija' }), by);
  }
  return { dataset: 'D5', table, countsPersons: true };
}

async function publish(counts: Readonly<Record<string, number>>, earlier: readonly EarlierEdition[]) {
  const table = tableOf(counts);
  const problem = problemOf([table], earlier);
  const protection = await protect(problem.cells, problem.relations);
  const published = publishRows(table, structure, problem, protection.hidden);
  const edition: EarlierEdition = {
    dataset: 'D5',
    madeAt: new Date(2026, 10, 1 + earlier.length),
    ...published,
  };
  const hiddenIn = published.rows
    .filter(({ suppressed }) => suppressed.includes('total'))
    .map(({ keys }) => keys.atvk);
  return { edition, problem, protection, hiddenIn, rows: published.rows };
}

describe('an edition among the earlier ones of its month', () => {
  it('hides a small count and one more, and nothing can be worked out of both', async () => {
    const { hiddenIn, problem, protection } = await publish({ [RIGA]: 500, [OGRE]: 2, [JURMALA]: 40 }, []);
    assert.deepEqual(hiddenIn, [JURMALA, OGRE]);
    const intervals = await attack(sightOf(problem.cells, protection.hidden), problem.relations);
    for (const { least, greatest } of intervals.values()) assert.ok(least < greatest);
  });

  it('given what was hidden did not change, then it stays hidden, though it could be shown by now', async () => {
    const first = await publish({ [RIGA]: 500, [OGRE]: 2, [JURMALA]: 40 }, []);
    const second = await publish({ [RIGA]: 500, [OGRE]: 200, [JURMALA]: 40 }, [first.edition]);
    assert.ok(second.hiddenIn.includes(JURMALA), 'who sees 40 knows the 2 of before');
  });

  it('given a count became small among figures that everybody has seen, then the totals are hidden too', async () => {
    const first = await publish({ [RIGA]: 500, [OGRE]: 60, [JURMALA]: 40 }, []);
    assert.deepEqual(first.hiddenIn, []);
    const second = await publish({ [RIGA]: 500, [OGRE]: 2, [JURMALA]: 40 }, [first.edition]);
    assert.deepEqual(second.hiddenIn, ['LV', OGRE]);
    assert.equal(second.protection.exposed.size, 0);
  });

  it('given nothing changed, then the same is published', async () => {
    const counts = { [RIGA]: 500, [OGRE]: 2, [JURMALA]: 40 };
    const first = await publish(counts, []);
    const second = await publish(counts, [first.edition]);
    assert.deepEqual(second.rows, first.rows);
    assert.deepEqual(changesBetween(first.rows, second.rows), []);
  });

  it('says what it shows otherwise, never what is hidden', async () => {
    const first = await publish({ [RIGA]: 500, [OGRE]: 2, [JURMALA]: 40 }, []);
    const second = await publish({ [RIGA]: 510, [OGRE]: 1, [JURMALA]: 40 }, [first.edition]);
    assert.deepEqual(
      changesBetween(first.rows, second.rows).map(({ keys }) => keys.atvk),
      ['LV', RIGA],
    );
  });
});
