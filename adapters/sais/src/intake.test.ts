import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { parseKeyFile, rotateSealingKey, sealCode } from '@saite/identity';
import { waitFor } from '@saite/runtime/testing';
import { madeCode } from './testing/made.ts';
import { openWorld, type World } from './testing/world.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.close());

/** Reasons of the messages that are held in a state. */
const heldAs = async (state: string) =>
  (await world.adapter.held.counts()).filter((held) => held.state === state).map((held) => held.code);
const send = (body: string) =>
  world.adapter.bus.publish([{ type: 'spolis.placement.recorded.v1', id: crypto.randomUUID(), body }]);

test('a message that is no event of the contract is parked with its reason; the next ones flow', async () => {
  const code = madeCode(1);
  await Promise.all([send('not JSON'), send('{"specversion":"1.0"}'), world.placement(code, 'pl-1', 1)]);
  await world.answered(code);
  await waitFor('the two to be parked', async () => {
    const reasons = await heldAs('parked');
    return reasons.includes('UNREADABLE') && reasons.includes('INVALID_EVENT');
  });
});

test('an event whose sealed code belongs to another person is parked', async () => {
  const [code, other] = [madeCode(2), madeCode(3)];
  const identity = sealCode(world.adapter.keys, world.ref(code), code);
  await send(
    JSON.stringify({
      specversion: '1.0',
      id: 'e.made',
      source: '/registers/spolis',
      type: 'spolis.placement.recorded.v1',
      subject: world.ref(other),
      time: '2026-11-20T10:00:00Z',
      datacontenttype: 'application/json',
      data: { recordId: 'pl-2', recordVersion: 1, withdrawn: true, identity },
    }),
  );
  await waitFor('the event to be parked', async () => (await heldAs('parked')).includes('SEALED_WRONG'));
  assert.equal(world.checked(other).length, 0);
});

test('an event sealed with a key that is not known yet is taken later, as soon as the key file has it', async () => {
  const code = madeCode(5);
  const rotated = rotateSealingKey(await readFile(world.keyPath, 'utf8'));
  await world.placement(code, 'pl-5', 1, {}, sealCode(parseKeyFile(rotated), world.ref(code), code));
  await waitFor('the message to be held', async () => (await heldAs('waiting')).includes('KEY_UNKNOWN'));
  await writeFile(world.keyPath, rotated);
  await world.answered(code);
  await waitFor('nothing to wait any more', async () => (await heldAs('waiting')).length === 0);
});
