import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findAdapterKeys } from './adapter-keys.ts';
import { makeComposeSecrets } from './compose-secrets.ts';
import { replaceSecret } from './files.ts';
import { SetupProblem } from './problem.ts';
import { projectRoot } from './project.ts';
import { serviceNames } from './services/list.ts';

const textOf = (file: string) => readFileSync(join(projectRoot, 'docker', file), 'utf8');

/** The blocks of a part of a compose file, by name: as text, in the shape that the formatter gives them. */
function blocksOf(text: string, part: string): ReadonlyMap<string, string> {
  const [, rest = ''] = text.split(new RegExp(`^${part}:\\n`, 'm'));
  const [own = ''] = rest.split(/^(?=[a-z])/m);
  return new Map(
    own
      .split(/^ {2}(?=[a-z])/m)
      .slice(1)
      .map((block) => [block.slice(0, block.indexOf(':')), block]),
  );
}

const COMPOSE = textOf('compose.yaml');
const SERVICES = blocksOf(COMPOSE, 'services');
const namesIn = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].map(([, name = '']) => name);

describe('The containers', () => {
  let folder = '';
  before(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'saite-compose-')), 'secrets');
    await makeComposeSecrets(folder);
  });
  after(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  it('run programs that are there', () => {
    const programs = namesIn(/command: \[node, ([^\]]+)\]/g, COMPOSE);
    for (const program of ['hub/src/main.ts', 'statistics/src/main.ts'])
      assert.ok(programs.includes(program), program);
    for (const program of programs) assert.ok(existsSync(join(projectRoot, program)), program);
  });

  it('find each other where each listens', () => {
    const hub = SERVICES.get('hub') ?? '';
    const addresses = [...hub.matchAll(/_URL: http:\/\/([a-z-]+):(\d+)/g)];
    assert.deepEqual(addresses.map(([, name]) => name).sort(), ['adapter-sopa', 'statistics']);
    for (const [, name = '', port] of addresses)
      assert.match(SERVICES.get(name) ?? '', new RegExp(`_PORT: "${port}"`), name);
  });

  it('get secrets that the command makes, in a folder that nobody else opens', () => {
    const declared = blocksOf(COMPOSE, 'secrets');
    const used = new Set(namesIn(/secrets: \[([^\]]+)\]/g, COMPOSE).flatMap((list) => list.split(', ')));
    assert.deepEqual([...used].sort(), [...declared.keys()].sort());
    const made = readdirSync(folder);
    for (const [name, block] of declared) {
      const [file = ''] = namesIn(/file: \.\/secrets\/([a-z.-]+)/g, block);
      assert.ok(made.includes(file), name);
    }
    assert.equal(statSync(folder).mode & 0o777, 0o700);
  });

  it('know broker and database each by users of their own, over TLS, and only one the administrator', () => {
    const users = new Set<string>();
    for (const service of serviceNames(projectRoot)) {
      for (const server of ['amqp', 'database']) {
        const url = new URL(readFileSync(join(folder, `${service}-${server}-url`), 'utf8'));
        assert.match(url.protocol, /^(amqps|postgres):$/);
        users.add(`${server} ${url.username}`);
        const secret = `${service.replaceAll('-', '_')}_${server}_url`;
        const holders = [...SERVICES].filter(([, block]) => block.includes(secret)).map(([name]) => name);
        assert.deepEqual(holders, [service]);
        assert.ok(
          SERVICES.get(service)?.includes(`${server.toUpperCase()}_URL_FILE: /run/secrets/${secret}`),
        );
      }
    }
    assert.equal(users.size, 2 * serviceNames(projectRoot).length);
    assert.match(COMPOSE, /AMQP_CA: \/run\/secrets\/ca\n {2}DATABASE_CA: \/run\/secrets\/ca\n/);
    const admins = [...SERVICES].filter(([, block]) => block.includes('secrets: [ca, database_admin_url'));
    assert.deepEqual(
      admins.map(([name]) => name),
      ['prepare-database'],
    );
  });

  it('have certificates of one authority, by which broker and database are verified', () => {
    const read = (name: string) => new X509Certificate(readFileSync(join(folder, `${name}.pem`)));
    for (const server of ['broker', 'database']) {
      const certificate = read(`${server}-certificate`);
      assert.ok(certificate.verify(read('ca').publicKey));
      assert.equal(certificate.checkHost(server), server);
      assert.equal(certificate.checkHost('other'), undefined);
    }
  });

  it("mount an adapter's own keys for that adapter alone", async () => {
    const adapters = await findAdapterKeys(projectRoot, folder, {});
    assert.ok(adapters.length > 0);
    for (const { adapter, variable, path, format } of adapters) {
      assert.equal(format.keyVersions(readFileSync(path, 'utf8')).current, 1);
      const holders = [...SERVICES].filter(([, block]) => block.includes(`${adapter}_keys`));
      assert.deepEqual(
        holders.map(([name]) => name),
        [`adapter-${adapter}`],
      );
      assert.ok(holders[0]?.[1].includes(`${variable}: /run/secrets/${adapter}_keys`));
    }
  });

  it('can read a secret that was changed, as before', () => {
    const path = join(folder, 'labis-keys.json');
    const { mode } = statSync(path);
    replaceSecret(path, 'changed');
    assert.equal(readFileSync(path, 'utf8'), 'changed');
    assert.equal(statSync(path).mode, mode);
  });

  it('beside played registers lack no address', () => {
    const given = namesIn(/^([A-Z_]+)=/gm, textOf('sandbox.env'));
    for (const name of namesIn(/\$\{([A-Z_]+):\?/g, COMPOSE)) assert.ok(given.includes(name), name);
  });

  it('keep the secrets that they have', async () => {
    await assert.rejects(makeComposeSecrets(folder), SetupProblem);
  });
});
