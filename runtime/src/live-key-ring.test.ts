import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { PersonCode } from '@saite/contracts';
import {
  forgetOldSealingKeys,
  makeKeyFile,
  openCode,
  personRef,
  rotateSealingKey,
  sealCode,
} from '@saite/identity';
import { keysHealth, LiveKeyRing } from './live-key-ring.ts';
import { codeOf, type Log } from './log.ts';
import { until } from './testing/index.ts';

const code = PersonCode.parse('32000000001');
let folder = '';
const path = () => join(folder, 'keys.json');
const put = (text: string) => {
  writeFileSync(`${path()}.draft`, text);
  renameSync(`${path()}.draft`, path());
};
let said: string[] = [];
const log: Log = {
  debug: () => {},
  info: (event) => said.push(event),
  warn: (event) => said.push(event),
  error: (event, fields, error) => said.push(`${event} ${fields?.code ?? codeOf(error)}`),
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'saite-ring-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a live key ring', () => {
  it('has the keys of its file within a second of a change, without being told', async () => {
    put(makeKeyFile());
    const ring = new LiveKeyRing(path(), log);
    const before = personRef(ring, code);
    put(rotateSealingKey(readFileSync(path(), 'utf8')));
    await until(
      () => ring.sealing.current,
      (current) => current === 2,
    );
    assert.equal(sealCode(ring, before, code).keyVersion, 2);
    assert.equal(personRef(ring, code), before);
    assert.deepEqual(keysHealth(ring), { keys: { state: 'up', needed: false } });
  });

  it('looks at once when it meets a key version that it does not know', () => {
    put(makeKeyFile());
    const [ring, quick] = [new LiveKeyRing(path(), log), new LiveKeyRing(path(), log)];
    put(rotateSealingKey(readFileSync(path(), 'utf8')));
    quick.lookAgain();
    const ref = personRef(quick, code);
    const sealed = sealCode(quick, ref, code);
    assert.equal(sealed.keyVersion, 2);
    assert.equal(openCode(ring, ref, sealed), code);
  });

  const made = makeKeyFile();
  const rotated = rotateSealingKey(made);
  const content = JSON.parse(rotated);
  for (const [what, text, trouble] of [
    ['is no JSON', rotated.slice(0, 200), 'KEYS_INVALID'],
    ['is older', made, 'KEYS_OLDER'],
    ['has another key under a known version', rotateSealingKey(makeKeyFile()), 'KEYS_REPLACED'],
    [
      'has another digest key',
      JSON.stringify({ ...content, digest: content.index.keys[1] }),
      'KEYS_REPLACED',
    ],
  ] as const) {
    it(`keeps the keys of before while the file ${what}, and says so once, in log and health`, () => {
      put(rotated);
      const ring = new LiveKeyRing(path(), log);
      const before = ring.sealing;
      put(text);
      ring.lookAgain();
      ring.lookAgain();
      assert.equal(ring.sealing, before);
      assert.deepEqual(said, [`keys.not-read ${trouble}`]);
      assert.deepEqual(ring.state(), { state: 'degraded', needed: false, code: trouble });
      put(forgetOldSealingKeys(rotated));
      ring.lookAgain();
      assert.deepEqual(Object.keys(ring.sealing.keys), ['2']);
      assert.equal(ring.state().state, 'up');
    });
  }

  it('keeps the keys of before while there is no file, and does not begin without one', () => {
    put(made);
    const ring = new LiveKeyRing(path(), log);
    rmSync(path());
    ring.lookAgain();
    assert.deepEqual(ring.state(), { state: 'degraded', needed: false, code: 'ENOENT' });
    assert.equal(ring.sealing.current, 1);
    assert.throws(() => new LiveKeyRing(path(), log), { code: 'ENOENT' });
  });

  it('sees that a file was changed in place', () => {
    put(made);
    const ring = new LiveKeyRing(path(), log);
    writeFileSync(path(), rotated);
    chmodSync(path(), 0o600);
    ring.lookAgain();
    assert.equal(ring.sealing.current, 2);
  });
});
