import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openRoom, type Room } from '@saite/runtime/testing';
import pg from 'pg';
import { openAccess } from '../../setup/src/access.ts';
import { passwordsOfServices } from '../../setup/src/passwords.ts';
import { projectRoot } from '../../setup/src/project.ts';
import { serviceNames } from '../../setup/src/services/list.ts';
import { findUnknownSettings } from '../../setup/src/unknown-settings.ts';

describe('How the services are let in', () => {
  let room: Room;
  let folder = '';
  before(async () => {
    room = await openRoom();
    folder = mkdtempSync(join(tmpdir(), 'saite-access-'));
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await room.close();
  });

  const open = (servicePasswords: Record<string, string> | undefined, databaseUrl = room.databaseUrl) => {
    const said: string[] = [];
    const environment = { AMQP_URL: room.amqpUrl, DATABASE_URL: databaseUrl };
    return openAccess({ keeper: { folder }, broker: { servicePasswords }, environment }, (line) =>
      said.push(line),
    ).then((access) => ({ access, said }));
  };

  it('is each by a user and a role of its own, kept for the next start in a file for its owner alone', async () => {
    const { access, said } = await open(passwordsOfServices());
    assert.deepEqual([...access.keys()], serviceNames(projectRoot));
    assert.deepEqual(said, []);
    for (const server of ['AMQP_URL', 'DATABASE_URL'] as const) {
      const users = [...access.values()].map((own) => new URL(own[server]).username);
      assert.equal(new Set(users).size, access.size);
    }
    const file = join(folder, 'database-roles.json');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const kept = readFileSync(file, 'utf8');
    const again = await open(passwordsOfServices());
    assert.equal(readFileSync(file, 'utf8'), kept);
    assert.equal(again.access.get('hub')?.DATABASE_URL, access.get('hub')?.DATABASE_URL);
  });

  it('is by the one user that was given where there can be no others, and that is said in both languages', async () => {
    const name = new URL(room.databaseUrl).pathname.slice(1);
    const admin = new pg.Client({ connectionString: room.databaseUrl });
    await admin.connect();
    await admin.query(`CREATE ROLE ${name}_given LOGIN PASSWORD 'its-password'`);
    await admin.query(`GRANT CONNECT ON DATABASE ${name} TO ${name}_given`);
    await admin.end();
    const given = new URL(room.databaseUrl);
    given.username = `${name}_given`;
    given.password = 'its-password';
    const { access, said } = await open(undefined, given.href);
    for (const own of access.values())
      assert.deepEqual(own, { AMQP_URL: room.amqpUrl, DATABASE_URL: given.href });
    assert.match(said.find((line) => line.includes('DATABASE_URL')) ?? '', /kept apart \/ .*nav nodalītas/);
    assert.match(said.find((line) => line.includes('AMQP_URL')) ?? '', /kept apart \/ .*nav nodalītas/);
    assert.ok(!said.join().includes(given.password));
    assert.equal(said.length, 2);
  });
});

describe('Settings that nobody reads', () => {
  it('are found by looking into the programs', () => {
    const environment = { SAITE_PORT: '1', SAITE_SAIS_URL: 'x', SAITE_PROT: '1', PATH: '/' };
    assert.deepEqual(findUnknownSettings(projectRoot, environment), ['SAITE_PROT']);
  });
});
