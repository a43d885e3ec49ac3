import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { exportTrail } from '@saite/hub/audit';
import { createLog, inTransaction, openDatabase } from '@saite/runtime';
import { until } from '@saite/runtime/testing';
import { openTestHub, type TestHub } from '../../support/hub.ts';

const CLIENT = '32000000931';
const OFFICIAL = '161175-19997';
const NAME = 'Skaidrite Pilniga';
const REASON = 'Izmeklē Jāni Bērziņu';

/** What must stand in clear nowhere: codes in both spellings, and what somebody wrote in words. */
const NEEDLES = [CLIENT, '320000-00931', OFFICIAL, '16117519997', NAME, REASON];

describe('who looked and why', () => {
  let hub: TestHub;
  before(async () => {
    hub = await openTestHub();
    const token = await hub.token({ sub: `PNOLV-${OFFICIAL}`, roles: ['spolis'] });
    const headers = { 'saite-purpose': `${NAME}, ${CLIENT}` };
    const placement = {
      placementId: 'p-1',
      recordVersion: 1,
      personCode: CLIENT,
      programme: 'adult-long-term-care',
      institutionId: 'VSAC-1',
      startedOn: '2026-01-01',
    };
    const options = { token, headers: { ...headers, 'idempotency-key': 'k-1' } };
    assert.equal((await hub.call('/v1/placements', placement, options)).status, 202);
    assert.equal(
      (await hub.call('/v1/persons/query', { personCode: CLIENT }, { token, headers })).status,
      200,
    );
    const auditor = await hub.token({ sub: OFFICIAL, roles: ['auditor'] });
    const log = await hub.call('/v1/access-log/query', { personCode: CLIENT }, { token: auditor });
    const [{ entryId }] = Object(log.json).items;
    const body = { entryId, ground: 'investigation', visibleFrom: null, reason: REASON };
    assert.equal((await hub.call('/v1/access-log/embargoes', body, { token: auditor })).status, 200);
    assert.equal((await hub.call('/v1/audit-log/heads', {}, { token: auditor })).status, 200);
  });
  after(() => hub.close());

  it('stands in clear in no table, no export and no file of heads', async () => {
    const database = openDatabase(hub.room.databaseUrl, 'test-dump', createLog('test', 'silent'), 2);
    try {
      const { rows: tables } = await database.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
         WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
      );
      let dump = '';
      for (const { name } of tables) {
        const { rows } = await database.query<{ row: string }>(`SELECT row::text FROM ${name} row`);
        dump += rows.map(({ row }) => row).join('\n');
      }
      await inTransaction(database, async (transaction) => {
        for await (const line of exportTrail(transaction)) dump += line;
      });
      await until(
        () => readFileSync(hub.audit.headsFile, 'utf8'),
        (text) => text.split('\n').length > 2,
      );
      dump += readFileSync(hub.audit.headsFile, 'utf8');
      assert.match(dump, /queryPerson/);
      for (const needle of NEEDLES)
        assert.ok(!dump.includes(needle), `${needle.slice(0, 3)}… stands in clear`);
    } finally {
      await database.end();
    }
  });
});
