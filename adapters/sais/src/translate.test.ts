import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { test } from 'node:test';
import { eventPerson } from '@saite/adapter-kit';
import { errorPath } from '@saite/adapter-kit/soap';
import { eventContracts, Month } from '@saite/contracts';
import { makeKeyFile, openCode, parseKeyFile, personRef, sealCode } from '@saite/identity';
import { madeCode } from './testing/made.ts';
import { incomeChecked, paymentRecorded } from './translate.ts';
import { UpstreamPayment } from './upstream-contract.ts';

const ring = parseKeyFile(makeKeyFile());
const code = madeCode(1);
const subject = personRef(ring, code);
const stored = sealCode(ring, subject, code);
const now = new Date('2026-11-20T10:00:00Z');
const wire = {
  PaymentID: 'iz-1',
  RecordVersion: '3',
  PersonCode: code,
  Kind: 'STATE_PENSION',
  PeriodFrom: '2024-01',
  PeriodTo: '2024-12',
  Granted: '450.00',
  Paid: '405.00',
  Currency: 'EUR',
  Withdrawn: 'false',
};

test('a payment becomes an event of the contract that shows no code', () => {
  const person = eventPerson(ring, subject, code, stored);
  const event = paymentRecorded(ring, person, UpstreamPayment.parse(wire), now);
  assert.deepEqual(eventContracts['sais.payment.recorded.v1'].parse(event), event);
  assert.equal(event.source, '/registers/sais');
  assert.equal(event.data.recordVersion, 3);
  assert.equal(event.data.granted, '450.00');
  assert.equal(openCode(ring, subject, event.data.identity), code);
  assert.ok(!JSON.stringify(event).includes(code));
});

test('what is read twice is the same event with the same content; another version is another event', () => {
  const tell = (given: object, at: Date) =>
    paymentRecorded(ring, eventPerson(ring, subject, code, stored), UpstreamPayment.parse(given), at);
  const first = tell(wire, now);
  const again = tell(wire, new Date('2027-01-01T00:00:00Z'));
  assert.equal(again.id, first.id);
  assert.deepEqual(again.data, first.data);
  assert.notEqual(tell({ ...wire, RecordVersion: '4' }, now).id, first.id);
});

test('a withdrawn payment is told as withdrawn', () => {
  const payment = UpstreamPayment.parse({ ...wire, Withdrawn: 'true' });
  const event = paymentRecorded(ring, eventPerson(ring, subject, code, stored), payment, now);
  assert.equal(event.data.withdrawn, true);
});

test('a code sealed under an older key is sealed anew under the current one', () => {
  const newer = {
    ...ring,
    sealing: { current: 2, keys: { ...ring.sealing.keys, 2: createSecretKey(Buffer.alloc(32, 7)) } },
  };
  const { identity } = eventPerson(newer, subject, code, stored);
  assert.equal(identity.keyVersion, 2);
  assert.equal(openCode(newer, subject, identity), code);
});

test('the version of the word "answered" is the number of months from 2000-01', () => {
  const event = incomeChecked(ring, subject, Month.parse('2026-11'), now);
  assert.deepEqual(eventContracts['sais.income.checked.v1'].parse(event), event);
  assert.equal(event.data.recordId, subject);
  assert.equal(event.data.recordVersion, 26 * 12 + 11);
  assert.equal(incomeChecked(ring, subject, Month.parse('2000-01'), now).data.recordVersion, 1);
  assert.equal(incomeChecked(ring, subject, Month.parse('2026-11'), new Date()).id, event.id);
});

const wrong: readonly [string, Record<string, unknown>, string][] = [
  ['an amount in words', { Granted: 'four hundred' }, 'Granted'],
  ['an amount with one decimal', { Paid: '1.5' }, 'Paid'],
  ['a month that is none', { PeriodFrom: '2024-13' }, 'PeriodFrom'],
  ['a period that ends before it begins', { PeriodTo: '2023-12' }, 'PeriodTo'],
  ['a version that is no number', { RecordVersion: 'third' }, 'RecordVersion'],
  ['a code with a wrong check digit', { PersonCode: '01010112345' }, 'PersonCode'],
  ['a flag in capitals', { Withdrawn: 'TRUE' }, 'Withdrawn'],
];
for (const [what, field, path] of wrong) {
  test(`a payment with ${what} is refused with the path of the field and no value`, () => {
    const read = UpstreamPayment.safeParse({ ...wire, ...field });
    assert.ok(!read.success);
    assert.equal(errorPath(read.error), path);
    assert.ok(!read.error.message.includes(String(Object.values(field)[0])));
  });
}
