import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  countHeld,
  createLog,
  type Database,
  holdItems,
  migrate,
  openDatabase,
  releaseItems,
  ServiceStates,
  systemClock,
} from '@saite/runtime';
import { openRoom, type Room } from '@saite/runtime/testing';
import pg from 'pg';
import { KIT_STEPS } from '../../adapters/kit/src/store/index.ts';
import { AUDIT_SCHEMA, AUDIT_STEPS } from '../../hub/src/audit/schema.ts';
import { rotateOutbox } from '../../hub/src/relay/outbox.ts';
import { HUB_SCHEMA, HUB_STEPS } from '../../hub/src/store/schema.ts';
import { prepareDatabase, type ServiceUrls } from '../../setup/src/database/rights/prepare.ts';
import { projectRoot } from '../../setup/src/project.ts';
import { serviceNames } from '../../setup/src/services/list.ts';

const log = createLog('rights', 'silent');
const DENIED = { code: '42501' };

/** A database of its own in which each service has its role, and the tables that the hub and SAIS's adapter make. */
async function openRights() {
  const room: Room = await openRoom();
  const open: Database[] = [];
  const as = (url: string | undefined): Database => {
    assert.ok(url !== undefined);
    const database = openDatabase(url, 'rights', log, 2, 'production');
    open.push(database);
    return database;
  };
  const admin = new pg.Client({ connectionString: room.databaseUrl });
  await admin.connect();
  return {
    room,
    as,
    admin,
    close: async () => {
      await Promise.all(open.map((database) => database.end()));
      await admin.end();
      await room.close();
    },
  };
}

