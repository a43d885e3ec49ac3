import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Atvk, DATASET_IDS, type DatasetId, Month } from '@saite/contracts';
import fc from 'fast-check';
import type { Person } from '../persons/person.ts';
import { rowName, type Table } from '../tables/table.ts';
import { day, frame, person } from '../testing/made.ts';
import { DATASETS } from './index.ts';
import { cellName, LINKED } from './linked.ts';
import { columnsOf } from './structure.ts';

const OCTOBER = frame('2026-10');
const RIGA = '0001000';
const OGRE = '0040000';

function counted(id: DatasetId, persons: readonly Person[], in_ = OCTOBER): Table {
  const tabulation = DATASETS[id];
  assert.ok(tabulation.of === 'persons');
  const table = tabulation.empty(in_);
  for (const each of persons) tabulation.count(table, each, in_);
  return table;
}

const figure = (table: Table, keys: Readonly<Record<string, string>>, column: string) =>
  [...table.rows.values()]
    .find((row) => Object.entries(keys).every(([key, value]) => row.keys[key] === value))
    ?.counts.get(column);

const child = (born: string, lives: string) =>
  person({ born, lives: { '2015-01-01': lives }, decisions: [{ group: 'child', from: '2020-01-01' }] });

describe('D3, children with a disability', () => {
  it('counts by age at the end of the month; who turned 18 in it is still 16–17', () => {
    const children = ['2020-10-31', '2020-11-01', '2016-05-05', '2008-10-15', '2008-11-01'].map((born) =>
      child(born, RIGA),
    );
    const table = counted('D3', children);
    const riga = ['total', 'age_0_6', 'age_7_9', 'age_10_12', 'age_16_17'].map((column) =>
      figure(table, { atvk: RIGA }, column),
    );
    assert.deepEqual(riga, [5, 2, 0, 1, 2]);
    assert.equal(figure(table, { atvk: 'LV' }, 'total'), 5);
  });

  it('counts who is declared nowhere apart', () => {
    const table = counted('D3', [
      person({ born: '2015-01-01', decisions: [{ group: 'child', from: '2020-01-01' }] }),
    ]);
    assert.equal(figure(table, { atvk: '0000000' }, 'total'), 1);
    assert.equal(figure(table, { atvk: 'LV' }, 'age_10_12'), 1);
  });
});

describe('D4, adults with a disability', () => {
  it('counts a person with two groups in both, once among all', () => {
    const changed = person({
      born: '1970-01-01',
      lives: { '2015-01-01': OGRE },
      decisions: [
        { group: 'II', from: '2010-01-01', to: '2026-10-09' },
        { group: 'I', from: '2026-10-10' },
      ],
    });
    const table = counted('D4', [changed]);
    const ogre = ['all', 'I', 'II', 'III'].map((severity) =>
      figure(table, { atvk: OGRE, severity }, 'age_55_64'),
    );
    assert.deepEqual(ogre, [1, 1, 1, 0]);
  });
});

describe('D7, recipients of services', () => {
  const inCare = (from: string, to?: string) =>
    person({
      born: '1940-01-01',
      lives: { '2015-01-01': RIGA },
      placements: [{ programme: 'adult-long-term-care', from, ...(to !== undefined && { to }) }],
    });
  const total = (someone: Person) => figure(counted('D7', [someone]), { atvk: RIGA }, 'total');

  it('counts a stay that has a day in the month; the day of discharge is none', () => {
    assert.deepEqual(
      [inCare('2026-10-31'), inCare('2026-01-01', '2026-10-02'), inCare('2026-01-01', '2026-10-01')].map(
        total,
      ),
      [1, 1, 0],
    );
    assert.equal(total(inCare('2026-10-05', '2026-10-05')), 0, 'a stay of no day');
    assert.equal(total(inCare('2026-11-01')), 0);
  });

  it('counts a person with a stay and a service of a municipality once, in both columns', () => {
    const both = {
      ...inCare('2026-01-01'),
      services: [
        {
          kind: 'home-care',
          startedOn: day('2026-10-31'),
          endedOn: null,
          recipientRole: 'self',
          municipality: Atvk.parse(RIGA),
        },
      ],
    };
    const table = counted('D7', [both]);
    const columns = ['total', 'long_term_care', 'community'].map((column) =>
      figure(table, { atvk: RIGA }, column),
    );
    assert.deepEqual(columns, [1, 1, 1]);
  });
});

