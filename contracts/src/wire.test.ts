import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isObject, type Json, type JsonObject } from '../generate/json.ts';
import { samplesOf } from '../generate/samples.ts';
import { type EventType, eventContracts, PlacementBody } from './index.ts';

function sample(type: EventType, name: string): JsonObject {
  const found = samplesOf(type).find((entry) => entry.name === name);
  assert.ok(found, `${type}/${name}`);
  return structuredClone(found.event);
}

/** Whether an event is still accepted with one value set, by path. */
function acceptedWith(type: EventType, name: string, path: string, value: Json): boolean {
  const event = sample(type, name);
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let place = event;
  for (const step of steps) {
    const next = place[step];
    assert.ok(isObject(next), path);
    place = next;
  }
  place[last] = value;
  return eventContracts[type].safeParse(event).success;
}

const paymentWith = (path: string, value: Json) =>
  acceptedWith('sais.payment.recorded.v1', 'pension', path, value);
const placementWith = (path: string, value: Json) =>
  acceptedWith('spolis.placement.recorded.v1', 'discharged', path, value);

describe('what an event refuses on the wire', () => {
  it('an unknown field, in the envelope, the data or deeper', () => {
    assert.equal(paymentWith('traceparent', 'x'), false);
    assert.equal(paymentWith('data.bonus', '1.00'), false);
    assert.equal(placementWith('data.stay.ward', '4'), false);
    assert.equal(placementWith('data.identity.key', 'x'), false);
  });

  it('an amount that is not text with exactly two decimals from 0.00 to 9999999.99', () => {
    for (const amount of ['0.00', '450.00', '9999999.99'])
      assert.equal(paymentWith('data.granted', amount), true);
    const wrong = [
      '450.005',
      '450.0',
      '450',
      '-1.00',
      '10000000.00',
      '1e3',
      '0450.00',
      '450,00',
      ' 450.00',
      '',
      450,
      null,
    ];
    for (const amount of wrong) assert.equal(paymentWith('data.granted', amount), false, String(amount));
  });

  it('a date that no calendar has', () => {
    assert.equal(placementWith('data.stay.startedOn', '2020-02-29'), true);
    for (const date of [
      '2021-02-29',
      '2021-13-01',
      '2021-04-31',
      '2021-4-1',
      '01.04.2021',
      '1899-12-31',
      '2021-04-01T00:00:00Z',
    ]) {
      assert.equal(placementWith('data.stay.startedOn', date), false, date);
    }
  });

  it('a month that is none', () => {
    for (const month of ['2020-00', '2020-13', '2020-1', '202001', '2020-01-01']) {
      assert.equal(paymentWith('data.periodFrom', month), false, month);
    }
  });

  it('an instant that is not in UTC', () => {
    assert.equal(paymentWith('time', '2020-01-11T03:00:00.123Z'), true);
    for (const time of ['2020-01-11T03:00:00+02:00', '2020-01-11 03:00:00', '2020-01-11']) {
      assert.equal(paymentWith('time', time), false, time);
    }
  });

  it('an id with spaces, of no or too many characters, or with others than the allowed ones', () => {
    assert.equal(placementWith('data.stay.institutionId', 'A-z.0_9:x'), true);
    for (const id of ['VSAC 1', ' VSAC', 'VSAC\n', '', 'x'.repeat(65), 'VSAC/1', 'ĀĒ']) {
      assert.equal(placementWith('data.stay.institutionId', id), false, JSON.stringify(id));
    }
  });

  it('a record version that is not a whole number from 1', () => {
    for (const version of [0, -1, 1.5, '1', 2_147_483_648, null]) {
      assert.equal(paymentWith('data.recordVersion', version), false, String(version));
    }
  });

  it('a subject that is not an opaque reference', () => {
    for (const subject of ['32000000001', 'p0.madeUpReferenceOfAnna_', 'p1.short', '']) {
      assert.equal(paymentWith('subject', subject), false, subject);
    }
  });

  it('a withdrawal that still says what it withdraws, and a placement that says nothing', () => {
    const withdrawn = sample('spolis.placement.recorded.v1', 'withdrawn');
    const stands = sample('spolis.placement.recorded.v1', 'admitted');
    assert.ok(isObject(withdrawn.data) && isObject(stands.data));
    const contract = eventContracts['spolis.placement.recorded.v1'];
    assert.equal(contract.safeParse({ ...stands, data: { ...stands.data, withdrawn: true } }).success, false);
    assert.equal(
      contract.safeParse({ ...withdrawn, data: { ...withdrawn.data, withdrawn: false } }).success,
      false,
    );
  });
});

describe('what the door for placements refuses', () => {
  const body = {
    placementId: 'IZV-1',
    recordVersion: 1,
    personCode: '161175-19997',
    programme: 'adult-long-term-care',
    institutionId: 'VSAC-1',
    startedOn: '2021-01-10',
  };

  it('takes a valid one, and the code comes out without its hyphen', () => {
    assert.equal(PlacementBody.parse(body).personCode, '16117519997');
  });

  it('takes a stay of no days and an end in the future, not an end before the start', () => {
    assert.equal(PlacementBody.safeParse({ ...body, endedOn: '2021-01-10' }).success, true);
    assert.equal(PlacementBody.safeParse({ ...body, endedOn: '2099-01-10' }).success, true);
    const refused = PlacementBody.safeParse({ ...body, endedOn: '2021-01-09' });
    assert.deepEqual(
      refused.error?.issues.map((issue) => issue.path),
      [['endedOn']],
    );
  });

  it('names the wrong field and never shows a personal code', () => {
    const code = '16117519990';
    const refused = PlacementBody.safeParse({ ...body, personCode: code });
    assert.deepEqual(
      refused.error?.issues.map((issue) => issue.path),
      [['personCode']],
    );
    assert.equal(JSON.stringify(refused.error?.issues).includes(code), false);
  });
});
