import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { mapInSlices } from './slices.ts';

describe('many items mapped in slices', () => {
  for (const count of [0, 1, 250, 251, 1_000])
    it(`are all mapped, in their order: ${count}`, async () => {
      const items = Array.from({ length: count }, (_, number) => number);
      assert.deepEqual(
        await mapInSlices(items, (number) => 2 * number),
        items.map((number) => 2 * number),
      );
    });

  it('leave others a turn between', async () => {
    const done: number[] = [];
    const mapping = mapInSlices(
      Array.from({ length: 1_000 }, (_, number) => number),
      (number) => done.push(number),
    );
    await turn();
    assert.ok(done.length < 1_000, `${done.length} at once`);
    await mapping;
    assert.equal(done.length, 1_000);
  });

  it('end with what one of them throws', () =>
    assert.rejects(
      mapInSlices([1, 2], (number) => {
        throw new Error(`no ${number}`);
      }),
      /no 1/,
    ));
});
