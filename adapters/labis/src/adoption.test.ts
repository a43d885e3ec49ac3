import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitFor } from '@saite/runtime/testing';
import type { StatisticalRecord } from './protocol.ts';
import { madeCode } from './testing/made.ts';
import { openWorld, type World } from './testing/world.ts';

const [BEFORE, AFTER] = [madeCode(101), madeCode(102)];
const [NEW_CODE, FORMER_CODE] = [madeCode(201), madeCode(202)];

const keyedValues = (records: readonly unknown[]): Set<string> =>
  new Set(JSON.stringify(records).match(/[A-Za-z0-9_-]{32}/g) ?? []);
const common = (one: readonly StatisticalRecord[], other: readonly StatisticalRecord[]): string[] => {
  const values = keyedValues(other);
  return [...keyedValues(one)].filter((value) => values.has(value));
};
const told = async ({ labis }: World) => (await labis.inbox()).flatMap(({ records }) => records);
const pseudonymsOf = (records: readonly StatisticalRecord[]) => [
  ...new Set(records.map(({ pseudonym }) => pseudonym.value)),
];

test("given an adopted child under a new code, then nothing that left joins it to the child's life before", async () => {
  // The old records end long after this test: when they do is drawn by lot.
  const world = await openWorld({ partingMs: 30 * 86_400_000 });
  try {
    const { make, tell } = world;
    await tell(
      make.person(BEFORE),
      make.decision(BEFORE, 'd-7', { group: 'child', recordVersion: 4 }),
      make.placement(BEFORE, 'p-7', {}, 6),
      make.placement(BEFORE, 'p-8', { startedOn: '2025-09-01' }),
    );
    const former = await world.enough(4);
    assert.equal(pseudonymsOf(former).length, 1);

    // SPOLIS and VDEĀVK go on with records of their own numbers under the new code; PMLP lists no former one.
    await tell(
      make.person(AFTER),
      make.decision(AFTER, 'd-7', { group: 'child', recordVersion: 5 }),
      make.placement(AFTER, 'p-7', { endedOn: '2026-03-01' }, 7),
      make.decision(AFTER, 'd-9', { group: 'child', validFrom: '2026-03-10' }),
    );
    const all = await waitFor('what is told under the new code', async () => {
      const records = await told(world);
      return records.length === 8 && records;
    });
    const formerIds = new Set(former.map(({ id }) => id));
    const now = all.filter(({ id }) => !formerIds.has(id));
    assert.equal(now.length, 4);
    assert.equal(pseudonymsOf(now).length, 1);
    assert.deepEqual(common(former, now), []);
    assert.deepEqual(
      now.filter(({ version }) => version !== 1),
      [],
      'nothing shows that a record had versions before',
    );
    for (const { records } of await world.labis.inbox()) {
      const pseudonyms = pseudonymsOf(records);
      assert.equal(pseudonyms.length, 1, 'no withdrawal of the one goes with what is told of the other');
    }
  } finally {
    await world.close();
  }
});

test('a record that went on about somebody else is told as withdrawn once its time has come', async () => {
  let shiftMs = 0;
  const clock = { now: () => new Date(Date.now() + shiftMs) };
  const world = await openWorld({ clock, partingMs: 7 * 86_400_000 });
  try {
    const { make, tell } = world;
    await tell(make.placement(BEFORE, 'p-1'));
    const [former] = await world.enough(1);
    await tell(make.placement(AFTER, 'p-1', {}, 2));
    await world.enough(2);
    assert.equal((await told(world)).filter(({ withdrawn }) => withdrawn).length, 0);
    shiftMs = 7 * 86_400_000 + 60_000;
    const standing = await world.enough(1);
    assert.ok(standing.every(({ id }) => id !== former?.id));
  } finally {
    await world.close();
  }
});

test("a code that was changed by the person's wish stays joined, as PMLP says, and parts when PMLP takes it back", async () => {
  const world = await openWorld();
  try {
    const { make, tell } = world;
    await tell(
      make.decision(FORMER_CODE, 'd-1'),
      make.decision(NEW_CODE, 'd-2'),
      make.person(NEW_CODE, { former: [FORMER_CODE] }),
    );
    const records = await world.enough(3);
    const person = records.find(({ kind }) => kind === 'person');
    assert.ok(person?.kind === 'person' && person.data);
    assert.deepEqual(
      [person.pseudonym, ...person.data.formerPseudonyms].map(({ value }) => value).sort(),
      pseudonymsOf(records).sort(),
    );
    await tell(make.person(NEW_CODE, { recordVersion: 2 }));
    await waitFor('the codes to part', async () =>
      (await world.standing()).some(
        (record) =>
          record.kind === 'person' && record.version === 2 && record.data?.formerPseudonyms.length === 0,
      ),
    );
  } finally {
    await world.close();
  }
});
