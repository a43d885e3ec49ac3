import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  CalendarDate,
  Instant,
  InstitutionClients,
  InstitutionId,
  Month,
  PersonCode,
  PersonRef,
  toCents,
} from '@saite/contracts';
import fc from 'fast-check';
import { decideAllowance } from '../allowance/index.ts';
import { anyFacts, TODAY } from '../allowance/testing/arbitrary.ts';
import { answer, decide, type Given, payment, person, policiesOf, stay } from '../allowance/testing/given.ts';
import { type MonthOfClient, tellInstitutionMonth } from './institution-month.ts';

const HOUSE = InstitutionId.parse('house-1');
const JANUARY = Month.parse('2020-01');
const DECEMBER = Month.parse('2019-12');

const whoOf = (letter: string): MonthOfClient['who'] => ({
  personRef: PersonRef.parse(`p1.${letter.repeat(22)}`),
  personCode: PersonCode.parse('32000000001'),
  givenName: null,
  familyName: letter,
});

type Months = ReturnType<typeof decideAllowance>['months'];

const clientOf = (letter: string, months: Months, corrected = false): MonthOfClient => {
  const now = months.find(({ month }) => month === JANUARY);
  return {
    who: whoOf(letter),
    now: now
      ? {
          month: now.month,
          content: now.content,
          version: 1,
          computedAt: Instant.parse('2020-01-02T08:00:00Z'),
          corrected,
        }
      : null,
    before: months.find(({ month }) => month === DECEMBER) ?? null,
  };
};
const client = (letter: string, given: Given, corrected?: boolean) =>
  clientOf(letter, decide({ answers: [answer('2000-01', '2099-12')], ...given }).months, corrected);

const pension = payment({ granted: '450.00' });

describe("an institution's month", () => {
  const people = [
    client('A', { stays: [stay({ from: '2019-01-01' })], payments: [pension] }),
    client('B', { stays: [stay({ from: '2020-01-11' })], payments: [pension] }, true),
    client('C', { stays: [stay({ from: '2019-01-01', to: '2019-12-20' })], payments: [pension] }),
    client('D', {
      stays: [stay({ from: '2019-01-01' })],
      persons: [person('2019-12-10')],
      payments: [pension],
    }),
    client('E', {
      stays: [
        stay({ from: '2019-01-01', to: '2020-01-11' }),
        stay({ id: 's-2', from: '2020-01-11', institution: 'house-2', cost: '30.00' }),
      ],
      payments: [pension],
    }),
    client('F', { stays: [stay({ from: '2019-01-01', institution: 'house-2' })], payments: [pension] }),
  ];
  const told = tellInstitutionMonth(HOUSE, JANUARY, people);
  const row = (letter: string) => told.clients.find(({ familyName }) => familyName === letter);

  it('is valid by the contract, and has everybody with a day there and nobody else', () => {
    assert.deepEqual(InstitutionClients.parse(told), told);
    assert.deepEqual(
      told.clients.map(({ familyName }) => familyName),
      ['A', 'B', 'E'],
    );
    assert.deepEqual(
      told.gone.map(({ familyName, changes }) => [familyName, changes]),
      [
        ['C', ['left']],
        ['D', ['died']],
      ],
    );
  });

  it('is told in part with the sums and counts of everybody', () => {
    const part = tellInstitutionMonth(HOUSE, JANUARY, people, 2);
    assert.deepEqual(InstitutionClients.parse(part), part);
    assert.deepEqual(part, {
      ...told,
      clients: told.clients.slice(0, 2),
      gone: told.gone.slice(0, 2),
      whole: false,
    });
    assert.deepEqual(told.counts, { changed: 3, gone: 2 });
    assert.equal(told.whole, true);
    assert.equal(tellInstitutionMonth(HOUSE, JANUARY, people, 3).whole, true);
  });

  it('counts nobody as changed for the length of the month alone', () => {
    const november = decide({
      stays: [stay({ from: '2019-01-01' })],
      payments: [pension],
      answers: [answer('2000-01', '2099-12')],
    }).months;
    const [before, now] = [Month.parse('2019-11'), Month.parse('2019-12')].map((month) =>
      november.find((told) => told.month === month),
    );
    assert.ok(before && now);
    const computedAt = Instant.parse('2020-01-02T08:00:00Z');
    const { clients, counts } = tellInstitutionMonth(HOUSE, DECEMBER, [
      { who: whoOf('A'), now: { ...now, version: 1, computedAt, corrected: false }, before },
    ]);
    assert.deepEqual(clients[0]?.changes, ['month-length']);
    assert.equal(counts.changed, 0);
  });

  it('says what differs from the month before', () => {
    assert.deepEqual(row('A')?.changes, ['rate']);
    assert.deepEqual([row('A')?.previousAllowance, row('A')?.allowance], ['45.00', '67.50']);
    assert.deepEqual(row('B')?.changes, ['new-client', 'corrected']);
    assert.equal(row('B')?.previousAllowance, null);
  });

  it('shows of somebody who moved away the whole month, and what of it is for the days here', () => {
    const moved = row('E');
    assert.deepEqual([moved?.daysHere, moved?.daysInCare], [10, 31]);
    assert.deepEqual([moved?.serviceCostHere, moved?.serviceCost], ['200.00', '830.00']);
    assert.deepEqual([moved?.clientShareHere, moved?.clientShare], ['92.17', '382.50']);
  });

  it('adds up, and counts flags and changes', () => {
    assert.deepEqual(
      [told.totals.clients, told.totals.daysHere, told.totals.allowance, told.previousTotals.clients],
      [3, 62, '202.50', 4],
    );
    assert.deepEqual(told.byFlag, [{ flag: 'PART_MONTH', clients: 1 }]);
    assert.deepEqual(Object.fromEntries(told.byChange.map(({ change, clients }) => [change, clients])), {
      'new-client': 1,
      left: 1,
      died: 1,
      rate: 2,
      moved: 1,
      corrected: 1,
    });
  });
});

