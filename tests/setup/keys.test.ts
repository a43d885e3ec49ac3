import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, suite, test } from 'node:test';
import { promisify } from 'node:util';
import { Bus, DONE } from '@saite/bus';
import { PersonCode } from '@saite/contracts';
import { parseAuditKeyFile, parseAuditPublicKey, parseKeyFile, personRef, sealCode } from '@saite/identity';
import { callBroker, openRoom, type Room, until } from '@saite/runtime/testing';
import pg from 'pg';
import { ensureAdapterKeys, ensureAuditKey, ensureKeys } from '../../setup/src/keys.ts';
import { projectRoot } from '../../setup/src/project.ts';

const run = promisify(execFile);

async function runKeys(args: readonly string[], variables: NodeJS.ProcessEnv) {
  const file = join(projectRoot, 'setup/commands/keys.ts');
  try {
    const { stdout } = await run(process.execPath, [file, ...args], {
      env: { ...process.env, ...variables },
    });
    return { status: 0, said: stdout };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('stderr' in error)) throw error;
    return { status: error.code, said: String(error.stderr) };
  }
}

suite("the keys of LabIS's adapter", () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'saite-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const path = () => join(folder, 'labis-keys.json');
  const text = () => readFileSync(path(), 'utf8');
  const command = (...args: readonly string[]) => runKeys(args, { SAITE_DATA: folder, SAITE_LABIS_KEYS: '' });

  test('are made once, for their owner alone, and only that adapter is told where they are', async () => {
    const files = await ensureAdapterKeys(folder, projectRoot);
    assert.deepEqual(files.get('adapter-labis'), { SAITE_LABIS_KEYS: path() });
    assert.equal(statSync(path()).mode & 0o777, 0o600);
    const first = text();
    await ensureAdapterKeys(folder, projectRoot);
    assert.equal(text(), first);
    for (const [service, variables] of files)
      assert.ok(service === 'adapter-labis' || !('SAITE_LABIS_KEYS' in variables));
  });

  test('are rotated by a command, which never shows them', async () => {
    await ensureAdapterKeys(folder, projectRoot);
    const { status, said } = await command('rotate', 'labis');
    assert.equal(status, 0);
    assert.match(said, /version 2 of 1, 2/);
    const { current, keys } = JSON.parse(text());
    assert.equal(current, 2);
    assert.deepEqual(Object.keys(keys), ['1', '2']);
    assert.equal(statSync(path()).mode & 0o777, 0o600);
    assert.match((await command('forget', 'labis')).said, /version 2 of 2 /);
    assert.deepEqual(JSON.parse(text()), { current: 2, keys: { 2: keys[2] } });
    const shown = (await command('show', 'labis')).said;
    assert.match(shown, /version 2 of 2 /);
    for (const key of Object.values(keys)) assert.ok(!`${said}${shown}`.includes(String(key)));
  });

  test('a wrong call is told what to say, in both languages, and changes nothing', async () => {
    assert.match((await command('rotate', 'labis')).said, /There is no .*labis-keys\.json[\s\S]*Nav datnes/);
    await ensureAdapterKeys(folder, projectRoot);
    const before = text();
    for (const args of [[], ['rotate', 'sais'], ['turn', 'labis']]) {
      const { status, said } = await command(...args);
      assert.equal(status, 1);
      assert.match(said, /npm run keys[\s\S]*Norādiet/);
    }
    assert.equal(text(), before);
  });
});

suite('the key of the audit trail', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'saite-audit-key-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');

  test('is made once, for its owner alone, with its public half beside it', () => {
    const variables = ensureAuditKey(folder, {});
    assert.deepEqual(variables, {
      SAITE_AUDIT_KEY: join(folder, 'audit-key.json'),
      SAITE_AUDIT_HEADS: join(folder, 'audit-heads.jsonl'),
    });
    assert.equal(statSync(join(folder, 'audit-key.json')).mode & 0o777, 0o600);
    const first = textOf('audit-key.json');
    rmSync(join(folder, 'audit-key.pub.json'));
    ensureAuditKey(folder, {});
    assert.equal(textOf('audit-key.json'), first);
    assert.equal(parseAuditPublicKey(textOf('audit-key.pub.json')).keyId, parseAuditKeyFile(first).keyId);
  });

  test('may lie elsewhere', () => {
    const path = join(folder, 'elsewhere.json');
    assert.equal(ensureAuditKey(folder, { SAITE_AUDIT_KEY: path }).SAITE_AUDIT_KEY, path);
    assert.equal(statSync(path).mode & 0o777, 0o600);
  });
});

/** Commands are processes of their own, and `forget` waits for the broker's figures. */
const PATIENCE = { timeout: 600_000 };

