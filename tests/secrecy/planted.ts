import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EVENTS_EXCHANGE } from '@saite/contracts';
import { connect } from 'amqplib';
import pg from 'pg';
import { codeNeedle, type Needle } from './search/needle.ts';
import type { World } from './world.ts';

/** A code that was put somewhere on purpose, so that it is known what would be found there. */
export interface Planted {
  readonly code: string;
  readonly needle: Needle;
  readonly form: string;
  /** What the place is called. */
  readonly place: RegExp;
}

const FIRST_CODE = 39_980_000_000;

const FORMS: Readonly<Record<string, (code: string) => Buffer>> = {
  'utf-8': (code) => Buffer.from(code),
  'utf-16le': (code) => Buffer.from(code, 'utf16le'),
  hex: (code) => Buffer.from(Buffer.from(code).toString('hex')),
  base64: (code) => Buffer.from(Buffer.from(`{"code":"${code}"}`).toString('base64')),
  md5: (code) => Buffer.from(createHash('md5').update(code).digest('hex')),
  sha256: (code) => Buffer.from(createHash('sha256').update(code).digest('base64url')),
};

/** Forms that a text can hold. */
const TEXT_FORMS = Object.keys(FORMS).filter((form) => form !== 'utf-16le');

/** Puts a code in each form into each kind of place. */
export async function plant(world: World): Promise<Planted[]> {
  const { ground, answers } = world;
  const planted: Planted[] = [];
  const put = async (place: RegExp, work: (content: Buffer) => unknown, forms = Object.keys(FORMS)) => {
    for (const form of forms) {
      const code = String(FIRST_CODE + planted.length);
      planted.push({ code, needle: codeNeedle(code), form, place });
      await work(
        Buffer.concat([
          Buffer.from('planted '),
          FORMS[form]?.(code) ?? Buffer.alloc(0),
          Buffer.from(' here\n'),
        ]),
      );
    }
  };
  const client = new pg.Client({ connectionString: ground.infrastructure.database.url });
  await client.connect();
  await client.query('CREATE SCHEMA planted CREATE TABLE leak (text text, bytes bytea, long text)');
  // As bytes, of which a text cannot hold all: a dump has them in hexadecimal, so only the server's files have the form.
  await put(/^database\/data\/base\//, (content) =>
    client.query('INSERT INTO planted.leak (bytes) VALUES ($1)', [content]),
  );
  await put(/^database\/data\/pg_wal\//, (content) =>
    client.query('INSERT INTO planted.leak (bytes) VALUES ($1)', [content]),
  );
  const asText = TEXT_FORMS;
  await put(
    /^table planted\.leak/,
    (content) =>
      client.query('INSERT INTO planted.leak (text, long) VALUES ($1, $2)', [
        content.toString(),
        `${'nothing here '.repeat(4_000)}${content}`, // long enough to be compressed in the server's files
      ]),
    asText,
  );
  await put(
    /^logs\/database\.log/,
    (content) => client.query('SELECT $1::text', [content.toString()]),
    asText,
  );
  await client.end();
  mkdirSync(join(ground.folder, 'logs'), { recursive: true });
  await put(/^logs\/planted\.log/, (content) =>
    appendFileSync(join(ground.folder, 'logs', 'planted.log'), content),
  );
  await put(/^requests\/planted/, (content) =>
    appendFileSync(join(ground.folder, 'requests', 'planted'), content),
  );
  await put(/^source-files\/.*result/, (content) =>
    appendFileSync(join(ground.folder, 'source-files', 'planted.result.json'), content),
  );
  await put(
    /^answer to planted/,
    (content) => answers.push({ what: 'planted', status: 500, text: content.toString() }),
    asText,
  );
  const connection = await connect(ground.infrastructure.broker.url);
  const channel = await connection.createConfirmChannel();
  await channel.assertQueue('foreign.planted', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue('foreign.planted', EVENTS_EXCHANGE, 'foreign.planted');
  await put(/^broker\/data\//, (content) =>
    channel.sendToQueue('foreign.planted', content, { persistent: true }),
  );
  await put(
    /^messages of foreign\.planted/,
    (content) => channel.sendToQueue('foreign.planted', content, { persistent: true }),
    asText,
  );
  await channel.waitForConfirms();
  await connection.close();
  return planted;
}
