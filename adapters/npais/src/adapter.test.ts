import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { eventContracts, type PersonCode } from '@saite/contracts';
import { openCode, openNarrative } from '@saite/identity';
import { waitFor } from '@saite/runtime/testing';
import { madeCode, madeCrisis, madeDecision } from './testing/made.ts';
import { openWorld, type World } from './testing/world.ts';

let world: World;
let next = 1;
const newCode = () => madeCode(next++);

before(async () => {
  world = await openWorld();
});
after(() => world.close());
afterEach(() => world.npais.sandbox.fail('none'));

const decide = (...decisions: unknown[]) => world.npais.post('/sandbox/npais/decisions', decisions);
const report = (...crises: unknown[]) => world.npais.post('/sandbox/npais/crises', crises);
const decisionsOf = (code: PersonCode) => world.of('npais.custody.decided.v1', code);
const parkedAs = (item: string, reason: string, state = 'parked') =>
  waitFor(`${reason} of ${item} to be ${state}`, async () =>
    (await world.parked()).find((row) => row.item === item && row.reason === reason && row.state === state),
  );
/** Waits until the adapter has dealt with all changes so far: they come in order, and this crisis is the last. */
async function changesArePassed(): Promise<void> {
  const code = newCode();
  await report(madeCrisis(code, `marker-${code.slice(-4)}`));
  await world.crises(code, 1);
}

test('given decisions, when their child is placed, they are told with the code sealed', async () => {
  const code = newCode();
  await decide(madeDecision(code, 'd1'), madeDecision(code, 'd2', { kind: 'placed-in-institution' }));
  await world.placement(code, 'pl-1');
  const events = await world.decided(code, 2);
  assert.deepEqual(events.map(({ data }) => `${data.recordId} ${data.kind}`).sort(), [
    'd1 custody-suspended',
    'd2 placed-in-institution',
  ]);
  for (const event of events) {
    eventContracts['npais.custody.decided.v1'].parse(event);
    assert.equal(openCode(world.adapter.keys, event.subject, event.data.identity), code);
  }
});

test('given a placed child, when a court decides, changes and withdraws, each version is told', async () => {
  const code = newCode();
  await world.placement(code, 'pl-2');
  await world.fetched(code);
  await decide(madeDecision(code, 'd3'));
  await world.decided(code, 1);
  await decide(madeDecision(code, 'd3', { recordVersion: 2, effectiveFrom: '2026-06-01' }));
  await world.decided(code, 2);
  await decide(madeDecision(code, 'd3', { recordVersion: 3, effectiveFrom: '2026-06-01', withdrawn: true }));
  const events = await world.decided(code, 3);
  assert.deepEqual(
    events.map(({ data }) => [data.recordVersion, data.effectiveFrom, data.withdrawn]),
    [
      [1, '2026-05-05', false],
      [2, '2026-06-01', false],
      [3, '2026-06-01', true],
    ],
  );
});

test('the word that NPAIS has answered comes after every decision of the child, and for a child without any', async () => {
  const [decided, undecided] = [newCode(), newCode()];
  await decide(madeDecision(decided, 'd-word'));
  await world.placement(decided, 'pl-word-1');
  await world.placement(undecided, 'pl-word-2');
  for (const code of [decided, undecided]) {
    const ref = world.ref(code);
    const types = await waitFor('the word', () => {
      const told = world.told.filter(({ subject }) => subject === ref).map(({ type }) => type);
      return told.includes('npais.child.checked.v1') && told;
    });
    const before = types.slice(0, types.indexOf('npais.child.checked.v1'));
    assert.equal(before.includes('npais.custody.decided.v1'), code === decided);
  }
});

test('decisions under a former code are told too, whichever was known first', async () => {
  const [present, former] = [newCode(), newCode()];
  await decide(madeDecision(former, 'd4'));
  await world.placement(present, 'pl-3');
  await world.person(present, [former]);
  await world.decided(former, 1);

  const [present2, former2] = [newCode(), newCode()];
  await decide(madeDecision(present2, 'd5'));
  await world.person(present2, [former2]);
  await world.placement(former2, 'pl-4');
  await world.decided(present2, 1);
});

test('decisions of adults in care and of children who are not watched leave no trace', async () => {
  const [adult, other, watched] = [newCode(), newCode(), newCode()];
  await world.placement(adult, 'pl-5', { programme: 'adult-long-term-care' });
  await world.placement(watched, 'pl-6');
  await world.fetched(watched);
  await decide(madeDecision(adult, 'of-adult'), madeDecision(other, 'of-other'), madeDecision(watched, 'd6'));
  await world.decided(watched, 1);
  assert.ok(!/of-adult|of-other/.test(JSON.stringify([world.told, await world.parked()])));
  const { rows } = await world.adapter.database.query(
    `SELECT 1 FROM ${world.adapter.schema}.watched_person WHERE person_ref = ANY($1)`,
    [[world.ref(adult), world.ref(other)]],
  );
  assert.equal(rows.length, 0);
});

