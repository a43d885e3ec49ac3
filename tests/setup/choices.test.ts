import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { satisfies } from '../../setup/launch/node.mjs';
import { packagesMatch } from '../../setup/launch/packages.mjs';
import { findMachineServer } from '../../setup/src/broker/machine-server.ts';
import { dockerEngineRuns } from '../../setup/src/containers/engine.ts';
import { chooseProvider } from '../../setup/src/containers/provider.ts';
import { findServices } from '../../setup/src/services/list.ts';
import { readSettings } from '../../setup/src/settings.ts';
import { findTestFiles } from '../../setup/src/test-files.ts';

function withFolder<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'saite-choices-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function put(folder: string, path: string, content: unknown = ''): void {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

test('a given server comes first, then the Docker engine, then this machine', () => {
  assert.equal(chooseProvider(true, undefined, true), 'given');
  assert.equal(chooseProvider(false, undefined, true), 'container');
  assert.equal(chooseProvider(false, undefined, false), 'machine');
});

test('data are looked for where an earlier start put them', () => {
  assert.equal(chooseProvider(false, 'machine', true), 'machine');
  assert.equal(chooseProvider(false, 'container', true), 'container');
  assert.equal(chooseProvider(true, 'container', false), 'given');
  assert.throws(() => chooseProvider(false, 'container', false), /no Docker engine runs/);
});

test('an engine counts when it answers at its socket', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'saite-engine-'));
  const socket = join(folder, 'docker.sock');
  const engine = createServer((_request, response) => response.end('OK'));
  await new Promise<void>((resolve) => engine.listen(socket, resolve));
  assert.equal(await dockerEngineRuns({ DOCKER_HOST: `unix://${socket}` }), true);
  engine.close();
  assert.equal(await dockerEngineRuns({ DOCKER_HOST: `unix://${socket}` }), false);
  assert.equal(await dockerEngineRuns({ DOCKER_HOST: 'tcp://elsewhere:2375' }), false);
  rmSync(folder, { recursive: true, force: true });
});

test('the newest RabbitMQ of the machine is found, with its version', () => {
  withFolder((folder) => {
    for (const version of ['3.10.8', '4.0.5']) put(folder, `rabbitmq_server-${version}/sbin/rabbitmq-server`);
    const found = findMachineServer([join(folder, 'rabbitmq_server-*/sbin/rabbitmq-server')]);
    assert.equal(found?.version, '4.0.5');
  });
  assert.equal(findMachineServer(['/nowhere/rabbitmq_server-*/sbin/rabbitmq-server']), undefined);
});

test('services are found by looking, in the order of their start', () => {
  withFolder((folder) => {
    for (const room of ['adapters/pmlp', 'adapters/sais', 'hub', 'sandbox'])
      put(folder, `${room}/src/main.ts`);
    put(folder, 'adapters/kit/src/index.ts');
    const names = findServices(folder).map((stage) => stage.map(({ name }) => name));
    assert.deepEqual(names, [['sandbox'], ['adapter-pmlp', 'adapter-sais'], ['hub']]);
  });
});

test('test files are found outside of packages and data, all or by a word', () => {
  withFolder((folder) => {
    for (const path of [
      'hub/src/a.test.ts',
      'tests/b.test.ts',
      'node_modules/c/c.test.ts',
      '.saite/d.test.ts',
    ]) {
      put(folder, path);
    }
    assert.deepEqual(findTestFiles(folder, []), ['hub/src/a.test.ts', 'tests/b.test.ts']);
    assert.deepEqual(findTestFiles(folder, ['./hub']), ['hub/src/a.test.ts']);
  });
});

test('ports must be ports', () => {
  assert.equal(readSettings({}).port, 8080);
  assert.equal(readSettings({ SAITE_PORT: '' }).port, 8080);
  assert.equal(readSettings({ SAITE_PORT: '9000' }).port, 9000);
  for (const wrong of ['0', '70000', 'http', '80.5']) {
    assert.throws(() => readSettings({ SAITE_TLS_PORT: wrong }), /SAITE_TLS_PORT/);
  }
});

test('versions of Node are compared by their numbers', () => {
  assert.equal(satisfies('24.21.0', '>=24.21.0 <25'), true);
  assert.equal(satisfies('24.9.0', '>=24.21.0 <25'), false);
  assert.equal(satisfies('25.0.0', '>=24.21.0 <25'), false);
  assert.equal(satisfies('20.20.2', '>=24.21.0 <25'), false);
  assert.throws(() => satisfies('24.21.0', '^24'), /not readable/);
});

test('packages are installed again only when they differ from the lock file', () => {
  const wanted = {
    '': {},
    hub: { version: '0.1.0' },
    'node_modules/pg': { version: '8.0.0' },
    'node_modules/node-other': { version: '1.0.0', optional: true },
  };
  const compare = (installed: Record<string, unknown> | undefined) =>
    withFolder((folder) => {
      put(folder, 'package-lock.json', { packages: wanted });
      if (installed !== undefined) put(folder, 'node_modules/.package-lock.json', { packages: installed });
      return packagesMatch(folder);
    });
  assert.equal(compare(undefined), false);
  assert.equal(compare({}), false);
  assert.equal(compare({ 'node_modules/pg': { version: '7.9.0' } }), false);
  assert.equal(compare({ 'node_modules/pg': { version: '8.0.0' } }), true);
});
