import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { dockerEngineRuns } from '../../setup/src/containers/engine.ts';
import { isAlive } from '../../setup/src/processes/identity.ts';
import { lockFolder } from '../../setup/src/processes/lock.ts';
import { readRecord } from '../../setup/src/processes/record.ts';

const PROGRAM = fileURLToPath(new URL('./programs/supervisor.ts', import.meta.url));
const GONE_LIMIT_MS = 20_000;
const inContainers = await dockerEngineRuns();

describe('a supervisor killed outright', { skip: inContainers && 'the servers are containers here' }, () => {
  let folder: string;
  let supervisor: ChildProcess;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'saite-supervisor-'));
    chmodSync(folder, 0o711);
    supervisor = fork(PROGRAM, [folder]);
    const [message] = await once(supervisor, 'message');
    assert.equal(message, 'up');
  });

  after(() => {
    supervisor.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  test('holds its folder while it lives', async () => {
    await assert.rejects(
      lockFolder(folder, () => undefined),
      new RegExp(`already runs .*process ${supervisor.pid}`),
    );
  });

  test('leaves no process behind', async () => {
    const running = readRecord(folder);
    assert.deepEqual(running.map(({ name }) => name).sort(), ['broker', 'database', 'epmd']);
    assert.ok(running.every(isAlive));
    supervisor.kill('SIGKILL');
    const until = performance.now() + GONE_LIMIT_MS;
    while (running.some(isAlive) && performance.now() < until) await wait(100);
    assert.deepEqual(running.filter(isAlive), []);
  });

  test('leaves its folder to the next one', async () => {
    const lock = await lockFolder(folder, () => undefined);
    lock.release();
  });
});
