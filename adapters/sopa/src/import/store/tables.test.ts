import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { it } from 'node:test';
import { openTestAdapter } from '@saite/adapter-kit/testing';
import { Atvk } from '@saite/contracts';
import { migrate } from '@saite/runtime';
import { SOPA_STEPS } from '../../adapter.ts';
import { clearAway } from './clear.ts';
import { Imports } from './imports.ts';
import { CLEAR_AGAIN_STEP } from './tables.ts';

const NOW = new Date('2026-11-20T09:00:00Z');

it('what earlier versions left of refused and forgotten files goes, and of no other', async () => {
  const before = SOPA_STEPS.filter((step) => step !== CLEAR_AGAIN_STEP);
  const opened = await openTestAdapter({ name: 'sopa', steps: before, types: [], clock: { now: () => NOW } });
  const { database, schema } = opened.adapter;
  const imports = new Imports(database, schema);
  const begin = () =>
    imports.begin({
      importId: randomUUID(),
      municipality: Atvk.parse('0002000'),
      way: 'http',
      givenName: null,
      receivedAt: NOW,
    });
  try {
    const [refused, forgotten, kept] = [await begin(), await begin(), await begin()];
    await imports.reject(refused, [], 0, NOW);
    await imports.cleared(refused, NOW);
    await imports.forget(forgotten);
    for (const number of [refused, forgotten, kept])
      await database.query(
        `INSERT INTO ${schema}.import_object (import, place, municipality, sequence, kind, id, deleted, line, digest, facts)
         VALUES ($1, 1, '0002000', 1, 0, 'P-1', false, 1, 'made', '{}')`,
        [number],
      );
    await migrate(database, schema, SOPA_STEPS);
    while ((await clearAway(imports, { now: () => NOW })) === 'more');
    const { rows } = await database.query(`SELECT import FROM ${schema}.import_object`);
    assert.deepEqual(rows, [{ import: kept }]);
  } finally {
    await opened.close();
  }
});
