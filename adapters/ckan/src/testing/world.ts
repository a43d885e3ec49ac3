import type { Adapter } from '@saite/adapter-kit';
import { openTestAdapter, type TestAdapter } from '@saite/adapter-kit/testing';
import type { DatasetPublished } from '@saite/contracts';
import { waitFor } from '@saite/runtime/testing';
import { CKAN_STEPS, startCkan } from '../adapter.ts';
import { type FilesServer, serveFiles } from './files-server.ts';
import { dataOf, filesOf, type MadeEdition, published } from './made-editions.ts';
import { type PlayedCkan, playCkan } from './played-ckan.ts';

export interface EditionRow {
  readonly record_version: number;
  readonly state: string;
  readonly attempts: number;
  readonly code: string | null;
}

/** The adapter on a real broker and database, beside the played portal and a server of files, in a room of its own. */
export interface World extends Pick<TestAdapter, 'room' | 'keyPath'> {
  readonly adapter: Adapter;
  readonly ckan: PlayedCkan;
  readonly files: FilesServer;
  /** Lets time pass for delays. */
  pass(ms: number): void;
  /** Lays the files of an edition out and tells of it; `change` changes what is told. */
  publish(made: MadeEdition, change?: (data: DatasetPublished) => DatasetPublished): Promise<void>;
  /** What is known of an edition's period. */
  row(recordId: string): Promise<EditionRow | undefined>;
  /** Waits until a period's edition is in a state. */
  settled(recordId: string, state: string, edition?: number): Promise<EditionRow>;
  parked(): Promise<{ item: string; reason: string; error_path: string; state: string }[]>;
  /** Ends the adapter as its process would. */
  end(): Promise<void>;
  /** Ends it and clears up all that it made. */
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Another world whose broker, database, keys, portal and files this one shares, as a later process. */
  readonly sharing?: World;
}

export async function openWorld({ sharing }: WorldOptions = {}): Promise<World> {
  let shiftMs = 0;
  const clock = { now: () => new Date(Date.now() + shiftMs) };
  const ckan = sharing?.ckan ?? (await playCkan());
  const files = sharing?.files ?? (await serveFiles());
  const opened = await openTestAdapter({ name: 'ckan', steps: CKAN_STEPS, types: [], clock, sharing });
  const { adapter, room, keyPath, end } = opened;
  await startCkan(adapter, {
    url: ckan.url,
    filesUrl: files.url,
    clientPath: ckan.clientPath,
    timeoutMs: 1_000,
    pollMs: 100,
  });
  const row = async (recordId: string) => {
    const { rows } = await adapter.database.query<EditionRow>(
      `SELECT record_version, state, attempts, code FROM ${adapter.schema}.edition WHERE record_id = $1`,
      [recordId],
    );
    return rows[0];
  };
  return {
    adapter,
    ckan,
    files,
    room,
    keyPath,
    pass: (ms) => {
      shiftMs += ms;
    },
    async publish(made, change = (data) => data) {
      for (const { path, content } of Object.values(filesOf(made))) files.put(path, content);
      const event = published(adapter.keys, change(dataOf(files.url, made)));
      const message = { type: event.type, id: event.id, body: JSON.stringify(event) };
      const outcomes = await adapter.bus.publish([message]);
      if (outcomes.some((outcome) => outcome !== 'sent')) throw new Error('the event was not taken');
    },
    row,
    settled: (recordId, state, edition) =>
      waitFor(`${recordId} to be ${state}`, async () => {
        const found = await row(recordId);
        return found?.state === state && (edition === undefined || found.record_version === edition) && found;
      }),
    parked: async () =>
      (
        await adapter.database.query(
          `SELECT item, reason, error_path, state FROM ${adapter.schema}.parked_answer ORDER BY item, reason`,
        )
      ).rows,
    end,
    async close() {
      await opened.close();
      if (sharing) return;
      await ckan.close();
      await files.close();
    },
  };
}
