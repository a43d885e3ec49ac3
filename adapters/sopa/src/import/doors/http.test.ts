import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { openTestAdapter, type TestAdapter } from '@saite/adapter-kit/testing';
import { Atvk, ImportTaken, MUNICIPAL_TYPES } from '@saite/contracts';
import { makePass, type OnBehalf } from '@saite/identity';
import { until } from '@saite/runtime/testing';
import { SOPA_STEPS } from '../../adapter.ts';
import { startImport } from '../start.ts';
import { madeFile } from '../testing/import-world.ts';

const OWN: OnBehalf = { municipality: Atvk.parse('0002000'), seesAll: false };

suite('the adapter’s own door', () => {
  let opened: TestAdapter;
  let url: string;
  before(async () => {
    opened = await openTestAdapter({
      name: 'sopa',
      steps: SOPA_STEPS,
      types: ['sopa.service.recorded.v1', ...MUNICIPAL_TYPES],
    });
    const door = { host: '127.0.0.1', port: 0 };
    const started = await startImport(opened.adapter, {
      door,
      dropFolder: undefined,
      reader: 'strict',
      pollMs: 50,
    });
    url = `http://127.0.0.1:${started.doorPort}/v1/sopa/imports`;
  });
  after(() => opened.close());

  /** Makes a call as the hub does. */
  const call = async (
    method: 'GET' | 'POST',
    body: Iterable<Uint8Array> | AsyncIterable<Uint8Array> = [],
    pass?: string,
  ) => {
    const authorization = `Bearer ${pass ?? (await makePass(opened.adapter.keys, 'sopa', OWN))}`;
    const answer = await fetch(url, {
      method,
      headers: { authorization },
      ...(method === 'POST' && { body: ReadableStream.from(body), duplex: 'half' }),
    });
    const content: unknown = await answer.json();
    return { status: answer.status, content };
  };
  const count = async (where: string): Promise<number> => {
    const { database, schema } = opened.adapter;
    const { rows } = await database.query<{ count: number }>(
      `SELECT count(*) AS count FROM ${schema}.import WHERE ${where}`,
    );
    return rows[0]?.count ?? 0;
  };

  test('a pass that is none, or one for another adapter, is refused', async () => {
    const { keys } = opened.adapter;
    for (const pass of ['a.b.c', await makePass(keys, 'npais', OWN)])
      assert.equal((await call('GET', [], pass)).status, 401);
    const nobody = await makePass(keys, 'sopa', { municipality: null, seesAll: true });
    assert.equal((await call('POST', [], nobody)).status, 403);
  });

  test('a file that was given up as silent before its last byte came is not answered as taken', async () => {
    const { database, schema } = opened.adapter;
    const [bytes] = madeFile({ municipality: '0002000' });
    assert.ok(bytes);
    const gate = Promise.withResolvers<void>();
    const sending = call(
      'POST',
      (async function* () {
        yield bytes.subarray(0, 20_000);
        await gate.promise;
        yield bytes.subarray(20_000);
      })(),
    );
    await until(
      () => count("state = 'receiving' AND header IS NOT NULL"),
      (found) => found === 1,
    );
    await database.query(
      `UPDATE ${schema}.import SET touched_at = touched_at - interval '6 minutes' WHERE state = 'receiving'`,
    );
    await until(
      () => count('header IS NOT NULL'),
      (left) => left === 0,
    );
    gate.resolve();
    assert.deepEqual((await sending).status, 503);
    const again = await call('POST', [bytes]);
    const { importId } = ImportTaken.parse(again.content);
    await until(
      () => count(`import_id = '${importId}' AND state = 'accepted'`),
      (found) => found === 1,
    );
  });
});
