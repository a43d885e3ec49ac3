import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { codeNeedle, type Needle, nameNeedle, secretNeedle, textNeedle } from './needle.ts';
import { Search } from './search.ts';

const CODE = '16106210142';
const HYPHEN = '161062-10142';
const NAME = 'Šarlote Ņikuļina';
const needles = [
  codeNeedle(CODE),
  nameNeedle(NAME),
  textNeedle('Māte sadarbojas ar iestādi un tiekas ar bērnu katru nedēļu.'),
  secretNeedle('keys.json', Buffer.alloc(32, 0xab).toString('base64')),
];

async function found(text: string | Buffer, pieces = 1, looked: readonly Needle[] = needles) {
  const bytes = Buffer.from(text);
  const size = Math.ceil(bytes.length / pieces) || 1;
  const search = new Search(looked);
  const parts = Array.from({ length: pieces }, (_, part) => bytes.subarray(part * size, (part + 1) * size));
  await search.search('here', parts);
  return search.hits.map(({ needle, form }) => `${needle.kind} ${form}`);
}

describe('the search', () => {
  const digest = (algorithm: string, text: string) => createHash(algorithm).update(text).digest();
  const cases: [string, string | Buffer, string][] = [
    ['a code', `{"code":"${CODE}"}`, 'code utf-8'],
    ['a code with its hyphen', `/v1/persons/${HYPHEN}`, 'code utf-8'],
    ['UTF-16', Buffer.from(`x${HYPHEN}x`, 'utf16le'), 'code utf-16le'],
    ['UTF-16, the other way round', Buffer.from(`x${NAME}x`, 'utf16le').swap16(), 'name utf-16be'],
    ['hexadecimal', `\\x00${Buffer.from(CODE).toString('hex')}00`, 'code hex'],
    ['hexadecimal in large letters', Buffer.from(HYPHEN).toString('hex').toUpperCase(), 'code hex'],
    ['base64', Buffer.from(`{"a":"${HYPHEN}"}`).toString('base64'), 'code base64'],
    ['base64 at another place', Buffer.from(`{"ab":"${NAME}"}`).toString('base64url'), 'name base64'],
    ['base64 at the third place', Buffer.from(`{"abc":"${NAME}"}`).toString('base64'), 'name base64'],
    ['a URL', encodeURIComponent(NAME), 'name url'],
    ['JSON', '"\\u0160arlote \\u0145iku\\u013cina"', 'name json'],
    ['JSON within JSON', '"\\\\"\\u0160arlote \\u0145iku\\u013Cina"', 'name json'],
    ['XML', 'Br &#352;arlote &#325;iku&#316;ina', 'name xml'],
    ['a letter', '=C5=A0arlote =C5=85iku=C4=BCina', 'name quoted-printable'],
    ['large letters', NAME.toUpperCase(), 'name utf-8'],
    ['no marks', 'Sarlote Nikulina', 'name utf-8'],
    ['a text', 'xx sadarbojas ar iestādi un tiekas ar bērnu katru', 'text utf-8'],
    ['MD5', digest('md5', CODE).toString('hex'), 'code md5'],
    ['SHA-1 in large letters', digest('sha1', HYPHEN).toString('hex').toUpperCase(), 'code sha1'],
    ['SHA-256', digest('sha256', CODE).toString('base64url'), 'code sha256'],
    ['SHA-256, shortened', digest('sha256', CODE).toString('base64').slice(0, 22), 'code sha256'],
    ['SHA-512 as bytes', digest('sha512', HYPHEN), 'code sha512'],
    ['a key', Buffer.alloc(32, 0xab).toString('base64'), 'secret utf-8'],
    ['the bytes of a key', Buffer.concat([Buffer.from('abc'), Buffer.alloc(32, 0xab)]), 'secret bytes'],
  ];
  for (const [what, text, hit] of cases)
    it(`finds ${what}`, async () => {
      assert.ok((await found(text)).includes(hit), (await found(text)).join());
    });

  it('finds what is cut in two wherever it is cut, and once', async () => {
    const text = `abcdefgh${HYPHEN}abcdefgh`;
    for (let pieces = 1; pieces <= text.length; pieces += 1)
      assert.deepEqual(await found(text, pieces), ['code utf-8'], `${pieces} pieces`);
  });

  it('finds nothing where there is nothing', async () => {
    const digits = Array.from({ length: 20_000 }, (_, place) => (place * 7919) % 10).join('');
    assert.deepEqual(await found(digits), []);
    assert.deepEqual(await found(createHash('sha256').update('17106210142').digest('hex')), []);
  });
});