describe('The role of each service at the database', () => {
  let rights: Awaited<ReturnType<typeof openRights>>;
  let urls: ServiceUrls | undefined;
  let hub: Database;
  let sais: Database;
  before(async () => {
    rights = await openRights();
    // A data folder of before: everything was made by the administrator, whom all services were.
    await rights.admin.query(
      'CREATE SCHEMA adapter_sais; CREATE TABLE adapter_sais.old (id serial PRIMARY KEY)',
    );
    await rights.admin.query("CREATE TYPE adapter_sais.mood AS ENUM ('good')");
    await rights.admin.query('CREATE FUNCTION adapter_sais.one() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$');
    const before = openDatabase(rights.room.databaseUrl, 'rights', log, 1, 'sandbox');
    await migrate(before, HUB_SCHEMA, HUB_STEPS);
    await rotateOutbox(before, systemClock.now());
    await before.end();
    await prepareDatabase(rights.room.databaseUrl, serviceNames(projectRoot));
    urls = await prepareDatabase(rights.room.databaseUrl, serviceNames(projectRoot)); // again, as at every start
    hub = rights.as(urls?.get('hub'));
    sais = rights.as(urls?.get('adapter-sais'));
    await migrate(hub, AUDIT_SCHEMA, AUDIT_STEPS);
    await migrate(sais, 'adapter_sais', KIT_STEPS);
  });
  after(() => rights.close());

  it('is there for each service that is found, and is nobody else', () => {
    assert.deepEqual([...(urls ?? new Map()).keys()], serviceNames(projectRoot));
    const users = [...(urls?.values() ?? [])].map((url) => new URL(url).username);
    assert.equal(new Set(users).size, users.length);
  });

  it('fills its own schema, also where an earlier version made it as the administrator', async () => {
    await sais.query('INSERT INTO adapter_sais.old DEFAULT VALUES');
    await sais.query('ALTER TABLE adapter_sais.old ADD COLUMN note text');
    await sais.query("ALTER TYPE adapter_sais.mood ADD VALUE 'bad'");
    await sais.query('DROP FUNCTION adapter_sais.one()');
    await rotateOutbox(hub, new Date(systemClock.now().getTime() + 7 * 86_400_000));
    const { rows } = await rights.admin.query(
      `SELECT nspname, relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
       JOIN pg_roles ON pg_roles.oid = relowner
       WHERE rolsuper AND nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')`,
    );
    assert.deepEqual(rows, []);
  });

  it("does not look into another's schema", async () => {
    await assert.rejects(sais.query('SELECT FROM hub.fact'), DENIED);
    await assert.rejects(hub.query('SELECT FROM adapter_sais.old'), DENIED);
    await assert.rejects(hub.query('SELECT FROM adapter_sais.watched_person'), DENIED);
    await assert.rejects(sais.query('SET ROLE saite'), DENIED);
  });

  it('has no power over the server, and makes nothing outside of its schema', async () => {
    for (const url of urls?.values() ?? []) {
      const { rows } = await rights.admin.query(
        'SELECT FROM pg_roles WHERE rolname = $1 AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)',
        [decodeURIComponent(new URL(url).username)],
      );
      assert.equal(rows.length, 0);
    }
    for (const text of [
      'CREATE SCHEMA mine',
      'CREATE TABLE public.mine ()',
      'CREATE TEMPORARY TABLE mine ()',
    ])
      await assert.rejects(sais.query(text), DENIED);
    for (const text of ['CREATE ROLE mine', 'CREATE DATABASE mine'])
      await assert.rejects(sais.query(text), DENIED);
  });

  it('tells its state where all do, and changes nothing of that table itself', async () => {
    const states = await ServiceStates.open(sais, systemClock);
    const told = states.tell('adapter-sais', log, async () => ({}));
    await told.close();
    assert.ok('adapter-sais' in (await (await ServiceStates.open(hub, systemClock)).read()));
    for (const text of ['DELETE FROM', 'TRUNCATE', 'DROP TABLE', 'ALTER TABLE ONLY'])
      await assert.rejects(
        sais.query(`${text} service_states.service_state ${text.startsWith('ALTER') ? 'ADD x int' : ''}`),
        DENIED,
      );
  });

  it('holds its own things where operators see them, and neither sees nor changes those of others', async () => {
    const pmlp = rights.as(urls?.get('adapter-pmlp'));
    const item = (key: string) =>
      ({ kind: 'answer', key, state: 'parked', type: 'record', reason: 'MADE', detail: '' }) as const;
    const now = systemClock.now();
    await holdItems(sais, 'adapter-sais', [item('a'), item('b')], now);
    await holdItems(sais, 'adapter-sais', [item('a')], now);
    await holdItems(pmlp, 'adapter-pmlp', [item('c')], now);
    const keys = async (database: Database) =>
      (await database.query<{ key: string }>('SELECT key FROM operations.held ORDER BY key')).rows.map(
        ({ key }) => key,
      );
    assert.deepEqual(await keys(sais), ['a', 'b']);
    assert.deepEqual(await keys(pmlp), ['c']);
    assert.deepEqual(await keys(hub), ['a', 'b', 'c']);
    assert.equal(
      (await pmlp.query("UPDATE operations.held SET state = 'dismissed' WHERE key = 'a'")).rowCount,
      0,
    );
    assert.equal((await pmlp.query('DELETE FROM operations.held')).rowCount, 1);
    await assert.rejects(holdItems(pmlp, 'adapter-sais', [item('d')], now), DENIED);
    await assert.rejects(holdItems(pmlp, 'adapter-sais', [item('a')], now), DENIED);
    assert.equal((await hub.query("UPDATE operations.held SET state = 'dismissed'")).rowCount, 2);
    assert.deepEqual(await countHeld(hub, 'adapter-sais'), [
      { kind: 'answer', queue: '', state: 'dismissed', reason: 'MADE', count: 2 },
    ]);
    await releaseItems(sais, 'adapter-sais', 'answer', ['a', 'b']);
    assert.deepEqual(await keys(hub), []);
    for (const table of ['job', 'job_item', 'edit', 'sample'])
      await assert.rejects(sais.query(`SELECT FROM operations.${table}`), DENIED, table);
    for (const text of [
      "INSERT INTO operations.control VALUES ('adapter-sais', '', false, '', '', now())",
      'UPDATE operations.control SET stopped = false',
      'INSERT INTO operations.held_count VALUES (1, $$parked$$, 1)',
      'DELETE FROM operations.held_delta',
      'ALTER TABLE operations.held DISABLE ROW LEVEL SECURITY',
      'DROP POLICY own ON operations.held',
      'TRUNCATE operations.held',
    ])
      await assert.rejects(sais.query(text), DENIED, text);
  });

  it('lets the hub write the audit trail, and nobody change it', async () => {
    await hub.query('INSERT INTO audit.pending (entry_id) VALUES (gen_random_uuid())');
    assert.equal((await hub.query('SELECT FROM audit.pending')).rowCount, 1);
    for (const text of ['UPDATE audit.pending SET entry_id = null', 'TRUNCATE audit.pending'])
      await assert.rejects(hub.query(text), DENIED);
    await assert.rejects(hub.query('DROP TABLE audit.pending'), DENIED);
    await assert.rejects(hub.query('ALTER TABLE audit.pending DISABLE TRIGGER ALL'), DENIED);
    await assert.rejects(hub.query('DELETE FROM audit.migration'), DENIED);
    assert.equal((await hub.query('DELETE FROM audit.pending')).rowCount, 1);
    for (const service of ['adapter-sais', 'statistics'])
      await assert.rejects(rights.as(urls?.get(service)).query('SELECT FROM audit.pending'), DENIED);
    const { rows } = await rights.admin.query<{ login: boolean }>(
      `SELECT rolcanlogin AS login FROM pg_namespace JOIN pg_roles ON pg_roles.oid = nspowner WHERE nspname = 'audit'`,
    );
    assert.deepEqual(rows, [{ login: false }]);
  });
});

