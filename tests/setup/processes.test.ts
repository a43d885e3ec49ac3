import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { endProcess } from '../../setup/src/processes/end.ts';
import { identify, isAlive, startOf } from '../../setup/src/processes/identity.ts';
import { type Keeper, openKeeper } from '../../setup/src/processes/keeper.ts';
import { createPart, keepRunning } from '../../setup/src/processes/part.ts';
import { isWatched, readRecord, writeRecord } from '../../setup/src/processes/record.ts';

const silent = () => undefined;

function sleeper() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    stdio: 'ignore',
    detached: true,
  });
  const identity = identify(child.pid ?? 0);
  return { child, identity };
}

async function withKeeper(work: (keeper: Keeper) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'saite-keeper-'));
  const keeper = await openKeeper(folder, silent);
  try {
    await work(keeper);
  } finally {
    await keeper.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const runSleeper = (keeper: Keeper, name = 'sleeper') =>
  keeper.run(name, process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    kind: 'service',
    ending: { signal: 'SIGTERM', patienceMs: 2_000 },
    stdio: 'ignore',
  });

test('a process is known by its number and its start', async () => {
  const { child, identity } = sleeper();
  assert.ok(isAlive(identity));
  assert.equal(isAlive({ ...identity, startedAt: 'at another time' }), false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.equal(isAlive(identity), false);
  assert.equal(startOf(identity.pid), undefined);
});

test('a process that only got the number of a recorded one is left alone', async () => {
  const { child, identity } = sleeper();
  await endProcess({ pid: identity.pid, startedAt: 'earlier', signal: 'SIGTERM', patienceMs: 100 });
  assert.ok(isAlive(identity));
  await endProcess({ ...identity, signal: 'SIGTERM', patienceMs: 2_000 });
  assert.equal(isAlive(identity), false);
  child.unref();
});

test('a process that does not heed the signal is killed', async () => {
  const code = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); process.send("up")';
  const child = spawn(process.execPath, ['-e', code], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: true,
  });
  await once(child, 'message');
  const identity = identify(child.pid ?? 0);
  await endProcess({ ...identity, signal: 'SIGTERM', patienceMs: 200 });
  assert.equal(isAlive(identity), false);
});

test('what an earlier run left is ended by the next', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'saite-leftover-'));
  const { identity } = sleeper();
  writeRecord(folder, [{ ...identity, name: 'left', kind: 'service', signal: 'SIGTERM', patienceMs: 2_000 }]);
  const said: string[] = [];
  const keeper = await openKeeper(folder, (line) => said.push(line));
  assert.equal(isAlive(identity), false);
  assert.match(said.join(), new RegExp(`left \\(${identity.pid}\\)`));
  await keeper.close();
  assert.deepEqual(readRecord(folder), []);
  rmSync(folder, { recursive: true });
});

test('a record that was tampered with names nobody to end', () => {
  assert.equal(
    isWatched({ pid: 1, startedAt: 'x', name: 'init', kind: 'server', signal: 'SIGTERM', patienceMs: 1 }),
    false,
  );
  assert.equal(
    isWatched({ pid: 77, startedAt: 'x', name: 'odd', kind: 'server', signal: 'SIGSTOP', patienceMs: 1 }),
    false,
  );
  assert.equal(isWatched(null), false);
});

test('the watchdog is started again when it dies', async () => {
  await withKeeper(async (keeper) => {
    const first = keeper.watchdogPid() ?? 0;
    process.kill(first, 'SIGKILL');
    const until = performance.now() + 5_000;
    while (keeper.watchdogPid() === first && performance.now() < until) await wait(50);
    assert.notEqual(keeper.watchdogPid(), first);
  });
});

test('a part that crashes is started again, one that was stopped is not', async () => {
  await withKeeper(async (keeper) => {
    const part = createPart('sleeper', () => runSleeper(keeper));
    const said: string[] = [];
    const endCare = keepRunning(part, (line) => said.push(line));
    await part.start();
    const first = part.pid() ?? 0;
    process.kill(first, 'SIGKILL');
    const until = performance.now() + 5_000;
    while (!said.includes('✓ sleeper is back') && performance.now() < until) await wait(20);
    assert.notEqual(part.pid(), undefined);
    assert.notEqual(part.pid(), first);
    assert.match(said[0] ?? '', /sleeper ended \(SIGKILL\); starting it again in 0.2 s/);
    endCare();
    await part.stop();
    await wait(300);
    assert.equal(part.pid(), undefined);
  });
});

test('a program that is not there is an error, not a process', async () => {
  await withKeeper(async (keeper) => {
    const ending = { signal: 'SIGTERM', patienceMs: 0 } as const;
    await assert.rejects(keeper.run('none', '/nowhere/program', [], { kind: 'service', ending }), /ENOENT/);
    assert.deepEqual(keeper.list(), []);
  });
});
