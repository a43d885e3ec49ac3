import assert from 'node:assert/strict';
import { sign, verify } from 'node:crypto';
import { describe, it } from 'node:test';
import { makeAuditKeyFile, parseAuditKeyFile, parseAuditPublicKey, publicHalf } from './audit-key.ts';

describe('the key of the audit trail', () => {
  it('signs what its public half verifies, under the same name', () => {
    const { secret, open } = makeAuditKeyFile();
    const key = parseAuditKeyFile(secret);
    const other = parseAuditPublicKey(open);
    const said = Buffer.from('a head');
    assert.equal(other.keyId, key.keyId);
    assert.ok(verify(null, said, other.publicKey, sign(null, said, key.privateKey)));
    assert.equal(publicHalf(secret), open);
  });

  it('is another one each time', () => {
    const [one, another] = [makeAuditKeyFile(), makeAuditKeyFile()];
    assert.notEqual(parseAuditKeyFile(one.secret).keyId, parseAuditKeyFile(another.secret).keyId);
  });

  it('does not stand in the file of its public half', () => {
    const { secret, open } = makeAuditKeyFile();
    assert.ok(!open.includes(JSON.parse(secret).d));
    assert.throws(() => parseAuditPublicKey(secret), /not as it was made/);
  });

  it('is refused under another name, and without showing it', () => {
    const jwk = JSON.parse(makeAuditKeyFile().secret);
    const renamed = { ...jwk, kid: JSON.parse(makeAuditKeyFile().secret).kid };
    for (const text of [JSON.stringify(renamed), '{', JSON.stringify({ ...jwk, d: 'short' })]) {
      assert.throws(
        () => parseAuditKeyFile(text),
        (error) => error instanceof Error && !error.message.includes(jwk.d),
      );
    }
  });
});
