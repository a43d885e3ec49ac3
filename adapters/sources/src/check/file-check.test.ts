import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fileMonth, Month, SOURCE_STRUCTURES, type Source } from '@saite/contracts';
import fc from 'fast-check';
import { FileRefused } from '../refused.ts';
import { FileCheck } from './file-check.ts';

const OCTOBER = fileMonth(Month.parse('2026-10'));

/** Checks a file of rows; the first is the header. */
function checked(source: Source, rows: readonly (readonly string[])[]) {
  const check = new FileCheck(SOURCE_STRUCTURES[source], OCTOBER);
  const taken = rows.flatMap((cells, at) => check.take({ place: at + 1, cells }) ?? []);
  check.end();
  const faults = check.faults.listed.map(({ reason, row, column, columnName, hint }) => ({
    reason,
    at: [row, column, columnName],
    hint,
  }));
  return { taken, faults, count: check.faults.count };
}
const RECIPIENTS = ['atvk', 'service', 'persons'];
const INSURED = ['atvk', 'sex', 'persons', 'contribution_wages', 'contribution_periods'];

suite('a file is checked against its declared structure', () => {
  test('the columns may stand in any order: the same rows are taken', () => {
    const row = new Map([
      ['registration_number', '40000000001'],
      ['atvk', '0001000'],
      ['services', 'home_care'],
      ['accommodation', 'with'],
      ['adapted', 'jā'],
    ]);
    const [expected] = checked('providers', [[...row.keys()], [...row.values()]]).taken;
    assert.ok(expected);
    fc.assert(
      fc.property(fc.shuffledSubarray([...row.keys()], { minLength: 5 }), (names) => {
        const { taken, faults } = checked('providers', [names, names.map((name) => row.get(name) ?? '')]);
        assert.deepEqual(faults, []);
        assert.deepEqual(taken, [expected]);
      }),
    );
  });

  test('a column that is missing is named', () => {
    const { faults } = checked('recipients', [['atvk', 'service']]);
    assert.deepEqual(faults, [{ reason: 'COLUMN_MISSING', at: [1, null, 'persons'], hint: null }]);
  });

  test('a renamed column is missing and unknown, each with what is probably meant', () => {
    for (const given of ['Persons', 'saņēmēju skaits', 'SAŅĒMĒJU_SKAITS', 'person', 'persons ']) {
      const { faults } = checked('recipients', [['atvk', 'service', given]]);
      assert.deepEqual(faults, [
        { reason: 'COLUMN_UNKNOWN', at: [1, 3, null], hint: 'persons' },
        { reason: 'COLUMN_MISSING', at: [1, null, 'persons'], hint: given },
      ]);
    }
  });

  test('a doubled column, and one too many', () => {
    const { faults } = checked('recipients', [[...RECIPIENTS, 'persons', 'piezīmes']]);
    assert.deepEqual(faults, [
      { reason: 'COLUMN_DOUBLED', at: [1, 4, 'persons'], hint: null },
      { reason: 'COLUMN_UNKNOWN', at: [1, 5, null], hint: null },
    ]);
  });

  test('with a wrong header no row is looked at', () => {
    const { faults } = checked('recipients', [
      ['atvk', 'service'],
      ['9', 'x'],
      ['8', 'y'],
    ]);
    assert.equal(faults.length, 1);
  });

  test('a file without a header: nothing that stands in it is repeated', () => {
    const { faults } = checked('unemployed', [['16117519997', '1975-11-16', '0001000', '2026-10-01', '']]);
    assert.deepEqual(faults, [
      {
        reason: 'HEADER_MISSING',
        at: [1, null, null],
        hint: 'person_code, birth_date, atvk, status_from, status_to',
      },
    ]);
  });

  test('every wrong cell is found, with row, column and name', () => {
    const { faults, taken } = checked('recipients', [
      ['persons', 'atvk', 'service'],
      ['1.5', '0001000', 'old_age_pension'],
      ['4', '0001000', 'care_benefit'],
      ['-1', '1000', 'pension'],
    ]);
    assert.deepEqual(
      faults.map(({ reason, at }) => [reason, ...at]),
      [
        ['NOT_A_WHOLE_NUMBER', 2, 1, 'persons'],
        ['TERRITORY_WRONG', 4, 2, 'atvk'],
        ['CODE_UNKNOWN', 4, 3, 'service'],
        ['NOT_A_WHOLE_NUMBER', 4, 1, 'persons'],
      ],
    );
    assert.deepEqual(
      taken.map(({ place }) => place),
      [3],
    );
  });

  test('a row of another length', () => {
    const { faults } = checked('recipients', [RECIPIENTS, ['0001000', 'care_benefit']]);
    assert.deepEqual(faults, [{ reason: 'ROW_LENGTH', at: [2, null, null], hint: '3' }]);
  });

  test('a total row by its word, or by having no territory', () => {
    for (const cells of [
      ['LV', '', '99'],
      ['Kopā:', 'care_benefit', '99'],
      ['0001000', 'TOTAL', '99'],
    ]) {
      const { faults } = checked('recipients', [RECIPIENTS, cells]);
      assert.deepEqual(faults, [{ reason: 'TOTAL_ROW', at: [2, null, null], hint: null }]);
    }
    const { faults } = checked('recipients', [RECIPIENTS, ['', 'care_benefit', '99']]);
    assert.deepEqual(faults, [{ reason: 'TOTAL_ROW', at: [2, 1, 'atvk'], hint: null }]);
  });

  test('a row without territory that is the sum of the others is a total; one that is not, is data', () => {
    const rows = [
      ['0001000', 'female', '10', '100.10', '11'],
      ['0002000', 'female', '20', '200.20', '22'],
      ['0002000', 'male', '5', '50.00', '5'],
    ];
    const sum = checked('insured', [INSURED, ...rows, ['', 'female', '30', '300.30', '33']]);
    assert.deepEqual(sum.faults, [{ reason: 'TOTAL_ROW', at: [5, null, null], hint: null }]);
    for (const other of [
      ['', 'female', '30', '300.31', '33'],
      ['', 'male', '5', '50.00', '5'],
    ])
      assert.deepEqual(checked('insured', [INSURED, ...rows, other]).faults, []);
  });

  test('a header alone is a file without rows; nothing at all is none', () => {
    assert.deepEqual(checked('recipients', [RECIPIENTS]), { taken: [], faults: [], count: 0 });
    assert.throws(
      () => checked('recipients', []),
      (error) => error instanceof FileRefused && error.fault.reason === 'FILE_EMPTY',
    );
  });

  test('of very many faults all are counted and the first listed', () => {
    const wrong = Array.from({ length: 1_000 }, () => ['0001000', 'care_benefit', 'x']);
    const { faults, count } = checked('recipients', [RECIPIENTS, ...wrong]);
    assert.deepEqual([faults.length, count], [200, 1_000]);
  });
});
