import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeKeyFile, parseKeyFile } from './key-ring.ts';

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const file = (change: object = {}) =>
  JSON.stringify({
    index: { current: 1, keys: { 1: key(1) } },
    sealing: { current: 2, keys: { 1: key(2), 2: key(3) } },
    digest: key(4),
    ...change,
  });

/** What reading a key file says when it fails. */
function refusalOf(text: string): string {
  try {
    parseKeyFile(text);
  } catch (error) {
    assert.ok(error instanceof Error);
    return `${error.message} ${error.stack}`;
  }
  return assert.fail('the key file was taken');
}

describe('a key file', () => {
  it('is made ready to be read, with keys of its own each time', () => {
    const ring = parseKeyFile(makeKeyFile());
    assert.equal(ring.index.current, 1);
    assert.equal(ring.index.keys[1]?.symmetricKeySize, 32);
    assert.equal(ring.sealing.keys[1]?.symmetricKeySize, 32);
    assert.equal(parseKeyFile(makeKeyFile()).digest.equals(ring.digest), false);
  });

  it('has different keys for different uses', () => {
    const ring = parseKeyFile(makeKeyFile());
    const keys = [ring.index.keys[1], ring.sealing.keys[1], ring.digest].map((secret) =>
      secret?.export().toString('hex'),
    );
    assert.equal(new Set(keys).size, 3);
  });

  it('keeps older keys beside the current one', () => {
    const ring = parseKeyFile(file());
    assert.deepEqual(Object.keys(ring.sealing.keys), ['1', '2']);
  });

  it('is refused with the name of the field that is wrong', () => {
    assert.match(refusalOf(file({ digest: 'c2hvcnQ=' })), /digest: expected 32 bytes/);
    assert.match(
      refusalOf(file({ index: { current: 3, keys: { 1: key(1) } } })),
      /index: the current version has no key/,
    );
    assert.match(refusalOf(file({ sealing: undefined })), /sealing/);
    assert.match(refusalOf(file({ index: { current: 1, keys: { one: key(1) } } })), /index/);
  });

  it('says what to do when it cannot be read', () => {
    assert.match(refusalOf('{"index":'), /not JSON\. Restore it from the backup/);
    assert.match(refusalOf('[]'), /Restore it from the backup/);
  });

  const secret = Buffer.from('the secret of the installation!!').toString('base64');

  /** Fails if a refusal repeats the secret, or a part of it. */
  function assertNotShown(texts: readonly string[]): void {
    for (const text of texts) assert.equal(refusalOf(text).includes(secret.slice(0, 12)), false);
  }

  it('never shows a key in an error', () => {
    const short = secret.slice(0, 40);
    assertNotShown([
      file({ digest: short }),
      file({ digest: { value: secret } }),
      file({ index: { current: 1, keys: { 1: short } } }),
      file({ index: { current: 9, keys: { 1: secret } } }),
      `${file({ digest: secret })},`,
      secret,
    ]);
  });

  it('never shows a key that was put where a name belongs', () => {
    assertNotShown([
      file({ sealing: { current: 1, keys: { 1: secret, [secret]: secret } } }),
      file({ [secret]: 1 }),
    ]);
  });
});
