import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { SMTPServerOptions } from 'smtp-server';
import type { MailConfig } from './mail-config.ts';
import { sendLetter } from './smtp.ts';
import { openStrangeServer, reply } from './testing/strange-server.ts';

const CONTENT = 'Subject: a\r\n\r\ncontent of the letter\r\n';

interface Sent {
  readonly word: Awaited<ReturnType<typeof sendLetter>> | undefined;
  /** Code of the failure, if the server gave no word. */
  readonly code: string | undefined;
  readonly wasHandedOver: boolean;
  readonly heard: string;
}

/** Sends a letter to a server that behaves as said. */
async function sendTo(
  options: SMTPServerOptions,
  more: Partial<MailConfig['smtp']> = {},
  handOver: () => Promise<void> = async () => {},
): Promise<Sent> {
  const server = await openStrangeServer(options);
  let wasHandedOver = false;
  try {
    const word = await sendLetter(
      { ...server.smtp, ...more },
      {
        from: 'a@saite.test',
        to: 'b@saite.test',
        source: CONTENT,
        handOver: async () => {
          await handOver();
          wasHandedOver = true;
        },
        signal: AbortSignal.timeout(2_000),
      },
    );
    return { word, code: undefined, wasHandedOver, heard: server.heard() };
  } catch (error) {
    assert.ok(error instanceof Error && 'code' in error);
    return { word: undefined, code: String(error.code), wasHandedOver, heard: server.heard() };
  } finally {
    await server.close();
  }
}

suite('one letter at a mail server', () => {
  for (const status of [450, 452, 550, 552]) {
    test(`given ${status} at the end of the content, then that is the server's word on the letter`, async () => {
      const sent = await sendTo({
        onData: (stream, _session, done) => void stream.resume().on('end', () => done(reply(status))),
      });
      assert.deepEqual(sent.word, { taken: false, status });
      assert.equal(sent.wasHandedOver, true);
    });
  }

  for (const status of [450, 550, 553]) {
    test(`given ${status} to the sender, then it is the word on the letter, and nothing was handed over`, async () => {
      const sent = await sendTo({ onMailFrom: (_address, _session, done) => done(reply(status)) });
      assert.deepEqual(sent.word, { taken: false, status });
      assert.equal(sent.wasHandedOver, false);
    });
  }

  for (const [what, options, code] of [
    ['554 in the greeting', { onConnect: (_session, done) => done(reply(554)) }, 'UPSTREAM_FAILED'],
    ['421 in the greeting', { onConnect: (_session, done) => done(reply(421)) }, 'UPSTREAM_BUSY'],
    ['421 to the recipient', { onRcptTo: (_a, _session, done) => done(reply(421)) }, 'UPSTREAM_BUSY'],
    ['530 to the sender', { onMailFrom: (_a, _session, done) => done(reply(530)) }, 'NOT_AUTHORISED'],
  ] as const satisfies readonly [string, SMTPServerOptions, string][]) {
    test(`given ${what}, then it is no word on the letter but ${code}`, async () => {
      const sent = await sendTo(options);
      assert.equal(sent.code, code);
      assert.equal(sent.wasHandedOver, false);
    });
  }

  test('given that handing over is not noted, then no byte of the content leaves', async () => {
    const refused = Object.assign(new Error('the database is away'), { code: '57P01' });
    const sent = await sendTo({}, {}, () => Promise.reject(refused));
    assert.equal(sent.code, '57P01');
    assert.match(sent.heard, /^DATA\r$/m);
    assert.doesNotMatch(sent.heard, /content of the letter/);
  });

  test('given a server without TLS, then the password does not leave', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'saite-mail-password-'));
    const passwordFile = join(folder, 'password');
    await writeFile(passwordFile, 'open-sesame\n');
    try {
      const options = { disabledCommands: ['STARTTLS'], allowInsecureAuth: true };
      const sent = await sendTo(options, { user: 'saite', passwordFile });
      assert.notEqual(sent.code, undefined);
      assert.doesNotMatch(sent.heard, /AUTH|sesame|MAIL FROM/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
