import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { suite, test } from 'node:test';

const MODULE = JSON.stringify(new URL('./fault-points.ts', import.meta.url).href);
const PASSES_TWICE = `const { faultPoint } = await import(${MODULE});
for (const _ of [1, 2]) { faultPoint('relay.after-mark'); console.log('passed'); }`;

function passTwice(armed: string | undefined) {
  const { SAITE_FAULT_POINT: _, ...environment } = process.env;
  const env = armed === undefined ? environment : { ...environment, SAITE_FAULT_POINT: armed };
  const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', PASSES_TWICE], {
    env,
    encoding: 'utf8',
  });
  return { passages: stdout.match(/passed/g)?.length ?? 0, signal };
}

suite('fault points', () => {
  test('do nothing in a process that is not armed, or for another point', () => {
    assert.deepEqual(passTwice(undefined), { passages: 2, signal: null });
    assert.deepEqual(passTwice('relay.after-publish'), { passages: 2, signal: null });
  });

  test('end the process at the passage that is named', () => {
    assert.deepEqual(passTwice('relay.after-mark'), { passages: 0, signal: 'SIGKILL' });
    assert.deepEqual(passTwice('relay.after-mark:2'), { passages: 1, signal: 'SIGKILL' });
  });
});
