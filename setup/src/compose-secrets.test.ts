import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findAdapterKeys } from './adapter-keys.ts';
import { makeComposeSecrets } from './compose-secrets.ts';
import { replaceSecret } from './files.ts';
import { SetupProblem } from './problem.ts';
import { projectRoot } from './project.ts';

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
