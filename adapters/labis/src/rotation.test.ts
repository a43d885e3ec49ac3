import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { until, waitFor } from '@saite/runtime/testing';
import { forgetOldKeys, makeKeyFile } from './keys/file.ts';
import type { StatisticalRecord } from './protocol.ts';
import { madeCode } from './testing/made.ts';
import { openWorld, type World } from './testing/world.ts';

const PERSONS = 12;

/** Registers tell of some persons, each with a decision, a service and a record of PMLP; one of them twice. */
async function tellPersons({ tell, make }: World): Promise<void> {
  for (let number = 1; number <= PERSONS; number += 1) {
    const code = madeCode(number);
    await tell(
      make.person(code, number === 2 ? { former: [madeCode(1)] } : {}),
      make.decision(code, `d-${number}`, { group: number % 2 ? 'I' : 'III' }),
      make.service(code, `s-${number}`, { startedOn: `2025-${String(number).padStart(2, '0')}-03` }),
    );
  }
  await tell(make.decision(madeCode(1), 'd-1', { recordVersion: 2, group: 'II' }));
}

/** Everything that a record says beside its keyed values. */
const contentsOf = (records: readonly StatisticalRecord[]): string[] =>
  records
    .map(({ kind, data }) =>
      JSON.stringify([kind, data], (name, value) => (name === 'formerPseudonyms' ? value.length : value)),
    )
    .sort();
const keyedValues = (records: readonly StatisticalRecord[]): string[] => [
  ...new Set(JSON.stringify(records).match(/[A-Za-z0-9_-]{32}/g) ?? []),
];

test('a rotation while running tells everything anew, and nothing links the versions', async () => {
  const world = await openWorld({ batchSize: 7 });
  try {
    await tellPersons(world);
    const before = await world.enough(3 * PERSONS);
    await world.complete(1);
    await world.rotate();
    await world.complete(2);
    const anew = await world.standing(2);
    assert.deepEqual(contentsOf(anew), contentsOf(before));
    const old = new Set(keyedValues(before));
    assert.ok(old.size >= 4 * PERSONS);
    assert.deepEqual(
      keyedValues(anew).filter((value) => old.has(value)),
      [],
    );
    assert.deepEqual(
      anew.filter(({ version, pseudonym }) => version !== 1 || pseudonym.keyVersion !== 2),
      [],
      "a record's version must not show its history",
    );
    assert.deepEqual(await world.labis.keyVersions(), [
      { keyVersion: 1, state: 'complete' },
      { keyVersion: 2, state: 'complete' },
    ]);
  } finally {
    await world.close();
  }
});

test('who stands together in batches after a rotation does not follow from who did before', async () => {
  const world = await openWorld({ batchSize: 6 });
  try {
    await tellPersons(world);
    await world.enough(3 * PERSONS);
    await world.rotate();
    await world.complete(2);
    const anew = (await world.labis.inbox()).filter(({ keyVersion }) => keyVersion === 2);
    const ids = anew.flatMap(({ records }) => records.map(({ id }) => id as string));
    assert.deepEqual(ids, [...ids].sort(), 'all of it goes in the order of the new ids');
  } finally {
    await world.close();
  }
});

test('what changes while a rotation goes on is told under the new version alone', async () => {
  const world = await openWorld({ batchSize: 5 });
  try {
    await tellPersons(world);
    await world.enough(3 * PERSONS);
    await world.labis.fault('http-500');
    await world.rotate();
    await waitFor('the new version to be in force', async () =>
      /saite_labis_key_version\{[^}]*state="begun"[^}]*\} 2/.test(await world.adapter.metrics.metrics()),
    );
    await world.tell(
      world.make.decision(madeCode(3), 'd-3', { recordVersion: 2, withdrawn: true }),
      world.make.decision(madeCode(77), 'd-77', { group: 'child' }),
    );
    await world.labis.fault('none');
    await world.complete(2);
    await world.enough(3 * PERSONS, 2);
    const records = await world.standing(2);
    assert.ok(records.some(({ data }) => data !== null && 'group' in data && data.group === 'child'));
    assert.equal(records.filter(({ kind }) => kind === 'disability').length, PERSONS);
    assert.equal((await world.standing(1)).length, 3 * PERSONS);
  } finally {
    await world.close();
  }
});

test('a rotation waits for nobody, however long new records wait for others to go with', async () => {
  let shiftMs = 0;
  const world = await openWorld({
    gatherMs: 600_000,
    clock: { now: () => new Date(Date.now() + shiftMs) },
  });
  try {
    await tellPersons(world);
    await until(
      async () =>
        (await world.adapter.database.query(`SELECT FROM ${world.adapter.schema}.record`)).rows.length,
      (rows) => rows === 3 * PERSONS,
    );
    assert.deepEqual(await world.labis.inbox(), []);
    shiftMs = 600_000;
    await world.enough(3 * PERSONS);
    await world.rotate();
    await world.complete(2);
    await world.enough(3 * PERSONS, 2);
  } finally {
    await world.close();
  }
});

test('without the old keys all goes on: they are needed no more once the new one is in force', async () => {
  const world = await openWorld();
  try {
    await tellPersons(world);
    await world.enough(3 * PERSONS);
    await world.rotate();
    await world.replaceKeys(forgetOldKeys(await readFile(world.keysPath, 'utf8')));
    await world.complete(2);
    await world.enough(3 * PERSONS, 2);
  } finally {
    await world.close();
  }
});

test('a key file that is not the one in force stops the feed, and nothing leaves under a wrong key', async () => {
  const world = await openWorld();
  try {
    await tellPersons(world);
    await world.enough(3 * PERSONS);
    const right = await readFile(world.keysPath, 'utf8');
    await world.replaceKeys(makeKeyFile());
    await world.tell(world.make.decision(madeCode(50), 'd-50'));
    await until(
      async () =>
        (await world.adapter.database.query(`SELECT FROM ${world.adapter.schema}.record`)).rows.length,
      (rows) => rows === 3 * PERSONS + 1,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal((await world.standing()).length, 3 * PERSONS);
    await world.replaceKeys('{"current": 1');
    await world.replaceKeys(right);
    await world.enough(3 * PERSONS + 1);
    const values = (await world.standing()).map(({ pseudonym }) => pseudonym.value);
    assert.equal(new Set(values).size, PERSONS + 1);
  } finally {
    await world.close();
  }
});
