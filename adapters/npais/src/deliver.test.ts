import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { CalendarDate, DeliveryDocument, type PersonCode } from '@saite/contracts';
import { waitFor } from '@saite/runtime/testing';
import {
  CRISIS_TEXTS,
  DISCREPANCY_FACTS,
  madeAlert,
  madeCode,
  madeDiscrepancy,
  madeReport,
  madeSurvey,
  REPORT_TEXTS,
  SURVEY_TEXTS,
} from './testing/made.ts';
import { openWorld, type World } from './testing/world.ts';

let world: World;
let next = 1;
const newCode = () => madeCode(next++);

before(async () => {
  world = await openWorld();
});
after(() => world.close());
afterEach(() => world.npais.sandbox.fail('none'));

const alertOf = (code: PersonCode) => madeAlert(world.adapter.keys, world.ref(code));
const arrived = async (deliveryId: string) =>
  (await world.npais.inbox()).filter(({ messageId }) => messageId === deliveryId);
const attempted = (deliveryId: string) =>
  waitFor('an attempt', async () => {
    const text = `SELECT 1 FROM ${world.adapter.schema}.delivery WHERE message_id = $1 AND attempts > 0`;
    return (await world.adapter.database.query(text, [deliveryId])).rows.length === 1;
  });

test('report, alert, survey and discrepancy reach the court once, readable, with a receipt that the hub is told', async () => {
  const code = newCode();
  const { keys } = world.adapter;
  const contacts = [
    { relation: 'parent' as const, kind: 'visit' as const, dates: [CalendarDate.parse('2026-05-01')] },
    { relation: 'sibling' as const, kind: 'letter' as const, dates: [] },
  ];
  const report = madeReport(keys, world.ref(code), { contacts });
  const survey = madeSurvey(keys, world.ref(code));
  const sent = [
    { document: report, fields: { reportedOn: '2026-06-30', ...REPORT_TEXTS, contacts } },
    { document: alertOf(code), fields: { alertKind: 'crisis-reported', dueOn: null, ...CRISIS_TEXTS } },
    { document: survey, fields: { recordVersion: 3, withdrawn: false, ...SURVEY_TEXTS } },
    {
      document: madeDiscrepancy(keys, world.ref(code)),
      fields: {
        discrepancyKind: 'dates-differ',
        resolvedOn: null,
        facts: DISCREPANCY_FACTS.map(({ lv, en, ...fact }) => ({ ...fact, text: { lv, en } })),
      },
    },
  ];
  for (const { document, fields } of sent) {
    const id = await world.request(code, document);
    const settled = await world.settled(id);
    const [message, ...others] = await arrived(id);
    assert.ok(message && others.length === 0);
    assert.equal(settled.outcome, 'delivered');
    assert.equal(settled.receipt, message.receipt);
    assert.deepEqual([message.courtId, message.childCode, message.kind], ['court-1', code, document.kind]);
    for (const [field, value] of Object.entries(fields)) assert.deepEqual(message[field], value, field);
  }
});

test('the same request again sends nothing, and the hub is told once', async () => {
  const code = newCode();
  const document = alertOf(code);
  const deliveryId = await world.request(code, document);
  await world.settled(deliveryId);
  await world.request(code, document, { deliveryId });
  await world.settled(await world.request(code, alertOf(code)));
  assert.equal((await arrived(deliveryId)).length, 1);
  const words = world.of('npais.delivery.settled.v1', code);
  assert.equal(words.filter(({ data }) => String(data.recordId) === String(deliveryId)).length, 1);
});

test('a delivery whose answer was lost is asked for, not sent twice', async () => {
  const code = newCode();
  world.npais.sandbox.fail('lost-answer');
  const id = await world.request(code, alertOf(code));
  await waitFor('the message', async () => (await arrived(id)).length === 1);
  world.npais.sandbox.fail('none');
  const settled = await world.settled(id);
  const messages = await arrived(id);
  assert.equal(messages.length, 1);
  assert.equal(settled.receipt, messages[0]?.receipt);
});

test('what is asked for while NPAIS is down arrives once afterwards, all of it', async () => {
  world.npais.sandbox.fail('down');
  const code = newCode();
  const ids = [];
  for (let count = 0; count < 12; count += 1) ids.push(await world.request(code, alertOf(code)));
  await attempted(ids[0] ?? '');
  world.npais.sandbox.fail('none');
  for (const id of ids) {
    assert.equal((await world.settled(id)).outcome, 'delivered');
    assert.equal((await arrived(id)).length, 1);
  }
});

test("what NPAIS refuses is settled with the register's code; a second round delivers it", async () => {
  const code = newCode();
  const document = alertOf(code);
  world.npais.sandbox.fail('refuse-delivery');
  const deliveryId = await world.request(code, document);
  const refused = await world.settled(deliveryId);
  assert.deepEqual([refused.outcome, refused.reason, refused.receipt], ['refused', 'COURT_UNKNOWN', null]);
  world.npais.sandbox.fail('none');
  await world.request(code, document, { deliveryId, round: 2 });
  assert.equal((await world.settled(deliveryId, 2)).outcome, 'delivered');
  assert.equal((await arrived(deliveryId)).length, 1);
});

test('a document that NPAIS has no message for is settled as refused, and nothing is sent', async () => {
  const decision = DeliveryDocument.parse({
    kind: 'custody-decision',
    decisionId: 'd-1',
    recordVersion: 1,
    withdrawn: false,
    court: 'court-1',
    decisionKind: 'care-ended',
    decidedOn: '2026-05-04',
    effectiveFrom: '2026-05-04',
  });
  const id = await world.request(newCode(), decision);
  const { outcome, reason } = await world.settled(id);
  assert.deepEqual([outcome, reason], ['refused', 'DOCUMENT_NOT_SERVED']);
  assert.equal((await arrived(id)).length, 0);
});

test('what is cancelled before NPAIS has it is not sent', async () => {
  const code = newCode();
  const document = alertOf(code);
  world.npais.sandbox.fail('down');
  const deliveryId = await world.request(code, document);
  await attempted(deliveryId);
  await world.request(code, document, { deliveryId, round: 2, cancelled: true });
  world.npais.sandbox.fail('none');
  assert.equal((await world.settled(deliveryId, 2)).outcome, 'cancelled');
  assert.equal((await arrived(deliveryId)).length, 0);
});

test('deliveries keep no code and no text in clear', async () => {
  const { rows } = await world.adapter.database.query(`SELECT * FROM ${world.adapter.schema}.delivery`);
  const text = JSON.stringify(rows);
  assert.ok(rows.length > 10);
  for (let number = 1; number < next; number += 1) assert.ok(!text.includes(madeCode(number)));
  for (const part of ['zvana', 'krīzes centrā', 'Mājoklis']) assert.ok(!text.includes(part));
});
