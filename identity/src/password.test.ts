import assert from 'node:assert/strict';
import { scryptSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { System } from '@saite/contracts';
import { hashPassword, verifyPassword } from './password.ts';

const WORD = 'ļoti garš vārds';
const LIGHT = 10;

describe('The digest of a password', () => {
  it('knows its password and no other', async () => {
    const digest = await hashPassword(WORD);
    assert.equal(await verifyPassword(WORD, digest), true);
    assert.equal(await verifyPassword(`${WORD} `, digest), false);
    const light = await hashPassword(WORD, LIGHT);
    for (const other of ['', `${WORD} `, WORD.toUpperCase(), light])
      assert.equal(await verifyPassword(other, light), false);
  });

  it('is in the form of the systems file, and never the same twice', async () => {
    const [first, second] = [await hashPassword(WORD, LIGHT), await hashPassword(WORD, LIGHT)];
    assert.equal(System.shape.password.parse(first), first);
    assert.notEqual(first, second);
    assert.equal(first.includes(WORD), false);
  });

  it('is scrypt as everybody counts it, so that other programs can make one', async () => {
    const salt = Buffer.alloc(16, 7);
    const digest = scryptSync('secret', salt, 32, { N: 1024, r: 8, p: 1 }).toString('base64url');
    assert.equal(await verifyPassword('secret', `scrypt$10$${salt.toString('base64url')}$${digest}`), true);
  });

  it('takes letters that are put together otherwise for the same word', async () => {
    assert.equal(await verifyPassword(WORD.normalize('NFD'), await hashPassword(WORD, LIGHT)), true);
  });

  it('that is none, or asks for more work than is sane, knows nobody', async () => {
    const good = await hashPassword(WORD, LIGHT);
    for (const digest of [
      '',
      WORD,
      good.slice(0, -1),
      good.replace('scrypt$10', 'scrypt$0'),
      good.replace('scrypt$10', 'scrypt$31'),
      good.replace('scrypt', 'bcrypt'),
    ])
      assert.equal(await verifyPassword(WORD, digest), false);
  });
});