test('a crisis of a child who is not placed is told, and the child is watched from then on', async () => {
  const code = newCode();
  await decide(madeDecision(code, 'd7'));
  await report(madeCrisis(code, 'c1'));
  const [event] = await world.crises(code, 1);
  assert.ok(event);
  eventContracts['npais.crisis.reported.v1'].parse(event);
  assert.equal(event.data.reportedBy, 'police');
  assert.equal(event.data.occurredAt, '2026-05-03T21:30:00.000Z');
  const { measure } = openNarrative(world.adapter.keys, event.subject, 'crisis', event.data.narrative);
  assert.equal(measure, 'Bērns nogādāts krīzes centrā.');
  await world.decided(code, 1);
  await decide(madeDecision(code, 'd8'));
  await world.decided(code, 2);
});

test('a crisis that is withdrawn is told as withdrawn', async () => {
  const code = newCode();
  await report(madeCrisis(code, 'c2'));
  await world.crises(code, 1);
  await report(madeCrisis(code, 'c2', { recordVersion: 2, withdrawn: true }));
  const events = await world.crises(code, 2);
  assert.deepEqual(
    events.map(({ data }) => data.withdrawn),
    [false, true],
  );
});

test('an outage parks nothing; all comes once NPAIS is back', async () => {
  const [code, taken] = [newCode(), newCode()];
  const parked = (await world.parked()).length;
  await decide(madeDecision(code, 'd9'));
  for (const mode of ['down', 'http-500', 'garbage', 'truncated', 'soap-fault'] as const) {
    world.npais.sandbox.fail(mode);
    if (mode === 'down') await world.placement(code, 'pl-7');
    await report(madeCrisis(taken, `c-${mode}`));
    await pause(250); // some rounds that must not take anything
  }
  assert.equal(decisionsOf(code).length, 0);
  world.npais.sandbox.fail('none');
  await world.decided(code, 1);
  await world.crises(taken, 5);
  assert.equal((await world.parked()).length, parked);
});

test("an answer with another child's decision is refused whole and parked; later it is taken", async () => {
  const code = newCode();
  await decide(madeDecision(code, 'd10'));
  await changesArePassed();
  world.npais.sandbox.fail('other-person');
  await world.placement(code, 'pl-8');
  const row = await parkedAs(world.ref(code), 'ANSWER_OF_ANOTHER');
  assert.equal(row.error_path, 'Decision.ChildCode');
  assert.equal(decisionsOf(code).length, 0);
  assert.ok(!JSON.stringify(world.told).includes('other-1'));
  world.npais.sandbox.fail('none');
  await world.decided(code, 1);
  await parkedAs(world.ref(code), 'ANSWER_OF_ANOTHER', 'resolved');
});

test('a decision that cannot be read is parked, the others flow', async () => {
  const code = newCode();
  await decide(madeDecision(code, 'unreadable'), madeDecision(code, 'readable'));
  await changesArePassed();
  world.npais.sandbox.fail('invalid-decision');
  await world.placement(code, 'pl-9');
  const row = await parkedAs('decision:unreadable', 'DECISION_INVALID');
  assert.equal(row.error_path, 'Decision.Kind');
  const [event] = await world.decided(code, 1);
  assert.equal(event?.data.recordId, 'readable');
  world.npais.sandbox.fail('none');
  await world.decided(code, 2);
  await parkedAs('decision:unreadable', 'DECISION_INVALID', 'resolved');
});

test('an answer that is empty where there were decisions is not believed', async () => {
  const known = newCode();
  await decide(madeDecision(known, 'd11'));
  await world.placement(known, 'pl-10');
  await world.fetched(known);
  world.npais.sandbox.fail('empty');
  const fresh = newCode();
  await decide(madeDecision(fresh, 'd12'));
  await world.placement(fresh, 'pl-11');
  await parkedAs(world.ref(fresh), 'SUSPICIOUSLY_EMPTY');
  world.npais.sandbox.fail('none');
  await world.decided(fresh, 1);
});

test('the store and the metrics hold no code in clear', async () => {
  const tables = ['watched_person', 'linked_code', 'parked_answer', 'delivery', 'cursor'];
  const texts = await Promise.all(
    tables.map(async (table) =>
      JSON.stringify(
        (await world.adapter.database.query(`SELECT * FROM ${world.adapter.schema}.${table}`)).rows,
      ),
    ),
  );
  const health = `http://127.0.0.1:${world.adapter.healthPort}`;
  const metrics = await (await fetch(`${health}/metrics`)).text();
  assert.match(metrics, /saite_upstream_calls_total\{[^}]*operation="records"/);
  assert.equal((await fetch(`${health}/health/ready`)).status, 200);
  const text = metrics + texts.join('\n');
  assert.ok(text.includes(world.ref(madeCode(1))));
  for (let number = 1; number < next; number += 1) assert.ok(!text.includes(madeCode(number)));
});
