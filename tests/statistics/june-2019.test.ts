import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { PublishedRow } from '../../statistics/src/editions/edition.ts';
import type { Decision, Person } from '../../statistics/src/persons/person.ts';
import { givenAway } from './given-away.ts';
import { type JuneTables, makeJuneTables } from './june-tables.ts';
import { cellOf, type Seen, seenOf } from './seen.ts';

const COLUMNS = ['total', 'sight', 'hearing', 'movement', 'mental', 'other'];
/** VDEĀVK's figures of June 2019 as the Ministry of Welfare published them, but for the column of who works. */
const PUBLISHED_THEN = {
  all: [193_827, 9_765, 2_522, 33_518, 26_760, 121_375],
  children: [8_328, 377, 481, 406, 2_469, 4_595],
  adults: [185_548, 9_392, 2_042, 33_120, 24_306, 116_801],
  'group-I': [26_817, 2_741, 2, 2_563, 4_549, 16_965],
  'group-II': [87_303, 2_492, 49, 12_363, 18_110, 54_304],
  'group-III': [74_232, 4_217, 1_991, 18_300, 1_682, 48_065],
  'group-none': [0, 0, 0, 0, 0, 0],
};
const GROUPS = ['group-I', 'group-II', 'group-III', 'group-none'] as const;

/** Rīga in the classifier of 2019, and the code that PMLP gives for it today. */
const RIGA = { in2019: '0010000', today: '0001000' };

const rowOf = (rows: readonly PublishedRow[], keys: Readonly<Record<string, string>>): PublishedRow => {
  const found = rows.filter((row) => Object.entries(keys).every(([name, value]) => row.keys[name] === value));
  const [row] = found;
  assert.ok(row && found.length === 1, JSON.stringify(keys));
  return row;
};
const figureIn = ({ figures }: PublishedRow, column: string): number => {
  const figure = figures[column];
  assert.ok(typeof figure === 'number', column);
  return figure;
};
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const inJune = ({ validFrom, validTo }: Decision): boolean =>
  validFrom <= '2019-06-30' && (validTo === null || validTo >= '2019-06-01');

/** Who lived in Rīga on the last day of June, by what PMLP knows, and how old they were then. */
class RigaByHand {
  readonly children = new Map<number, number>();
  adultsOfGroupI = 0;

  add({ decisions, records }: Person): void {
    const [record] = records;
    const residence = record?.residences?.findLast(({ since }) => since <= '2019-06-30');
    if (!record || residence?.atvk !== RIGA.today) return;
    const groups = decisions.filter(inJune).map(({ group }) => group);
    const birthdayIsOver = record.bornOn.slice(5) <= '06-30';
    const age = 2019 - Number(record.bornOn.slice(0, 4)) - (birthdayIsOver ? 0 : 1);
    if (groups.includes('child')) this.children.set(age, (this.children.get(age) ?? 0) + 1);
    if (groups.includes('I')) this.adultsOfGroupI += 1;
  }

  childrenOf(from: number, to: number): number {
    return sum([...this.children].flatMap(([age, count]) => (from <= age && age <= to ? [count] : [])));
  }
}

