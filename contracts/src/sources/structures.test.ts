import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { contractOf } from '../events/index.ts';
import { SOURCES, type Source } from '../events/sources.ts';
import { Month } from '../values/calendar.ts';
import { fileMonth, SOURCE_REASONS, SOURCE_STRUCTURES } from './index.ts';

/** A right row of each source, by column. */
const RIGHT: Readonly<Record<Source, Readonly<Record<string, string>>>> = {
  'technical-aids': {
    person_code: '161175-19997',
    birth_date: '1975-11-16',
    atvk: '0001000',
    aid_class: '12',
    issued_on: '2026-10-31',
  },
  unemployed: {
    person_code: '32000000042',
    birth_date: '1990-02-28',
    atvk: '0038001',
    status_from: '2025-01-10',
    status_to: '2026-10-01',
  },
  'support-requests': {
    person_code: '32000000042',
    birth_date: '2020-02-29',
    atvk: '0002000',
    service: 'respite',
    requested_on: '2026-10-01',
  },
  providers: {
    registration_number: '40000000001',
    atvk: '0001000',
    services: 'home_care|other',
    accommodation: 'both',
    adapted: 'jā',
  },
  insured: {
    atvk: '0001000',
    sex: 'female',
    persons: '2',
    contribution_wages: '2400.50',
    contribution_periods: '3',
  },
  recipients: { atvk: '0001000', service: 'care_benefit', persons: '0' },
};

const read = (source: Source, changed: Readonly<Record<string, string>> = {}, period = '2026-10') =>
  SOURCE_STRUCTURES[source].read({ ...RIGHT[source], ...changed }, fileMonth(Month.parse(period)));
const rowOf = (...row: Parameters<typeof read>) => {
  const found = read(...row);
  assert.ok('row' in found, JSON.stringify(found));
  return found.row;
};
const faultsOf = (...row: Parameters<typeof read>) => {
  const found = read(...row);
  return 'faults' in found ? found.faults.map(({ column, reason }) => `${column} ${reason}`) : [];
};
const hintOf = (...row: Parameters<typeof read>) => {
  const found = read(...row);
  return 'faults' in found ? found.faults[0]?.hint : undefined;
};

