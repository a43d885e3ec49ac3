import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { UpstreamError } from '@saite/adapter-kit';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailConfig } from './mail-config.ts';
import { failureOf, wordOn } from './smtp-failures.ts';

/** The server's word on one letter: it took it, or it did not, with the code of its reply (RFC 5321). */
export type Word = { readonly taken: true } | { readonly taken: false; readonly status: number };

/** One letter on its way. */
export interface Sending {
  readonly from: string;
  readonly to: string;
  readonly source: string;
  /** Told when the server has agreed to take the content, before the first byte of it leaves; a throw keeps it back. */
  readonly handOver: () => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Sends one letter over a connection of its own.
 *
 * @throws UpstreamError, or an error of the network, if the server gave no word on this letter
 */
export async function sendLetter(smtp: MailConfig['smtp'], sending: Sending): Promise<Word> {
  const { signal } = sending;
  const connection = new SMTPConnection({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    requireTLS: smtp.user !== undefined && !smtp.secure, // a password never goes in clear
  });
  const failed = Promise.withResolvers<never>();
  const onAbort = () => failed.reject(signal.reason);
  connection.on('error', failed.reject);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([failed.promise, converse(connection, smtp, sending)]);
    connection.quit();
    return { taken: true };
  } catch (error) {
    connection.close();
    const word = wordOn(error);
    if (word) return word;
    throw failureOf(error);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function converse(
  connection: SMTPConnection,
  { user, passwordFile }: MailConfig['smtp'],
  sending: Sending,
): Promise<void> {
  await asked((done) => connection.connect(done));
  if (user !== undefined && passwordFile !== undefined) {
    const pass = (await readPassword(passwordFile)).trimEnd();
    await asked((done) => connection.login({ user, pass }, done));
  }
  await sendContent(connection, sending);
}

async function readPassword(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new UpstreamError('NOT_AUTHORISED', 'the file with the password of the mail server cannot be read');
  }
}

/** The content is a stream: it is read only after the server agreed to take it, so that the moment is known. */
async function sendContent(connection: SMTPConnection, sending: Sending): Promise<void> {
  const { from, to, source, handOver, signal } = sending;
  const kept: { readonly reason: unknown }[] = [];
  async function* content() {
    try {
      await handOver();
      signal.throwIfAborted();
    } catch (reason) {
      kept.push({ reason });
      throw new Error('held back'); // another one: whoever reads the stream changes what it throws
    }
    yield source;
  }
  const message = Readable.from(content(), { objectMode: false });
  try {
    await asked((done) => connection.send({ from, to }, message, done));
  } catch (error) {
    throw kept[0] ? kept[0].reason : error;
  }
}

const asked = (ask: (done: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    ask((error) => (error ? reject(error) : resolve()));
  });
