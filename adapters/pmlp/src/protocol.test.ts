import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChangesAnswer } from './protocol.ts';
import { madeCode } from './testing/made-person.ts';

const code = madeCode(1);

test('a cursor of changes goes back in an address, so it shows no personal code', () => {
  const answer = (next: string, cursor = next) =>
    ChangesAnswer.safeParse({ changes: [{ cursor, person_code: code }], next });
  assert.ok(answer('6f1d.12').success);
  for (const cursor of [code, `${code.slice(0, 6)}-${code.slice(6)}`, `c.${code}`]) {
    assert.deepEqual(
      answer(cursor, 'c.1').error?.issues.map(({ path }) => path.join('.')),
      ['next'],
    );
    assert.deepEqual(
      answer('c.1', cursor).error?.issues.map(({ path }) => path.join('.')),
      ['changes.0.cursor'],
    );
    assert.ok(!JSON.stringify(answer(cursor).error?.issues).includes(code));
  }
});
