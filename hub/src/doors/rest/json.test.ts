import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { jsonOf } from './json.ts';

const written = async (answer: object): Promise<string> => {
  const json = jsonOf(answer);
  return Buffer.isBuffer(json) ? json.toString('latin1') : await text(json);
};
/** What everybody else writes and reads. */
const plain = (answer: object): unknown => JSON.parse(JSON.stringify(answer));

describe('JSON of an answer', () => {
  it('is what JSON says of any answer, in ASCII', async () => {
    const value = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.string({ unit: 'grapheme' }));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), value), async (answer) => {
        const json = await written(answer);
        assert.match(json, /^[\0-\x7f]*$/);
        assert.deepEqual(JSON.parse(json), plain(answer));
      }),
    );
  });

  it('has all items of a list of any length, and whatever stands around it', async () => {
    for (const count of [0, 1, 250, 251, 500, 501, 1_234]) {
      const items = Array.from({ length: count }, (_, number) => ({
        name: `Bērziņš ${number}`,
        gone: undefined,
      }));
      const answer = { before: null, items, left: undefined, pēc: ['š'], next: null };
      const json = await written(answer);
      assert.match(json, /^[\0-\x7f]*$/);
      assert.deepEqual(JSON.parse(json), plain(answer), String(count));
    }
  });

  it('lets others have their turn between the items of a long list', async () => {
    const items = Array.from({ length: 5_000 }, (_, number) => number);
    let turns = 0;
    const count = () => {
      turns += 1;
      waiting = setImmediate(count);
    };
    let waiting = setImmediate(count);
    await written({ items });
    clearImmediate(waiting);
    assert.ok(turns >= 20);
  });
});