suite('the structures of the sources', () => {
  for (const source of SOURCES) {
    test(`${source}: a right row is taken, and its event is as the contract says`, () => {
      const { type, register, columns } = SOURCE_STRUCTURES[source];
      assert.deepEqual(
        columns.map(({ name }) => name),
        Object.keys(RIGHT[source]),
      );
      const { facts, subject } = rowOf(source);
      contractOf(type).parse({
        specversion: '1.0',
        id: 'e.1',
        source: `/registers/${register}`,
        type,
        subject: subject.kind === 'person' ? 'p1.aaaaaaaaaaaaaaaaaaaaaa' : subject.atvk,
        time: '2026-11-02T06:00:00Z',
        datacontenttype: 'application/json',
        data: { recordId: 'r', recordVersion: 1, period: '2026-10', ...facts },
      });
    });

    test(`${source}: a column that must be filled is refused empty, one that need not is taken`, () => {
      for (const { name, mayBeEmpty } of SOURCE_STRUCTURES[source].columns) {
        const expected = source === 'recipients' && name === 'atvk' ? 'TOTAL_ROW' : 'CELL_EMPTY';
        assert.deepEqual(faultsOf(source, { [name]: '' }), mayBeEmpty ? [] : [`${name} ${expected}`]);
      }
    });

    test(`${source}: a space around a value is refused`, () => {
      for (const [name, value] of Object.entries(RIGHT[source]))
        assert.deepEqual(faultsOf(source, { [name]: `${value} ` }), [`${name} SPACES_AROUND`]);
    });
  }

  test('a person without birth or residence is looked up by the code', () => {
    const needsCode = (changed: Record<string, string>) => {
      const { subject } = rowOf('unemployed', changed);
      return subject.kind === 'person' && subject.needsCode;
    };
    assert.deepEqual(
      [{}, { birth_date: '' }, { atvk: '' }].map((changed) => needsCode(changed)),
      [false, true, true],
    );
  });

  test('a person code has one name, with its hyphen or without', () => {
    const names = ['161175-19997', '16117519997'].map(
      (person_code) => rowOf('unemployed', { person_code }).name,
    );
    assert.equal(names[0], names[1]);
  });

  test('a wrong personal code is refused without a hint', () => {
    for (const person_code of ['16117519998', '1611751999', '161175 19997', '31000000000'])
      assert.deepEqual(faultsOf('unemployed', { person_code }), ['person_code PERSON_CODE_WRONG']);
    assert.equal(hintOf('unemployed', { person_code: '16117519998' }), null);
  });

  test('days: only real ones, an aid and a request within the period', () => {
    for (const issued_on of ['2026-10-32', '31.10.2026', '2026-10-1'])
      assert.deepEqual(faultsOf('technical-aids', { issued_on }), ['issued_on DATE_WRONG']);
    for (const day of ['2026-09-30', '2026-11-01']) {
      assert.deepEqual(faultsOf('technical-aids', { issued_on: day }), ['issued_on DATE_OUTSIDE_PERIOD']);
      assert.deepEqual(faultsOf('support-requests', { requested_on: day }), [
        'requested_on DATE_OUTSIDE_PERIOD',
      ]);
    }
  });

  test('a status of unemployed has a day in the period, and ends on its first day or later', () => {
    const faults = (status_from: string, status_to: string) =>
      faultsOf('unemployed', { status_from, status_to });
    assert.deepEqual(faults('2026-10-31', ''), []);
    assert.deepEqual(faults('2026-10-05', '2026-10-05'), []);
    assert.deepEqual(faults('2026-10-05', '2026-11-02'), []);
    assert.deepEqual(faults('2026-11-01', ''), ['status_from DATE_OUTSIDE_PERIOD']);
    assert.deepEqual(faults('2026-09-01', '2026-09-30'), ['status_to DATE_OUTSIDE_PERIOD']);
    assert.deepEqual(faults('2026-10-05', '2026-10-04'), ['status_to DATES_NOT_IN_ORDER']);
  });

  test('nobody gets anything before being born', () => {
    assert.deepEqual(faultsOf('technical-aids', { birth_date: '2026-10-31' }), []);
    assert.deepEqual(faultsOf('technical-aids', { birth_date: '2026-11-01' }), ['birth_date BORN_LATER']);
  });

  test('a territory is one of the classifier in force on the last day of the period', () => {
    const cases = [
      ['0001000', '2021-07', undefined],
      ['0001000', '2021-06', '0010000 Rīga'],
      ['0010000', '2021-06', undefined],
      ['0010000', '2021-07', '0001000 Rīga'],
      ['0360800', '2026-10', '0049000 Smiltenes novads'],
      ['0701800', '2026-10', '0038001 Madonas novads'],
      ['0055000', '2025-06', undefined],
      ['0055000', '2025-07', '0038001 Madonas novads'],
      ['0038001', '2025-06', null],
      ['0038001', '2025-07', undefined],
    ] as const;
    for (const [atvk, period, meant] of cases) {
      const faults = faultsOf('recipients', { atvk }, period);
      assert.deepEqual(
        faults,
        meant === undefined ? [] : ['atvk TERRITORY_OF_ANOTHER_YEAR'],
        `${atvk} ${period}`,
      );
      if (meant !== undefined) assert.equal(hintOf('recipients', { atvk }, period), meant);
    }
    assert.deepEqual(faultsOf('recipients', { atvk: '9999999' }), ['atvk TERRITORY_UNKNOWN']);
    assert.deepEqual(faultsOf('insured', { atvk: '0000000' }), ['atvk TERRITORY_UNKNOWN']);
    assert.deepEqual(faultsOf('recipients', { atvk: '1000' }), ['atvk TERRITORY_WRONG']);
  });

  test('an insured person of an unknown territory stands under the code of none', () => {
    assert.deepEqual(rowOf('insured', { atvk: '' }).subject, { kind: 'territory', atvk: '0000000' });
  });

  test('a count is a whole number, an amount has a point and two digits', () => {
    for (const persons of ['1.5', '1,5', '-1', '1e3', '1 000', '+1', '007', '١'])
      assert.deepEqual(faultsOf('recipients', { persons }), ['persons NOT_A_WHOLE_NUMBER']);
    assert.deepEqual(faultsOf('recipients', { persons: '10000000' }), []);
    for (const persons of ['10000001', '9'.repeat(30)])
      assert.deepEqual(faultsOf('recipients', { persons }), ['persons NUMBER_TOO_LARGE']);
    for (const contribution_wages of ['2400,50', '2400.5', '2400', '-1.00', '2 400.50'])
      assert.deepEqual(faultsOf('insured', { contribution_wages }), ['contribution_wages AMOUNT_WRONG']);
  });

  test('wages need persons and periods, periods need persons; persons need neither', () => {
    const faults = (persons: string, contribution_wages: string, contribution_periods: string) =>
      faultsOf('insured', { persons, contribution_wages, contribution_periods });
    assert.deepEqual(faults('0', '0.00', '0'), []);
    assert.deepEqual(faults('4', '0.00', '0'), []);
    assert.deepEqual(faults('4', '0.00', '2'), []);
    assert.deepEqual(faults('4', '0.01', '0'), ['contribution_wages COUNTS_CONTRADICT']);
    assert.deepEqual(faults('0', '0.00', '1'), ['contribution_periods COUNTS_CONTRADICT']);
  });

  test('a class of aids that is not counted apart is another one; what is no class is refused', () => {
    const aids = ['06', '09', '12', '22', '04', '30'].map(
      (aid_class) => rowOf('technical-aids', { aid_class }).facts.aid,
    );
    assert.deepEqual(aids, [
      'orthoses_prostheses',
      'personal_care',
      'mobility',
      'communication',
      'other',
      'other',
    ]);
    for (const aid_class of ['6', '1206', '99', 'toString'])
      assert.deepEqual(faultsOf('technical-aids', { aid_class }), ['aid_class CODE_UNKNOWN']);
  });

  test('services stand with a space or a bar between them, each once', () => {
    for (const services of ['home_care other', 'home_care|other', 'home_care | other'])
      assert.deepEqual(rowOf('providers', { services }).facts.services, ['home_care', 'other']);
    assert.deepEqual(faultsOf('providers', { services: 'other other' }), ['services LIST_REPEATS']);
    assert.deepEqual(faultsOf('providers', { services: 'home_care,other' }), ['services CODE_UNKNOWN']);
  });

  test('adapted premises may be told in either language', () => {
    const read = ['jā', 'yes', 'nē', 'no'].map((adapted) => rowOf('providers', { adapted }).facts.adapted);
    assert.deepEqual(read, [true, true, false, false]);
  });

  test('every reason says what is wrong in both languages, and its hint has a place', () => {
    for (const [code, reason] of Object.entries(SOURCE_REASONS)) {
      assert.match(reason.lv, /\S{2,}.*\.?$/, code);
      assert.notEqual(reason.lv, reason.en, code);
      if ('hint' in reason)
        for (const text of [reason.hint.lv, reason.hint.en]) assert.equal(text.split('{}').length, 2, code);
    }
  });
});
