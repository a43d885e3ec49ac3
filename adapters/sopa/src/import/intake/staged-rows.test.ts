import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { openTestAdapter, type TestAdapter } from '@saite/adapter-kit/testing';
import { Atvk } from '@saite/contracts';
import { SopaId } from '@saite/contracts/sopa';
import { inTransaction } from '@saite/runtime';
import { waitFor } from '@saite/runtime/testing';
import { SOPA_STEPS } from '../../adapter.ts';
import { FileGivenUp } from '../refused.ts';
import { clearAway } from '../store/clear.ts';
import { Imports } from '../store/imports.ts';
import { StagedRows } from './staged-rows.ts';

const MUNICIPALITY = Atvk.parse('0002000');
const NOW = new Date('2026-11-20T09:00:00Z');

describe('what is staged of a file that is refused or given up', () => {
  let opened: TestAdapter;
  let imports: Imports;
  let number: number;
  let rows: StagedRows;
  before(async () => {
    opened = await openTestAdapter({ name: 'sopa', steps: SOPA_STEPS, types: [], clock: { now: () => NOW } });
    imports = new Imports(opened.adapter.database, opened.adapter.schema);
  });
  after(() => opened.close());
  beforeEach(async () => {
    const { database, schema } = opened.adapter;
    const importId = randomUUID();
    number = await imports.begin({
      importId,
      municipality: MUNICIPALITY,
      way: 'http',
      givenName: null,
      receivedAt: NOW,
    });
    rows = new StagedRows(database, schema, { number, municipality: MUNICIPALITY, sequence: 1 });
  });

  const stage = (place: number): void =>
    rows.object({
      place,
      kind: 'person',
      id: SopaId.parse(`P-${place}`),
      personId: null,
      groupKey: null,
      subject: null,
      deleted: false,
      line: place,
      digest: 'made',
      facts: '{}',
      sealed: null,
      failed: false,
    });
  const staged = async (): Promise<number | undefined> =>
    (
      await opened.adapter.database.query<{ count: number }>(
        `SELECT count(*) FROM ${opened.adapter.schema}.import_object WHERE import = $1`,
        [number],
      )
    ).rows[0]?.count;
  const waiting = async (statement: string): Promise<boolean> =>
    (
      await opened.adapter.database.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
           AND query LIKE $1`,
        [`%${statement}%`],
      )
    ).rowCount === 1;

  for (const [how, end] of [
    ['refused', () => imports.reject(number, [], 0, NOW)],
    ['broken off', () => imports.breakOff(number)],
  ] as const)
    it(`is cleared away whole, also what was still being written when it was ${how}`, async () => {
      const { database, schema } = opened.adapter;
      stage(1);
      const ended = await inTransaction(database, async (holder) => {
        await holder.query(`LOCK TABLE ${schema}.import_object IN EXCLUSIVE MODE`);
        const writing = rows.end();
        await waitFor('the rows to be under way', () => waiting('COPY'));
        const ending = end();
        await waitFor('the end to wait for them', () => waiting('UPDATE'));
        return { writing, ending };
      });
      await ended.writing;
      await ended.ending;
      assert.equal(await staged(), 1);
      while ((await clearAway(imports, { now: () => NOW })) === 'more');
      assert.equal(await staged(), 0);
    });

  it('is nothing more once it was given up, though its sender goes on', async () => {
    stage(1);
    await rows.end();
    await imports.breakOffSilent(new Date(NOW.getTime() + 1));
    while ((await clearAway(imports, { now: () => NOW })) === 'more');
    stage(2);
    await assert.rejects(rows.end(), FileGivenUp);
    assert.equal(await staged(), 0);
  });
});
