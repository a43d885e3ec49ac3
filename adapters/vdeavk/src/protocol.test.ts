import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChangesAnswer } from './protocol.ts';
import { madeCode } from './testing/made.ts';

const code = madeCode(1);

test('the id of a feed goes back in an address, so it shows no personal code', () => {
  const answer = (feed: string) => ChangesAnswer.safeParse({ feed, changes: [], last: 1, more: false });
  assert.ok(answer('4a1c7d52-0f0b-4f0e-9d0c-123456789012').success);
  for (const feed of [code, `${code.slice(0, 6)}-${code.slice(6)}`, `feed-${code}`])
    assert.deepEqual(
      answer(feed).error?.issues.map(({ path }) => path.join('.')),
      ['feed'],
    );
});
