import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openTestAdapter, type TestAdapter } from '@saite/adapter-kit/testing';
import { Atvk, ImportTaken, MUNICIPAL_TYPES, SopaImportList, SopaImportReport } from '@saite/contracts';
import type { FileError, ObjectError, ResultHeader } from '@saite/contracts/sopa';
import { makePass, type OnBehalf } from '@saite/identity';
import { type Clock, systemClock } from '@saite/runtime';
import { until } from '@saite/runtime/testing';
import { SOPA_STEPS } from '../../adapter.ts';
import { readResult } from '../../sandbox/imports/exchange/read-result.ts';
import { type ImportFileOptions, writeImportFile } from '../../sandbox/imports/write-import-file.ts';
import { startImport } from '../start.ts';

/** The day that the files of these tests are about first. */
export const FIRST_DAY = '2026-11-10';
const NOW = new Date('2026-11-20T09:00:00Z');

/** A result file as it was read. */
export interface ReadResult {
  readonly text: string;
  readonly header: ResultHeader;
  readonly fileErrors: readonly FileError[];
  readonly objectErrors: readonly ObjectError[];
}

/** The import on a real broker and database, with its door open, at a time of the tests' own. */
export interface ImportWorld {
  readonly opened: TestAdapter;
  readonly dropFolder: string;
  /** Sends bytes to the door as a municipality. */
  send(
    municipality: string,
    bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    name?: string,
  ): Promise<string>;
  /** What became of an import, once it is done with. */
  report(municipality: string, importId: string): Promise<SopaImportReport>;
  /** The result file as bytes of text, and read. */
  result(municipality: string, importId: string): Promise<ReadResult>;
  /** Calls the door on behalf of somebody. */
  call(who: OnBehalf, path: string): Promise<Response>;
  list(municipality: string): Promise<readonly SopaImportReport[]>;
  /** Waits until everything that is accepted is told. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** A file of the sandbox's SOPA, daily and of a few persons if not said otherwise. */
export const madeFile = (
  options: Partial<ImportFileOptions> & { readonly municipality: string },
): Iterable<Buffer> =>
  writeImportFile({
    seed: 7,
    sequence: 1,
    kind: 'daily',
    periodFrom: FIRST_DAY,
    periodTo: FIRST_DAY,
    persons: 20,
    ...options,
  });

export async function openImportWorld(reader: 'strict' | 'node-xml-stream' = 'strict'): Promise<ImportWorld> {
  const clock: Clock = { now: () => new Date(NOW.getTime() + (systemClock.now().getTime() - STARTED)) };
  const opened = await openTestAdapter({
    name: 'sopa',
    steps: SOPA_STEPS,
    types: ['sopa.service.recorded.v1', ...MUNICIPAL_TYPES],
    clock,
  });
  const { adapter } = opened;
  const dropFolder = await mkdtemp(join(tmpdir(), 'saite-drop-'));
  const { doorPort } = await startImport(adapter, {
    door: { host: '127.0.0.1', port: 0 },
    dropFolder,
    reader,
    pollMs: 50,
  });
  assert.ok(doorPort !== null);
  const url = `http://127.0.0.1:${doorPort}/v1/sopa/imports`;
  const headersFor = async (who: OnBehalf) => ({
    authorization: `Bearer ${await makePass(adapter.keys, 'sopa', who)}`,
  });
  const own = (municipality: string): OnBehalf => ({
    municipality: Atvk.parse(municipality),
    seesAll: false,
  });
  const call = async (who: OnBehalf, path: string) =>
    fetch(`${url}${path}`, { headers: await headersFor(who) });
  return {
    opened,
    dropFolder,
    call,
    send: async (municipality, bytes, name) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          ...(await headersFor(own(municipality))),
          'content-type': 'application/xml',
          ...(name !== undefined && { 'x-file-name': name }),
        },
        body: Readable.toWeb(Readable.from(bytes)),
        duplex: 'half',
      });
      assert.equal(answer.status, 202);
      return ImportTaken.parse(await answer.json()).importId;
    },
    report: (municipality, importId) =>
      until(
        async () => SopaImportReport.parse(await (await call(own(municipality), `/${importId}`)).json()),
        ({ state }) => state !== 'received' && state !== 'checking',
        20_000,
      ),
    result: async (municipality, importId) => {
      const answer = await call(own(municipality), `/${importId}/result`);
      assert.equal(answer.status, 200);
      const text = await answer.text();
      return readWhole(text);
    },
    list: async (municipality) =>
      SopaImportList.parse(await (await call(own(municipality), '')).json()).items,
    settled: async () => {
      await until(
        async () => {
          const { rows } = await adapter.database.query<{ open: number }>(
            `SELECT count(*) AS open FROM ${adapter.schema}.import
             WHERE state IN ('receiving', 'received', 'checking', 'gone')
               OR (state LIKE 'accepted%' AND told_at IS NULL) OR (state = 'rejected' AND cleared_at IS NULL)`,
          );
          return rows[0]?.open;
        },
        (open) => open === 0,
        20_000,
      );
    },
    close: async () => {
      await opened.close();
      await rm(dropFolder, { recursive: true, force: true });
    },
  };
}

export async function readWhole(text: string): Promise<ReadResult> {
  const fileErrors: FileError[] = [];
  const objectErrors: ObjectError[] = [];
  let header: ResultHeader | undefined;
  for await (const part of readResult(Readable.from([Buffer.from(text)]))) {
    if (part.part === 'header') header = part.header;
    else if (part.part === 'file-error') fileErrors.push(part.error);
    else objectErrors.push(part.error);
  }
  assert.ok(header);
  return { text, header, fileErrors, objectErrors };
}

const STARTED = systemClock.now().getTime();