suite('the open data of June 2019, counted of a whole country', () => {
  const riga = new RigaByHand();
  let tables: JuneTables;
  let seen: Seen;
  const lineOf = (persons: string) => rowOf(tables.counted['disability-summary'], { persons });

  before(async () => {
    tables = await makeJuneTables((person) => riga.add(person));
    const { 'disability-summary': summary, D3, D4 } = tables.published;
    seen = seenOf(summary, D3, D4);
  });

  test('have the figures that were published then, in every cell', () => {
    const counted = tables.counted['disability-summary'].map(({ keys, figures }) => [
      keys.persons,
      COLUMNS.map((column) => figures[column]),
    ]);
    assert.deepEqual(Object.fromEntries(counted), PUBLISHED_THEN);
  });

  test('do not add up where those do not, by the same persons', () => {
    const totals = (lines: readonly string[]) => sum(lines.map((line) => figureIn(lineOf(line), 'total')));
    assert.equal(totals(['children', 'adults']) - totals(['all']), 49, 'turned 18');
    assert.equal(totals(GROUPS) - totals(['adults']), 2_804, 'had two groups');
    const twice = (line: string) =>
      sum(COLUMNS.slice(1).map((column) => figureIn(lineOf(line), column))) - figureIn(lineOf(line), 'total');
    assert.deepEqual(
      ['all', 'children', 'adults', 'group-I', 'group-II', 'group-III'].map(twice),
      [113, 0, 113, 3, 15, 23],
      'had two disorders',
    );
  });

  test('are the same persons in D3 and D4', () => {
    const { D3, D4 } = tables.counted;
    assert.equal(figureIn(rowOf(D3, { atvk: 'LV' }), 'total'), 8_328);
    assert.deepEqual(
      ['all', 'I', 'II', 'III', 'none'].map((severity) =>
        figureIn(rowOf(D4, { atvk: 'LV', severity }), 'total'),
      ),
      [185_548, 26_817, 87_303, 74_232, 0],
    );
  });

  test('of 119 municipalities and of nowhere are those of the country, in every column of age', () => {
    for (const [rows, severities] of [
      [tables.counted.D3, [undefined]],
      [tables.counted.D4, ['all', 'I', 'II', 'III', 'none']],
    ] as const) {
      for (const severity of severities) {
        const own = rows.filter(({ keys }) => keys.severity === severity);
        const country = rowOf(own, { atvk: 'LV' });
        const others = own.filter(({ keys }) => keys.atvk !== 'LV');
        assert.equal(others.length, 119 + 1);
        for (const column of Object.keys(country.figures))
          assert.equal(sum(others.map((row) => figureIn(row, column))), figureIn(country, column), column);
        const { total = 0, ...ages } = country.figures;
        assert.equal(sum(Object.keys(ages).map((age) => figureIn(country, age))), total);
      }
    }
  });

  test('put everybody where PMLP says that they lived on the last day of June, and as old as they were', () => {
    const children = rowOf(tables.counted.D3, { atvk: RIGA.in2019 });
    assert.deepEqual(
      ['age_0_6', 'age_7_9', 'age_10_12', 'age_13_15', 'age_16_17'].map((age) => figureIn(children, age)),
      [
        riga.childrenOf(0, 6),
        riga.childrenOf(7, 9),
        riga.childrenOf(10, 12),
        riga.childrenOf(13, 15),
        riga.childrenOf(16, 18),
      ],
    );
    const adults = rowOf(tables.counted.D4, { atvk: RIGA.in2019, severity: 'I' });
    assert.equal(figureIn(adults, 'total'), riga.adultsOfGroupI);
    assert.ok(riga.adultsOfGroupI > 1_000);
    assert.ok(
      figureIn(rowOf(tables.counted.D3, { atvk: '0000000' }), 'total') > 0,
      'some are declared nowhere',
    );
  });

  test('hide in the summary the 2 of group I with impaired hearing and the 49 of group II, nothing else', () => {
    assert.equal(tables.exposed, 0);
    const hidden = tables.published['disability-summary'].flatMap(({ keys, suppressed }) =>
      suppressed.map((column) => [keys.persons, column]),
    );
    assert.deepEqual(hidden, [
      ['group-I', 'hearing'],
      ['group-II', 'hearing'],
    ]);
  });

  test('show every other figure as it was counted, but no 1 and no 2; what is hidden is no 0', () => {
    let hidden = 0;
    for (const dataset of ['disability-summary', 'D3', 'D4'] as const) {
      for (const [place, { figures, suppressed }] of tables.published[dataset].entries()) {
        for (const [column, counted] of Object.entries(tables.counted[dataset][place]?.figures ?? {})) {
          const isHidden = suppressed.includes(column);
          assert.equal(figures[column], isHidden ? null : counted);
          assert.ok(isHidden ? counted !== 0 : counted !== 1 && counted !== 2);
          if (isHidden) hidden += 1;
        }
      }
    }
    assert.ok(hidden > 2, 'small municipalities have small counts');
  });

  test('give nobody away: whoever reads all three cannot work out a single hidden figure', async () => {
    assert.deepEqual(await givenAway(seen), []);
  });

  test('would give somebody away if a further figure was shown, any of them', async () => {
    const { 'disability-summary': summary, D3, D4 } = tables.counted;
    const truth = seenOf(summary, D3, D4).cells;
    const further = [...seen.cells].flatMap(([cell, shown]) =>
      shown === undefined && Number(truth.get(cell)) > 2 ? [cell] : [],
    );
    assert.ok(further.includes(cellOf('summary', 'group-II', 'hearing')));
    for (const cell of further) {
      const more = { ...seen, cells: new Map(seen.cells).set(cell, truth.get(cell)) };
      assert.notDeepEqual(await givenAway(more), [], cell);
    }
  });
});