describe('D1 and D9, rows of sources', () => {
  const aid = (kind: 'mobility' | 'other', period = '2026-10') => ({
    period: Month.parse(period),
    bornOn: null,
    residence: Atvk.parse(OGRE),
    aid: kind,
  });

  it('count persons, not aids, and only those of the month', () => {
    const table = counted('D1', [
      person({ aids: [aid('mobility'), aid('mobility'), aid('other')] }),
      person({ aids: [aid('mobility', '2026-09')] }),
    ]);
    const columns = ['total', 'mobility', 'other'].map((column) => figure(table, { atvk: OGRE }, column));
    assert.deepEqual(columns, [1, 1, 1]);
  });

  it('count requests as persons', () => {
    const request = {
      period: Month.parse('2026-10'),
      bornOn: null,
      residence: null,
      service: 'respite',
    } as const;
    const table = counted('D9', [person({ requests: [request, request] })]);
    assert.equal(figure(table, { atvk: '0000000' }, 'total'), 1);
    assert.equal(figure(table, { atvk: 'LV' }, 'respite'), 1);
  });
});

describe('the data sets', () => {
  const anyDay = fc
    .integer({ min: 0, max: 1_000 })
    .map((days) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10));
  const anyPerson = fc
    .record({
      born: fc.option(fc.constantFrom('1940-05-05', '2008-10-10', '2015-02-28', '1990-12-31'), {
        nil: undefined,
      }),
      lives: fc.dictionary(
        fc.constantFrom('2015-01-01', '2026-10-15'),
        fc.constantFrom(RIGA, OGRE, '9999999'),
      ),
      decisions: fc.array(
        fc.record({
          group: fc.constantFrom('I' as const, 'II' as const, 'III' as const, 'child' as const),
          from: anyDay,
          disorders: fc.subarray(['sight', 'hearing', 'unknown-yet']),
        }),
        { maxLength: 3 },
      ),
      placements: fc.array(
        fc.record({
          programme: fc.constantFrom('adult-long-term-care' as const, 'child-out-of-family' as const),
          from: anyDay,
        }),
        { maxLength: 2 },
      ),
    })
    .map(({ born, ...made }) => person({ ...made, ...(born !== undefined && { born }) }));

  it('keep what they say of themselves, whoever is counted: sums are sums, covers cover', () => {
    fc.assert(
      fc.property(fc.array(anyPerson, { maxLength: 12 }), (persons) => {
        for (const id of DATASET_IDS) {
          if (DATASETS[id].of !== 'persons') continue;
          const { rows, columnLinks, rowLinks } = counted(id, persons);
          const value = (row: string, column: string) => rows.get(row)?.counts.get(column) ?? Number.NaN;
          const check = (kind: 'sum' | 'cover', total: number, parts: readonly number[]) => {
            const sum = parts.reduce((all, part) => all + part, 0);
            if (kind === 'sum') assert.equal(total, sum);
            else assert.ok(Math.max(...parts) <= total && total <= sum);
          };
          for (const [row, { counts }] of rows) {
            for (const { kind, total, parts } of columnLinks)
              check(
                kind,
                value(row, total),
                parts.map((part) => value(row, part)),
              );
            for (const column of counts.keys())
              for (const { kind, total, parts } of rowLinks.filter((link) => link.total === row))
                check(
                  kind,
                  value(total, column),
                  parts.map((part) => value(part, column)),
                );
          }
        }
      }),
    );
  });

  it('show the same number under one name where it stands in two of them', () => {
    fc.assert(
      fc.property(fc.array(anyPerson, { maxLength: 12 }), (persons) => {
        const values = new Map<string, number>();
        for (const id of LINKED[0] ?? []) {
          for (const [row, { counts }] of counted(id, persons).rows)
            for (const [column, value] of counts) {
              const name = cellName(id, row, column);
              assert.equal(values.get(name) ?? value, value, name);
              values.set(name, value);
            }
        }
      }),
    );
  });

  it('have each a structure whose columns are those that are counted, and every row one name', () => {
    for (const id of DATASET_IDS) {
      const tabulation = DATASETS[id];
      const table = tabulation.empty(OCTOBER);
      if (tabulation.of === 'rows') tabulation.finish(table);
      const names = tabulation.structure.figures.map(({ name }) => name).sort();
      for (const { keys, counts, values } of table.rows.values()) {
        assert.deepEqual([...counts.keys(), ...values.keys()].sort(), names, id);
        assert.deepEqual(
          Object.keys(keys),
          tabulation.structure.keys.map(({ name }) => name),
          id,
        );
        assert.ok(table.rows.has(rowName(keys)));
      }
      assert.equal(columnsOf(tabulation.structure).at(-1)?.name, 'suppressed');
      assert.deepEqual(
        LINKED.flat().filter((one) => one === id),
        [id],
        'protected in exactly one group',
      );
    }
  });
});