describe('whoever the clients', () => {
  const today = CalendarDate.parse(TODAY);
  const anyClients = fc
    .array(anyFacts, { maxLength: 8 })
    .map((people) =>
      people.map((facts, index) =>
        clientOf(String.fromCharCode(65 + index), decideAllowance(facts, policiesOf(), today).months),
      ),
    );

  it('the totals are the sums of the rows to the cent, and everybody is somewhere once', () => {
    fc.assert(
      fc.property(anyClients, (months) => {
        const told = tellInstitutionMonth(HOUSE, JANUARY, months);
        assert.deepEqual(InstitutionClients.parse(told), told);
        const sum = (
          name:
            | 'base'
            | 'allowance'
            | 'serviceCost'
            | 'clientShare'
            | 'remainder'
            | 'shortfall'
            | 'serviceCostHere'
            | 'clientShareHere',
        ) => told.clients.reduce((cents, row) => cents + (row[name] === null ? 0 : toCents(row[name])), 0);
        for (const name of [
          'base',
          'allowance',
          'serviceCost',
          'clientShare',
          'remainder',
          'shortfall',
          'serviceCostHere',
          'clientShareHere',
        ] as const)
          assert.equal(toCents(told.totals[name]), sum(name), name);
        assert.equal(told.totals.clients, told.clients.length);
        const previous = [...told.clients, ...told.gone].filter(
          ({ previousDaysHere }) => previousDaysHere !== null,
        );
        assert.equal(told.previousTotals.clients, previous.length);
        assert.equal(
          toCents(told.previousTotals.allowance),
          previous.reduce(
            (cents, row) => cents + (row.previousAllowance === null ? 0 : toCents(row.previousAllowance)),
            0,
          ),
        );
        const names = [...told.clients, ...told.gone].map(({ familyName }) => familyName);
        assert.equal(new Set(names).size, names.length);
        for (const { flag, clients } of told.byFlag)
          assert.equal(clients, told.clients.filter(({ flags }) => flags.includes(flag)).length);
      }),
      { numRuns: 200 },
    );
  });
});
