import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { addressOf, MailConfig, readMailConfig } from './mail-config.ts';

const given = {
  smtp: { host: 'mail.test', port: 25, secure: false },
  from: 'saite@saite.test',
  addresses: [
    { role: 'orphan-court', address: 'courts+{id}@saite.test' },
    { role: 'orphan-court', id: 'BT-1', address: 'own@court.test' },
    { role: 'ministry', id: 'lm', address: 'lm@lm.test' },
  ],
};
const config = MailConfig.parse(given);

suite('addresses of mail', () => {
  test('one that names the recipient goes before the one of its role', () => {
    assert.equal(addressOf(config, { role: 'orphan-court', id: 'BT-1' }), 'own@court.test');
    assert.equal(addressOf(config, { role: 'orphan-court', id: 'BT-2' }), 'courts+BT-2@saite.test');
  });

  test('a recipient without one has none', () => {
    assert.equal(addressOf(config, { role: 'ministry', id: 'other' }), undefined);
    assert.equal(addressOf(config, { role: 'social-service', id: '0001000' }), undefined);
  });

  test('ids that differ never give the same address, and characters that mean something do not stay', () => {
    const ids = ['a:b', 'a.b', 'a..b', 'a_b', 'a=3Ab', '.a'];
    const found = ids.map((id) => addressOf(config, { role: 'orphan-court', id }));
    assert.equal(new Set(found).size, ids.length);
    assert.equal(found[0], 'courts+a=3Ab@saite.test');
    for (const address of found) assert.match(address ?? '', /^courts\+[A-Za-z0-9=_-]+@saite\.test$/);
  });

  test('nothing that could end a line or add an addressee is an address', () => {
    for (const address of [
      'a@b.test\r\nBcc: c@d.test',
      'a@b.test, c@d.test',
      '<a@b.test>',
      'ā@b.test',
      'a',
    ]) {
      assert.equal(MailConfig.safeParse({ ...given, from: address }).success, false, address);
    }
  });

  test('a file that is wrong is refused by its fields, not by its values', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'saite-mail-config-'));
    const path = join(folder, 'mail.json');
    try {
      await writeFile(path, JSON.stringify({ ...given, smtp: { ...given.smtp, user: 'secret' } }));
      await assert.rejects(readMailConfig(path), {
        code: 'MAIL_CONFIG_INVALID',
        message: 'The configuration of mail is not valid (smtp: user and passwordFile go together).',
      });
      await writeFile(path, '{');
      await assert.rejects(readMailConfig(path), { code: 'MAIL_CONFIG_INVALID' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