describe('Outside the sandbox', () => {
  let rights: Awaited<ReturnType<typeof openRights>>;
  before(async () => {
    rights = await openRights();
  });
  after(() => rights.close());

  it("a service does not start as the database's administrator", async () => {
    await assert.rejects(rights.as(rights.room.databaseUrl).query('SELECT 1'), {
      code: 'DATABASE_ROLE_MIGHTY',
      message: /DATABASE_URL.*administrator.*administrators/,
    });
    const sandbox = openDatabase(rights.room.databaseUrl, 'rights', log, 1, 'sandbox');
    assert.equal((await sandbox.query('SELECT 1')).rowCount, 1);
    await sandbox.end();
  });

  it('a service does not start with a role that may change the audit trail', async () => {
    const urls = await prepareDatabase(rights.room.databaseUrl, ['hub', 'statistics']);
    const role = pg.escapeIdentifier(new URL(urls?.get('hub') ?? '').username);
    const hub = () => rights.as(urls?.get('hub')).query('SELECT 1');
    assert.equal((await hub()).rowCount, 1);
    for (const right of ['UPDATE (entry_id)', 'TRUNCATE']) {
      await rights.admin.query(`GRANT ${right} ON audit.pending TO ${role}`);
      await assert.rejects(hub(), { code: 'AUDIT_OPEN' });
      await rights.admin.query(`REVOKE ${right} ON audit.pending FROM ${role}`);
    }
    await rights.admin.query('CREATE TABLE audit.other (); GRANT DELETE ON audit.other TO PUBLIC');
    await assert.rejects(hub(), { code: 'AUDIT_OPEN' });
    await rights.admin.query('DROP TABLE audit.other');
    const { rows } = await rights.admin.query<{ owner: string }>(
      "SELECT quote_ident(pg_get_userbyid(nspowner)) AS owner FROM pg_namespace WHERE nspname = 'audit'",
    );
    await rights.admin.query(`GRANT ${rows[0]?.owner} TO ${role} WITH INHERIT FALSE`);
    await assert.rejects(hub(), { code: 'AUDIT_OPEN' });
  });
});

describe('A database that somebody else runs', () => {
  let rights: Awaited<ReturnType<typeof openRights>>;
  before(async () => {
    rights = await openRights();
  });
  after(() => rights.close());

  /** A user of that server as its keeper made it, who owns the database. */
  async function asUser(name: string, powers: string): Promise<string> {
    const database = new URL(rights.room.databaseUrl).pathname.slice(1);
    const role = `${database}_${name}`;
    await rights.admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'given' ${powers}`);
    await rights.admin.query(`ALTER DATABASE ${database} OWNER TO ${role}`);
    const url = new URL(rights.room.databaseUrl);
    url.username = role;
    url.password = 'given';
    return url.href;
  }

  it('gives each service its role by a user who may make roles and is no superuser', async () => {
    const keeper = await asUser('keeper', 'CREATEROLE');
    const first = await prepareDatabase(keeper, ['hub', 'adapter-sais']);
    const urls = await prepareDatabase(keeper, ['hub', 'adapter-sais']);
    assert.notEqual(first?.get('hub'), urls?.get('hub'));
    await migrate(rights.as(urls?.get('hub')), HUB_SCHEMA, HUB_STEPS);
    await assert.rejects(rights.as(urls?.get('adapter-sais')).query('SELECT FROM hub.fact'), DENIED);
  });

  it('is used by the user that was given if that one may make no roles', async () => {
    assert.equal(await prepareDatabase(await asUser('plain', ''), ['hub']), undefined);
  });
});
