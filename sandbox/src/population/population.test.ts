import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import {
  CalendarDate,
  COUNTED_PAYMENT_KINDS,
  Currency,
  isPersonCode,
  Money,
  Month,
  PaymentId,
  PaymentKind,
  PlacementBody,
  PlacementWithdrawal,
} from '@saite/contracts';
import { newPersonCode, oldPersonCode } from './person-codes.ts';
import { makePerson, makePopulation } from './population.ts';

const today = CalendarDate.parse('2026-11-20');
const digestOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

suite('a made population', () => {
  const population = makePopulation(1, 1_500, { today });
  const { persons, payments, placements, withdrawals } = population;

  test('is the same for the same seed and another for another', () => {
    assert.equal(digestOf(makePopulation(1, 1_500, { today })), digestOf(population));
    assert.notEqual(digestOf(makePopulation(2, 1_500, { today })), digestOf(population));
  });

  test('stays as it was: a running installation makes it again', () => {
    const digest = '8c9d5bed36669252cb65795441b194e3ffd94007fc3aae015a2f602e47e2fb7a';
    assert.equal(digestOf(population), digest);
  });

  test('makes a person without regard to how many are made', () => {
    const fewer = makePopulation(1, 10, { today });
    assert.deepEqual(fewer.payments, payments.slice(0, fewer.payments.length));
    assert.deepEqual(
      makePerson(1, 9, { today }).placements,
      fewer.placements.slice(-1 * makePerson(1, 9, { today }).placements.length),
    );
  });

  test('has placements that the hub accepts', () => {
    for (const placement of placements) PlacementBody.parse(placement);
    for (const withdrawal of withdrawals) PlacementWithdrawal.parse(withdrawal);
  });

  test('has payments of valid values', () => {
    for (const payment of payments) {
      PaymentId.parse(payment.paymentId);
      PaymentKind.parse(payment.kind);
      Money.parse(payment.granted);
      Money.parse(payment.paid);
      if (payment.currency !== undefined) Currency.parse(payment.currency);
      assert.ok(isPersonCode(payment.personCode));
      assert.ok(Month.parse(payment.periodFrom) <= Month.parse(payment.periodTo));
    }
  });

  test('has valid persons with a code each, of both forms', () => {
    const codes = new Map(persons.map((person) => [person.personCode, person]));
    for (const person of persons) {
      assert.ok([person.personCode, ...(person.formerCodes ?? [])].every((code) => isPersonCode(code)));
      CalendarDate.parse(person.bornOn);
    }
    assert.ok(codes.size > 1_480 && codes.size <= 1_500);
    assert.ok([...codes.keys()].some((code) => code.startsWith('3')));
  });

  test('tells the versions of a record in order, from 1', () => {
    const versions = new Map<string, number>();
    for (const payment of payments) {
      assert.equal(payment.recordVersion, (versions.get(payment.paymentId) ?? 0) + 1);
      versions.set(payment.paymentId, payment.recordVersion);
    }
    assert.ok([...versions.values()].some((version) => version === 3));
  });

  test('has every case that the allowance knows', () => {
    const has = (what: string, found: boolean) => assert.ok(found, `no ${what}`);
    has(
      'kind that does not count',
      payments.some(({ kind }) => !Object.hasOwn(COUNTED_PAYMENT_KINDS, kind)),
    );
    has(
      'foreign pension in euro',
      payments.some((payment) => payment.currency === 'EUR'),
    );
    has(
      'foreign currency',
      payments.some(({ currency }) => currency !== undefined && currency !== 'EUR'),
    );
    has(
      'withdrawn payment',
      payments.some((payment) => payment.withdrawn),
    );
    has(
      'deduction',
      payments.some((payment) => payment.paid !== payment.granted),
    );
    has(
      'record over many months',
      payments.some((payment) => payment.periodFrom !== payment.periodTo),
    );
    has(
      'death',
      persons.some((person) => person.diedOn),
    );
    has(
      'stay that goes on',
      placements.some((placement) => !placement.endedOn),
    );
    has(
      'end in the future',
      placements.some(({ endedOn }) => endedOn !== undefined && endedOn > today),
    );
    has(
      'placement without cost',
      placements.some((placement) => !placement.dailyCost),
    );
    has(
      'changed placement',
      placements.some((placement) => placement.recordVersion === 2),
    );
    has('withdrawn placement', withdrawals.length > 0);
    const paid = new Set(payments.map((payment) => payment.personCode));
    has(
      'client without income',
      placements.some((placement) => !paid.has(placement.personCode)),
    );
    const formers = new Set(persons.flatMap((person) => person.formerCodes ?? []));
    has(
      'placement under a former code',
      placements.some(({ personCode }) => formers.has(personCode)),
    );
    has(
      'payment under a former code',
      payments.some(({ personCode }) => formers.has(personCode)),
    );
  });

  test('is of a likely size', () => {
    assert.ok(payments.length / 1_500 > 40 && payments.length / 1_500 < 60);
    assert.ok(placements.length / 1_500 > 1 && placements.length / 1_500 < 2);
    assert.equal(new Set(placements.map((placement) => placement.institutionId)).size, 25);
  });

  test('pays for every month of a stay of a person who has a pension', () => {
    const pensions = payments.filter((payment) => payment.kind === 'STATE_PENSION' && !payment.withdrawn);
    const covered = new Set(pensions.map(({ personCode }) => personCode));
    const formers = new Set(
      persons.flatMap(({ formerCodes, personCode }) => [
        ...(formerCodes ?? []),
        ...(formerCodes ? [personCode] : []),
      ]),
    );
    const dead = new Set(persons.filter((person) => person.diedOn).map((person) => person.personCode));
    for (const { personCode, startedOn } of placements.filter(
      (placement) => !placement.placementId.endsWith('x'),
    )) {
      if (!covered.has(personCode) || formers.has(personCode) || dead.has(personCode)) continue;
      const month = startedOn.slice(0, 7);
      assert.ok(
        pensions.some(
          (pension) =>
            pension.personCode === personCode && pension.periodFrom <= month && month <= pension.periodTo,
        ),
        `month ${month} has no pension`,
      );
    }
  });
});

test('codes of many indexes and neighbouring seeds are valid and differ', () => {
  const codes = new Set<string>();
  for (const seed of [1, 2, 3]) {
    for (let index = 0; index < 20_000; index += 1) {
      for (const code of [oldPersonCode(seed, index), newPersonCode(seed, index)]) {
        assert.ok(isPersonCode(code), 'a code that is not valid');
        codes.add(code);
      }
    }
  }
  assert.equal(codes.size, 3 * 2 * 20_000);
});
