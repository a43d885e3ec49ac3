import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { SandboxProblem } from './problems.ts';
import { openRecordStore } from './record-store.ts';

interface Made {
  readonly id: string;
  readonly recordVersion: number;
  readonly text?: string;
}

suite('the store of a played register', () => {
  let folder = '';
  const open = () => openRecordStore<Made>(folder, 'made', (record) => record.id);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'saite-store-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('keeps the highest version, whatever the order', async () => {
    const store = await open();
    const changed = await store.take([
      { id: 'a', recordVersion: 2, text: 'new' },
      { id: 'a', recordVersion: 1, text: 'old' },
      { id: 'b', recordVersion: 1 },
    ]);
    assert.deepEqual(
      changed.map((record) => [record.sequence, record.content.id]),
      [
        [1, 'a'],
        [2, 'b'],
      ],
    );
    assert.equal(store.get('a')?.content.text, 'new');
    await store.close();
  });

  test('takes all or none, and names the place of a conflict', async () => {
    const store = await open();
    await store.take([{ id: 'a', recordVersion: 1, text: 'one' }]);
    await assert.rejects(
      store.take([
        { id: 'b', recordVersion: 1 },
        { id: 'a', recordVersion: 1, text: 'other' },
      ]),
      (error) =>
        error instanceof SandboxProblem &&
        error.code === 'VERSION_CONFLICT' &&
        error.fields[0]?.path === '[1].recordVersion',
    );
    assert.equal(store.get('b'), undefined);
    await store.close();
  });

  test('finds its records again, without a last line that was cut off', async () => {
    const first = await open();
    await first.take([{ id: 'a', recordVersion: 1, text: 'Ķēniņš' }]);
    await first.close();
    await appendFile(join(folder, 'made.jsonl'), '{"id":"b","recordVer');
    const second = await open();
    assert.equal(second.last, 1);
    await second.take([{ id: 'c', recordVersion: 1 }]);
    await second.close();
    const third = await open();
    assert.deepEqual(
      [...third.all()].map((record) => record.content.id),
      ['a', 'c'],
    );
    assert.equal(third.get('a')?.content.text, 'Ķēniņš');
    await third.close();
  });
});
