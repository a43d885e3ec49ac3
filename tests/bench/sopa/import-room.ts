import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { EVENTS_EXCHANGE, ImportTaken } from '@saite/contracts';
import { makePass } from '@saite/identity';
import { openRoom, type Room } from '@saite/runtime/testing';
import { connect } from 'amqplib';
import pg from 'pg';
import { freePort } from '../../../setup/src/ports.ts';
import type { Closes } from '../support/endings.ts';
import { type StartedProcess, startProcess } from '../support/processes.ts';
import type { Run } from '../support/run.ts';
import { MUNICIPALITY } from './made-file.ts';

/** What the adapter has written of its one import. */
export interface ImportState {
  readonly state: string;
  readonly objects: number;
  readonly accepted: number;
  /** Place of the last object in the file that was told. */
  readonly toldUpTo: number;
  /** Whether the broker has confirmed every event. */
  readonly isTold: boolean;
}

/** The adapter of SOPA as a process of its own, with a virtual host and a database that nobody else uses. */
export interface ImportRoom {
  readonly adapter: StartedProcess;
  /**
   * Streams a file to the adapter's door; resolves with the import's id when its last byte is taken.
   *
   * @param onSent told of every piece, bytes
   */
  send(path: string, onSent: (bytes: number) => void): Promise<string>;
  /** How far the import is that was begun; `undefined` before it. */
  state(): Promise<ImportState | undefined>;
  /** Reads the result file to its end. @throws Error if it is not there */
  readResult(importId: string): Promise<void>;
}

/** Events that wait in the queue at most: nobody reads them here. */
const QUEUE_LENGTH = 10_000;

export async function openImportRoom(run: Run, closes: Closes): Promise<ImportRoom> {
  const room = await openRoom();
  closes(() => room.close());
  const [port, nowhere] = [await freePort(), await freePort()];
  const adapter = await startProcess(
    {
      name: 'adapter-sopa',
      file: 'adapters/sopa/src/main.ts',
      folder: run.folder,
      profile: run.options.profile,
      environment: {
        AMQP_URL: room.amqpUrl,
        DATABASE_URL: room.databaseUrl,
        SAITE_SOPA_IMPORT_PORT: String(port),
        SAITE_SOPA_URL: `http://127.0.0.1:${nowhere}/sopa`, // SOPA's own answers are not measured
        LOG_LEVEL: 'error',
      },
    },
    closes,
  );
  const database = new pg.Client({ connectionString: room.databaseUrl });
  await database.connect();
  closes(() => database.end());
  await bindHub(room);
  const url = `http://127.0.0.1:${port}/v1/sopa/imports`;
  const headers = async () => {
    const pass = await makePass(run.keyRing, 'sopa', { municipality: MUNICIPALITY, seesAll: false });
    return { authorization: `Bearer ${pass}` };
  };
  return {
    adapter,
    send: async (path, onSent) => {
      const file = createReadStream(path).on('data', ({ length }) => onSent(length));
      const answer = await post(url, await headers(), file);
      if (answer.status !== 202) throw new Error(`the import was answered ${answer.status}`);
      return ImportTaken.parse(JSON.parse(answer.body)).importId;
    },
    state: async () => {
      const { rows } = await database.query<ImportState>({
        name: 'state',
        text: `SELECT state, objects, accepted, told_up_to AS "toldUpTo", told_at IS NOT NULL AS "isTold"
          FROM adapter_sopa.import`,
      });
      return rows[0];
    },
    readResult: async (importId) => {
      const response = await fetch(`${url}/${importId}/result`, { headers: await headers() });
      await response.body?.pipeTo(new WritableStream());
      if (!response.ok) throw new Error(`the result was answered ${response.status}`);
    },
  };
}

async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  file: Readable,
): Promise<{ readonly status: number; readonly body: string }> {
  const sent = request(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/xml' } });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject);
  });
  const [response] = await Promise.all([answered, pipeline(file, sent)]);
  return { status: response.statusCode ?? 0, body: await text(response) };
}

/** Stands for the hub, which is not measured here: services of persons have a reader, else they are returned. */
async function bindHub(room: Room): Promise<void> {
  const connection = await connect(room.amqpUrl);
  const closed = once(connection, 'close');
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue('bench.hub', {
    durable: true,
    arguments: { 'x-queue-type': 'quorum', 'x-max-length': QUEUE_LENGTH, 'x-overflow': 'drop-head' },
  });
  await channel.bindQueue(queue, EVENTS_EXCHANGE, 'sopa.service.#');
  await connection.close();
  await closed;
}
