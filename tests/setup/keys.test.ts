import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { promisify } from 'node:util';
import { parseAuditKeyFile, parseAuditPublicKey } from '@saite/identity';
import { ensureAdapterKeys, ensureAuditKey } from '../../setup/src/keys.ts';
import { projectRoot } from '../../setup/src/project.ts';

const run = promisify(execFile);

suite("the keys of LabIS's adapter", () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'saite-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const path = () => join(folder, 'labis-keys.json');
  const text = () => readFileSync(path(), 'utf8');
  const command = async (...args: readonly string[]) => {
    const file = join(projectRoot, 'setup/commands/keys.ts');
    const env = { ...process.env, SAITE_DATA: folder, SAITE_LABIS_KEYS: '' };
    try {
      const { stdout } = await run(process.execPath, [file, ...args], { env });
      return { status: 0, said: stdout };
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || !('stderr' in error)) throw error;
      return { status: error.code, said: String(error.stderr) };
    }
  };

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
