import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { consoleAimsOf } from './console-aims.ts';

suite('how long pages wait for their lists', () => {
  const read = { openMs: 900, wholeMs: 1_300, firstMs: 1_400, frameMs: 17, jumpMs: 40 };
  const list = { rows: 10_000, answerMs: 700, bareMs: 200, ratio: 3.5, megabytes: 4.2, ...read };

  test('given lists that are there within a second, then that is reached, and the bare query is only told', () => {
    const reached = consoleAimsOf({ clients: list, children: list, extreme: list }).map((aim) => aim.reached);
    assert.deepEqual(reached, [true, null, true, true, true, null, true, true, true, null, true, true]);
  });

  test('given a list that takes longer, then it is not', () => {
    const [clients] = consoleAimsOf({
      clients: { ...list, answerMs: 1_200 },
      children: list,
      extreme: list,
    });
    assert.equal(clients?.reached, false);
  });

  test('given a list that is long on its way to the screen, or jerks when it is scrolled, then it is not', () => {
    const slow = { ...list, openMs: 1_100, frameMs: 60 };
    const reached = consoleAimsOf({ clients: list, children: slow, extreme: list }).map((aim) => aim.reached);
    assert.deepEqual(reached, [true, null, true, true, true, null, false, false, true, null, true, true]);
  });
});
