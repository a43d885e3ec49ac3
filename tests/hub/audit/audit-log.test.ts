import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AuditHead, AuditLog, type AuditLogItem, AuditState } from '@saite/contracts';
import { parseAuditPublicKey } from '@saite/identity';
import { createLog, inTransaction, openDatabase } from '@saite/runtime';
import { until } from '@saite/runtime/testing';
import pg from 'pg';
import { isSigned } from '../../../hub/src/audit/heads.ts';
import { entriesQuery } from '../../../hub/src/audit/read-entries.ts';
import { openTestHub, type TestHub } from '../../support/hub.ts';

const CODES = ['32000000911', '32000000912', '32000000913'];

describe('the audit log', () => {
  let hub: TestHub;
  let database: pg.Client;
  let now = new Date('2026-11-20T10:00:00Z');
  let token: string;
  const read = async (query = '') => {
    const answer = await hub.call(`/v1/audit-log${query}`, undefined, {
      token,
      headers: { 'accept-language': 'en' },
    });
    assert.equal(answer.status, 200, answer.text);
    return AuditLog.parse(answer.json);
  };
  const state = async () =>
    AuditState.parse((await hub.call('/v1/audit-log/state', undefined, { token })).json);

  before(async () => {
    hub = await openTestHub({ clock: { now: () => now } });
    token = await hub.token({ sub: 'inspector', roles: ['auditor'] });
    database = new pg.Client({ connectionString: hub.room.databaseUrl });
    await database.connect();
    for (const [index, personCode] of CODES.entries()) {
      now = new Date(Date.UTC(2026, 10, 18 + index, 22, 30)); // half past midnight in Riga, the next day
      const body = {
        placementId: `p-${index}`,
        recordVersion: 1,
        personCode,
        programme: 'adult-long-term-care',
        institutionId: 'VSAC-1',
        startedOn: '2026-01-01',
      };
      assert.equal((await hub.call('/v1/placements', body)).status, 202);
      now = new Date(now.getTime() + 1_000); // one instant for both would leave their order to chance
      const accountant = await hub.token({
        sub: 'b',
        roles: ['accountant'],
        institutionIds: [`VSAC-${index}`],
      });
      assert.equal(
        (await hub.call('/v1/persons/query', { personCode }, { token: accountant })).status,
        index === 1 ? 200 : 404,
      );
    }
    now = new Date('2026-11-25T10:00:00Z');
  });
  after(async () => {
    await database.end();
    await hub.close();
  });

  it('shows every entry, newest first, by pages, and never a code', async () => {
    const all = (await read()).items.filter(({ operation }) => operation !== 'listAuditLog');
    assert.deepEqual(
      all.map(({ operation, organisation }) => [operation, organisation]),
      [
        ['recordPlacement', 'spolis'],
        ['queryPerson', 'VSAC-1'],
        ['recordPlacement', 'spolis'],
        ['recordPlacement', 'spolis'],
      ],
    );
    const paged: AuditLogItem[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page = await read(`?limit=1&to=2026-11-24${next && `&after=${next}`}`);
      paged.push(...page.items);
      next = page.next;
    }
    const known = ({ entryId }: AuditLogItem) => entryId;
    assert.deepEqual(paged.map(known), all.map(known));
    const [first] = all;
    assert.deepEqual(
      [first?.action, first?.purpose, first?.actor, first?.kind, first?.door, first?.roles, first?.target],
      [
        'Record or change a placement',
        'Keeping the register of social services',
        'spolis',
        'change',
        'rest',
        ['spolis'],
        'p-2',
      ],
    );
    assert.match(first?.personRef ?? '', /^p1\./);
    assert.doesNotMatch(JSON.stringify(all), new RegExp(CODES.join('|')));
  });

  it('is cut by days in Riga, operation and organisation', async () => {
    const count = async (query: string) => (await read(query)).items.length;
    assert.equal(await count('?from=2026-11-19&to=2026-11-19'), 1);
    assert.equal(await count('?from=2026-11-20&to=2026-11-20'), 2);
    assert.equal(await count('?to=2026-11-18'), 0);
    assert.equal(await count('?operation=queryPerson'), 1);
    assert.equal(await count('?organisation=VSAC-1'), 1);
    assert.equal(
      await count('?organisation=spolis&operation=recordPlacement&from=2026-11-20&to=2026-11-21'),
      2,
    );
    for (const wrong of ['after=x&from=2026-02-30', 'organisation=PNOLV-161175-19997'])
      assert.equal((await hub.call(`/v1/audit-log?${wrong}`, undefined, { token })).status, 422, wrong);
  });

  it('says how far it is chained, and each entry its position', async () => {
    await until(state, ({ unsealed }) => unsealed === 0 || unsealed === 1);
    await until(
      async () => (await read('?to=2026-11-24')).items.map(({ position }) => position),
      (positions) => positions.join() === '4,3,2,1',
    );
    const { entries, sealedUpTo, unsealed, lastHead } = await state();
    assert.equal(entries, sealedUpTo + unsealed);
    assert.equal(lastHead?.number, AuditHead.parse(lastHead).number);
  });

  it('is signed on demand, everything before it included', async () => {
    const before = (await state()).entries;
    const answer = await hub.call('/v1/audit-log/heads', {}, { token });
    assert.equal(answer.status, 200, answer.text);
    const { madeAt, keyId, ...head } = AuditHead.parse(answer.json);
    assert.ok(head.position > before);
    assert.ok(isSigned({ ...head, made_at: madeAt, key_id: keyId }, parseAuditPublicKey(hub.audit.open)));
    assert.ok(
      !isSigned(
        { ...head, position: 1, made_at: madeAt, key_id: keyId },
        parseAuditPublicKey(hub.audit.open),
      ),
    );
  });

  it('is read by one walk along an index, whatever is asked and however much there is', async () => {
    const pool = openDatabase(hub.room.databaseUrl, 'test-plan', createLog('test', 'silent'), 1);
    try {
      await inTransaction(pool, async (transaction) => {
        await transaction.query(`INSERT INTO audit.entry (entry_id, answer_id, at, kind, operation, door, organisation,
            roles, ground, person, visible_from, sealed)
          SELECT gen_random_uuid(), gen_random_uuid(), now() - n * interval '1 second', 'look', 'queryPerson', 'rest',
            'O-' || n % 500, '{spolis}', 'g', 'p1.' || n, now(), '{}' FROM generate_series(1, 30000) n`);
        await transaction.query('ANALYZE audit.entry');
        const after = '2026-11-20T10:00:00.123_00000000-0000-4000-8000-000000000000';
        for (const [filter, index] of [
          [{}, 'entry_at'],
          [{ from: new Date('2026-01-01'), before: new Date() }, 'entry_at'],
          [{ operation: 'queryChild' }, 'entry_operation'],
          [{ organisation: 'O-77', before: new Date() }, 'entry_organisation'],
        ] as const) {
          const { text, values } = entriesQuery(filter, after as Parameters<typeof entriesQuery>[1], 100);
          const { rows } = await transaction.query({ text: `EXPLAIN (FORMAT JSON) ${text}`, values });
          const plan = JSON.stringify(rows[0]);
          assert.match(plan, new RegExp(`"Index Name":"${index}"`), plan);
          assert.doesNotMatch(
            plan,
            /Seq Scan","Parallel Aware":[a-z]+,"Async Capable":[a-z]+,"Relation Name":"entry"/,
          );
        }
        await transaction.query('DELETE FROM audit.entry WHERE ground = $1', ['g']);
      });
    } finally {
      await pool.end();
    }
  });
});
