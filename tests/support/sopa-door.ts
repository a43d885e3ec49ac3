import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportTaken, Problem, SopaImportList, SopaImportReport } from '@saite/contracts';
import { openHub } from '@saite/hub';
import { makeKeyFile, parseKeyFile } from '@saite/identity';
import { createLog } from '@saite/runtime';
import { openRoom, until } from '@saite/runtime/testing';
import pg from 'pg';
import { openTestAdapter, type TestAdapter } from '../../adapters/kit/src/testing/index.ts';
import { SOPA_STEPS } from '../../adapters/sopa/src/adapter.ts';
import { startImport } from '../../adapters/sopa/src/import/start.ts';
import { freePort } from '../../setup/src/ports.ts';
import { openIssuer } from './issuer.ts';
import { makeTrailKeeping } from './trail-keeping.ts';

type Claims = Readonly<Record<string, unknown>>;
type Bytes = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export interface DoorAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** The hub, and the adapter of SOPA to which it streams files, on a real broker and database. */
export interface SopaDoor {
  readonly hubUrl: string;
  readonly database: pg.Client;
  /** Makes a call; without claims it carries no token. */
  call(
    claims: Claims | null,
    path: string,
    options?: { readonly headers?: Readonly<Record<string, string>>; readonly file?: Bytes },
  ): Promise<DoorAnswer>;
  token(claims: Claims): Promise<string>;
  /** Sends a file as a municipality's social service and waits until it is done with. */
  take(municipality: string, file: Bytes): Promise<SopaImportReport>;
  /** A municipality's imports. */
  list(municipality: string): Promise<readonly SopaImportReport[]>;
  /** Waits until nothing of a municipality is kept: no import, no object. */
  nothingLeft(municipality: string): Promise<void>;
  /** Ends the adapter, or starts it again at the same address. */
  endAdapter(): Promise<void>;
  startAdapter(): Promise<void>;
  close(): Promise<void>;
}

export const socialService = (municipality: string): Claims => ({ roles: ['social-service'], municipality });

export async function openSopaDoor(): Promise<SopaDoor> {
  const room = await openRoom();
  const issuer = await openIssuer();
  const folder = await mkdtemp(join(tmpdir(), 'saite-sopa-door-'));
  const keyPath = join(folder, 'keys.json');
  const keys = makeKeyFile();
  await writeFile(keyPath, keys);
  const log = createLog('test', 'silent');
  const port = await freePort();
  let adapter: TestAdapter | undefined;
  const startAdapter = async () => {
    adapter = await openTestAdapter({
      name: 'sopa',
      steps: SOPA_STEPS,
      types: [],
      sharing: { room, keyPath },
    });
    const door = { host: '127.0.0.1', port };
    await startImport(adapter.adapter, { door, dropFolder: undefined, reader: 'strict', pollMs: 50 });
  };
  await startAdapter();
  const audit = makeTrailKeeping();
  const hub = await openHub({
    amqpUrl: room.amqpUrl,
    databaseUrl: room.databaseUrl,
    keyRing: parseKeyFile(keys),
    audit,
    issuer: issuer.url,
    audience: 'saite',
    host: '127.0.0.1',
    port: 0,
    allowance: {},
    behind: { sopa: `http://127.0.0.1:${port}` },
    log,
  });
  const database = new pg.Client({ connectionString: room.databaseUrl });
  await database.connect();

  const call: SopaDoor['call'] = async (claims, path, { headers = {}, file } = {}) => {
    const response = await fetch(hub.url + path, {
      headers: {
        ...(claims && { authorization: `Bearer ${await issuer.token(claims)}` }),
        ...(file && { 'content-type': 'application/xml' }),
        ...headers,
      },
      ...(file && { method: 'POST', body: ReadableStream.from(file), duplex: 'half' }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : null,
    };
  };
  const list = async (municipality: string) =>
    SopaImportList.parse((await call(socialService(municipality), '/v1/sopa/imports')).json).items;
  return {
    hubUrl: hub.url,
    database,
    call,
    list,
    token: issuer.token,
    startAdapter,
    endAdapter: async () => adapter?.end(),
    take: async (municipality, file) => {
      const sent = await call(socialService(municipality), '/v1/sopa/imports', { file });
      if (sent.status !== 202) throw new Error(`the file was answered ${sent.status}`);
      const { importId } = ImportTaken.parse(sent.json);
      return until(
        async () =>
          SopaImportReport.parse(
            (await call(socialService(municipality), `/v1/sopa/imports/${importId}`)).json,
          ),
        ({ state }) => state !== 'received' && state !== 'checking',
        30_000,
      );
    },
    nothingLeft: async (municipality) => {
      await until(
        async () =>
          (
            await database.query<{ left: number }>(
              `SELECT ((SELECT count(*) FROM adapter_sopa.import WHERE municipality = $1)
                 + (SELECT count(*) FROM adapter_sopa.import_object WHERE municipality = $1))::int AS left`,
              [municipality],
            )
          ).rows[0]?.left,
        (left) => left === 0,
      );
    },
    close: async () => {
      await database.end();
      await hub.close();
      await adapter?.end();
      await issuer.close();
      await room.close();
      audit.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Reads a problem and makes sure that its status is the answer's. */
export function problemOf(answer: DoorAnswer): Problem {
  const problem = Problem.parse(answer.json);
  if (problem.status !== answer.status)
    throw new Error('the status of the problem is not that of the answer');
  return problem;
}
