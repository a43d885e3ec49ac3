import { mkdir, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Adapter } from '@saite/adapter-kit';
import { openTestAdapter, type TestAdapter } from '@saite/adapter-kit/testing';
import {
  contractOf,
  type EventOf,
  isEventType,
  SOURCE_STRUCTURES,
  SOURCE_TYPES,
  type Source,
  SourceFileResult,
  type SourceType,
} from '@saite/contracts';
import { until, waitFor } from '@saite/runtime/testing';
import { SOURCES_STEPS, startSources } from '../adapter.ts';

/** A day on which October 2026 is over, and November is not. */
const NOW = new Date('2026-11-20T09:00:00Z');
const KEPT_MS = 7 * 86_400_000;

export type SourceEvent = EventOf<SourceType>;
const isSourceType = (type: string): type is SourceType => SOURCE_TYPES.some((one) => one === type);

/** The adapter on a real broker and database, with a folder of its own, at a time of the tests' own. */
export interface World extends Pick<TestAdapter, 'room' | 'keyPath' | 'end'> {
  readonly adapter: Adapter;
  readonly folder: string;
  /** What was told, in order, each event once. */
  told(source?: Source): SourceEvent[];
  /** How many messages there were, with those that came again. */
  messages(): number;
  /** Puts a whole file there; one that is still written is put there `secondsAgo`. */
  put(source: Source, name: string, content: string | Buffer, secondsAgo?: number): Promise<void>;
  /** The result of a file, once it is moved away. */
  result(source: Source, name: string, part?: 'done' | 'refused'): Promise<SourceFileResult>;
  /** Names in a folder of the source. */
  names(source: Source, part?: string): Promise<string[]>;
  /** Waits until a file is told to its end. */
  whole(source: Source, version: number): Promise<void>;
  /** All that the adapter's own tables hold, as text. */
  stored(): Promise<string>;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Without the adapter itself: a process of its own is started by the test. */
  readonly withoutAdapter?: boolean;
}

/** A file of a source, with the cells of its rows in the declared order. */
export const fileOf = (source: Source, ...rows: readonly string[]): string =>
  `${[SOURCE_STRUCTURES[source].columns.map(({ name }) => name).join(';'), ...rows].join('\n')}\n`;

export async function openWorld({ withoutAdapter }: WorldOptions = {}): Promise<World> {
  const opened = await openTestAdapter({
    name: 'sources',
    steps: SOURCES_STEPS,
    types: [],
    clock: { now: () => NOW },
  });
  const { adapter, room, keyPath, end } = opened;
  const folder = await mkdtemp(join(tmpdir(), 'saite-sources-'));
  const events: SourceEvent[] = [];
  await adapter.bus.consume({
    queue: 'saite.test.sources',
    patterns: SOURCE_TYPES,
    batchSize: 500,
    handle: async (batch) => {
      for (const { type, body } of batch)
        if (isEventType(type) && isSourceType(type))
          events.push(contractOf(type).parse(JSON.parse(body.toString())));
      return batch.map(() => ({ verdict: 'done' as const }));
    },
    hold: async () => {},
    isTransient: () => false,
    onTrouble: () => {},
  });
  if (!withoutAdapter) await startSources(adapter, { folder, pollMs: 50, keepRefusedMs: KEPT_MS });
  const told = (source?: Source) => {
    const each = [...new Map(events.map((event) => [event.id, event])).values()];
    return source === undefined ? each : each.filter(({ data }) => data.recordId.startsWith(`${source}-`));
  };
  const names = async (source: Source, part = '.') =>
    (await readdir(join(folder, source, part)).catch(() => []))
      .filter((name) => name !== 'done' && name !== 'refused')
      .sort();
  return {
    adapter,
    room,
    keyPath,
    end,
    folder,
    told,
    messages: () => events.length,
    async put(source, name, content, secondsAgo = 60) {
      await mkdir(join(folder, source), { recursive: true });
      const unfinished = join(folder, source, '.unfinished');
      await writeFile(unfinished, content);
      const at = new Date(NOW.getTime() - secondsAgo * 1_000);
      await utimes(unfinished, at, at);
      await rename(unfinished, join(folder, source, name));
    },
    async result(source, name, wanted) {
      const find = async () => {
        for (const part of wanted ? [wanted] : ['done', 'refused']) {
          const path = join(folder, source, part, `${name}.result.json`);
          const text = await readFile(path, 'utf8').catch(() => undefined);
          if (text !== undefined && !(await names(source)).includes(name)) return text;
        }
        return undefined;
      };
      const text = await waitFor(`the result of ${name}`, find, 30_000);
      return SourceFileResult.parse(JSON.parse(text));
    },
    names,
    async whole(source, version) {
      await until(
        () =>
          told(source)
            .filter(({ type }) => type === 'saite.source-file.accepted.v1')
            .map(({ data }) => data.recordVersion),
        (versions) => versions.some((one) => one === version),
        30_000,
      );
    },
    async stored() {
      const texts: string[] = [];
      for (const table of ['source_file', 'source_row', 'parked_answer', 'watched_person']) {
        const { rows } = await adapter.database.query(`SELECT * FROM ${adapter.schema}.${table}`);
        texts.push(JSON.stringify(rows));
      }
      return texts.join('\n');
    },
    async close() {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
