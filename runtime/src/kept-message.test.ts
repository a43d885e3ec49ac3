import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { makeKeyFile, parseKeyFile } from '@saite/identity';
import { keptMessage, readKept } from './kept-message.ts';

const keyRing = parseKeyFile(makeKeyFile());
const CODE = '161062-10142';
const TYPE = 'sais.payment.recorded.v1';

describe('a message that is kept', () => {
  for (const [what, body] of [
    ['is no JSON', `{"personCode":"${CODE}"`],
    ['is no event of its type', JSON.stringify({ specversion: '1.0', subject: CODE })],
    ['is nothing at all', ''],
  ] as const)
    it(`is sealed whole if it ${what}`, () => {
      const message = { type: TYPE, id: CODE, body: Buffer.from(body) };
      const kept = keptMessage(keyRing, message);
      assert.doesNotMatch(JSON.stringify({ ...kept, body: kept.body.toString() }), /161062|10142/);
      assert.deepEqual(readKept(keyRing, kept), message);
    });

  it('is sealed if its type is none of ours', () => {
    const kept = keptMessage(keyRing, { type: CODE, id: undefined, body: Buffer.from('{}') });
    assert.equal(kept.type, undefined);
    assert.equal(kept.sealed, true);
    assert.deepEqual(kept.facts, { shownType: 'unreadable' });
  });

  it('has the same name whenever it comes, and another one under other keys', () => {
    const message = { type: TYPE, id: undefined, body: Buffer.from(CODE) };
    const digest = keptMessage(keyRing, message).digest;
    assert.equal(keptMessage(keyRing, message).digest, digest);
    assert.notEqual(keptMessage(parseKeyFile(makeKeyFile()), message).digest, digest);
  });

  it('stays as it is if its contract lets it through: that shows nobody', () => {
    const sample = new URL(`../../contracts/samples/${TYPE}/pension.json`, import.meta.url);
    const message = { type: TYPE, id: 'e.1', body: readFileSync(sample) };
    const { digest: _digest, facts, ...kept } = keptMessage(keyRing, message);
    assert.deepEqual(kept, { ...message, sealed: false });
    assert.deepEqual(facts, {
      shownType: TYPE,
      subject: 'p1.madeUpReferenceOfAnna_',
      recordId: 'IZM-884201',
      recordVersion: 1,
      eventId: 'e.madeUpEventIdentifier06',
      contractVersion: 'v1',
    });
  });
});