suite('the sealing keys of the installation', PATIENCE, () => {
  let folder = '';
  let database: pg.Client;
  let room: Room;
  before(async () => {
    room = await openRoom();
    database = new pg.Client({ connectionString: room.databaseUrl });
    await database.connect();
    await database.query('CREATE SCHEMA one; CREATE TABLE one.box (value jsonb); CREATE SCHEMA audit;');
    await database.query('CREATE TABLE audit.entry (sealed json)');
  });
  after(async () => {
    await database.end();
    await room.close();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'saite-keys-'));
    ensureKeys(folder);
  });
  afterEach(async () => {
    await database.query('TRUNCATE one.box, audit.entry');
    rmSync(folder, { recursive: true, force: true });
  });

  const path = () => join(folder, 'keys.json');
  const text = () => readFileSync(path(), 'utf8');
  const command = (...args: readonly string[]) =>
    runKeys(args, {
      SAITE_DATA: folder,
      AMQP_URL: room.amqpUrl,
      DATABASE_URL: room.databaseUrl,
      SAITE_KEYS: '',
    });
  const code = PersonCode.parse('32000000001');
  const keep = async (table: string) => {
    const ring = parseKeyFile(text());
    await database.query(`INSERT INTO ${table} VALUES ($1)`, [
      JSON.stringify({ box: sealCode(ring, personRef(ring, code), code) }),
    ]);
  };

  test('are rotated in one step, for their owner alone, and never shown', async () => {
    const { status, said } = await command('rotate', 'sealing');
    assert.equal(status, 0);
    assert.match(said, /sealing: version 2 of 1, 2[\s\S]*forget sealing[\s\S]*iznīcina/);
    assert.equal(statSync(path()).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['keys.json']);
    const { sealing } = JSON.parse(text());
    for (const key of Object.values(sealing.keys)) assert.ok(!said.includes(String(key)));
  });

  test('are shown with what is under them, and forgotten only when nothing is', PATIENCE, async () => {
    await keep('one.box');
    await keep('audit.entry');
    await command('rotate', 'sealing');
    await keep('one.box');
    const { said } = await command('show', 'sealing');
    assert.match(said, /version 2 of 1, 2 [\s\S]*version 1: 1 in one\n {2}version 2: 1 in one\n$/);
    const before = text();
    // No message waits, so nothing is lost if the file says that it was rotated long enough ago for the broker's figures.
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(path(), longAgo, longAgo);
    const refused = await command('forget', 'sealing');
    assert.equal(refused.status, 1);
    assert.match(refused.said, /nothing was forgotten[\s\S]*version 1: 1 in one[\s\S]*nekas nav aizmirsts/);
    assert.equal(text(), before);
    await database.query(`DELETE FROM one.box WHERE value #>> '{box,keyVersion}' = '1'`);
    assert.match((await command('forget', 'sealing')).said, /version 2 of 2 /);
    assert.deepEqual(Object.keys(JSON.parse(text()).sealing.keys), ['2']);
  });

  test(
    'are not forgotten while a message waits at the broker that was published before',
    PATIENCE,
    async (context) => {
      const bus = await Bus.open({ url: room.amqpUrl, name: 'keys-test' });
      let free = () => {};
      context.after(() => {
        free(); // or the bus would wait for what it has in hand
        return bus.close();
      });
      await bus.consume({
        queue: 'saite.test',
        patterns: ['saite.#'],
        batchSize: 1,
        handle: () =>
          new Promise((resolve) => {
            free = () => resolve([DONE]);
          }),
        hold: async () => {},
        isTransient: () => false,
        onTrouble: () => {},
      });
      await bus.publish([{ type: 'saite.made.v1', id: 'e.made', body: '{}' }]);
      const figures = `/api/queues${new URL(room.amqpUrl).pathname}/saite.test`;
      const waiting = async () => Object(await callBroker('GET', figures)).messages;
      await until(waiting, (messages) => messages === 1, 60_000);
      await command('rotate', 'sealing');
      const { status, said } = await command('forget', 'sealing');
      assert.equal(status, 1);
      assert.match(said, /may need an old key[\s\S]*saite\.test: 1/);
      free();
      await until(waiting, (messages) => messages === 0, 60_000);
      assert.equal((await command('forget', 'sealing')).status, 0);
    },
  );

  test('of before get keys of the audit trail at the next start', () => {
    const { audit: _, ...before } = JSON.parse(text());
    writeFileSync(path(), JSON.stringify(before), { mode: 0o600 });
    ensureKeys(folder);
    const { audit, sealing } = JSON.parse(text());
    assert.deepEqual([audit.current, audit.keys[1]], [2, sealing.keys[1]]);
    assert.equal(statSync(path()).mode & 0o777, 0o600);
  });
});
