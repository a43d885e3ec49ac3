import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, suite, test } from 'node:test';
import { letterSource } from '../letter-source.ts';
import { readMailConfig } from '../mail-config.ts';
import { sendLetter } from '../smtp.ts';
import { type PlayedMail, playMail } from '../testing/played-mail.ts';
import { readLetter } from './read-letter.ts';

const WORDS = 'Šķūņu jumti = ļoti žēl; "ņirgāšanās" & <glāze>';

suite('the played mail server', () => {
  let mail: PlayedMail;
  const send = async (to: string) => {
    const { smtp, from } = await readMailConfig(mail.configPath);
    const envelope = { from, to, letterId: '0f8fad5b-d9cb-469f-a165-70867728950e', date: new Date(0) };
    const text = `${WORDS}\n${'garš '.repeat(40)}\n.\nbeigas\n`;
    const source = await letterSource(envelope, { subject: WORDS.repeat(3), text, html: `<p>${WORDS}</p>` });
    const signal = AbortSignal.timeout(5_000);
    return { text, word: await sendLetter(smtp, { from, to, source, handOver: async () => {}, signal }) };
  };

  before(async () => {
    mail = await playMail();
  });
  after(() => mail.close());

  test('takes a letter and shows it as it was written', async () => {
    const { text, word } = await send('a@saite.test');
    assert.deepEqual(word, { taken: true });
    const [letter] = await mail.inbox();
    assert.ok(letter);
    const { raw, receivedAt, ...read } = letter;
    assert.deepEqual(read, {
      messageId: '<0f8fad5b-d9cb-469f-a165-70867728950e@saite.test>',
      from: 'Saite <saite@saite.test>',
      to: 'a@saite.test',
      subject: WORDS.repeat(3),
      text,
      html: `<p>${WORDS}</p>`,
    });
    assert.match(raw, /^[\x20-\x7e\r\n]+$/);
    assert.match(receivedAt, /^[0-9-]+T[0-9:.]+Z$/);
  });

  test('keeps what it took over a restart, in order, and leads to its new port', async () => {
    await send('b@saite.test');
    const before = await readFile(mail.configPath, 'utf8');
    await mail.restart();
    assert.notEqual(await readFile(mail.configPath, 'utf8'), before);
    await send('c@saite.test');
    const to = (await mail.inbox()).map((letter) => letter.to);
    assert.deepEqual(to.slice(-2), ['b@saite.test', 'c@saite.test']);
  });

  test('refuses a mode that it does not know, and records', async () => {
    const answer = await mail.app.inject({
      method: 'POST',
      url: '/sandbox/mail/fault',
      payload: { mode: 'eaten' },
    });
    assert.equal(answer.statusCode, 422);
  });
});

test('a letter of one part, and one in base64, are read', () => {
  const lines = ['Message-ID: <a@b>', 'Subject: =?UTF-8?B?xaBv?=', ' =?UTF-8?B?ZGllbg==?='];
  const plain = readLetter([...lines, '', 'Sveiki', ''].join('\r\n'));
  assert.equal(plain.subject, 'Šodien');
  assert.equal(plain.text, 'Sveiki\n');
  const coded = readLetter(
    [...lines, 'Content-Transfer-Encoding: base64', '', Buffer.from('Šodien').toString('base64')].join(
      '\r\n',
    ),
  );
  assert.equal(coded.text, 'Šodien');
});
