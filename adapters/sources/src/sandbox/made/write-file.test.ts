import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fileMonth, Month, SOURCE_STRUCTURES, SOURCES, type Source } from '@saite/contracts';
import { FileCheck } from '../../check/file-check.ts';
import { readRows } from '../../csv/read-rows.ts';
import type { MadePlan } from './plan.ts';
import { writeSourceFile } from './write-file.ts';

const planOf = (plan: Partial<MadePlan> = {}): MadePlan => ({
  seed: 7,
  period: Month.parse('2026-10'),
  persons: 20_000,
  codes: [],
  ...plan,
});

async function* written(source: Source, plan: MadePlan) {
  for (const text of writeSourceFile(source, plan)) yield Buffer.from(text);
}

async function checked(source: Source, plan: MadePlan) {
  const check = new FileCheck(SOURCE_STRUCTURES[source], fileMonth(plan.period));
  const names = new Set<string>();
  for await (const row of readRows(written(source, plan))) {
    const taken = check.take(row);
    if (taken) names.add(taken.name);
  }
  check.end();
  return { faults: check.faults.listed, rows: check.rows, names: names.size };
}

suite('made files of the sources', () => {
  for (const source of SOURCES)
    test(`of ${source} are right, without doubled rows, in each year's classifier`, async () => {
      for (const period of ['2021-06', '2025-06', '2026-10']) {
        for (const persons of [100, 20_000]) {
          const plan = planOf({ period: Month.parse(period), persons });
          const { faults, rows, names } = await checked(source, plan);
          assert.deepEqual(faults, []);
          assert.ok(rows > 0);
          assert.equal(names, rows);
        }
      }
    });

  test('the same plan gives the same bytes, another seed or month others', () => {
    const textOf = (plan: MadePlan) => [...writeSourceFile('unemployed', plan)].join('');
    assert.equal(textOf(planOf()), textOf(planOf()));
    assert.notEqual(textOf(planOf()), textOf(planOf({ seed: 8 })));
    assert.notEqual(textOf(planOf()), textOf(planOf({ period: Month.parse('2026-09') })));
  });

  test('given persons stand in the files first, without their birth', () => {
    const text = [...writeSourceFile('unemployed', planOf({ codes: ['38000000001'] }))].join('');
    assert.match(text.split('\r\n')[1] ?? '', /^38000000001;;/);
  });

  test('a national month has the size of the country', () => {
    const plan = planOf({ persons: 1_860_000 });
    const rowsOf = (source: Source) => [...writeSourceFile(source, plan)].join('').split('\r\n').length - 2;
    assert.equal(rowsOf('unemployed'), 60_000);
    assert.equal(rowsOf('insured'), 43 * 2);
    assert.ok(rowsOf('technical-aids') > 19_000 && rowsOf('providers') >= 3_000);
  });
});
