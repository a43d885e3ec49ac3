import { mkdir } from 'node:fs/promises';
import { type Adapter, KIT_STEPS, startLeaderLoop } from '@saite/adapter-kit';
import { Gauge } from '@saite/runtime';
import { DropFolder } from './folder/drop-folder.ts';
import { Intake } from './intake/take-file.ts';
import { SourceFiles } from './store/source-files.ts';
import { StagedRows } from './store/staged-rows.ts';
import { ROW_CODES_STEP, SOURCE_FILES_STEP } from './store/tables.ts';
import { FileTeller } from './tell/tell-files.ts';

/** Steps of the adapter's schema. */
export const SOURCES_STEPS = [...KIT_STEPS, SOURCE_FILES_STEP, ROW_CODES_STEP];

export interface SourcesOptions {
  /** Watched folder, with a folder for each source in it. */
  readonly folder: string;
  /** Time between two looks at what is to be done, milliseconds. */
  readonly pollMs: number;
  /** How long the bytes of a refused file are kept, milliseconds. */
  readonly keepRefusedMs: number;
}

/** Takes in the files of the sources of statistics: checked whole, staged, told row by row. */
export async function startSources(adapter: Adapter, options: SourcesOptions): Promise<void> {
  const { database, schema, keys, references, clock, log, bus, leader } = adapter;
  const { folder, pollMs, keepRefusedMs } = options;
  const files = new SourceFiles(database, schema);
  const rows = new StagedRows(database, schema);
  new Gauge({
    name: 'saite_source_files',
    help: 'Files of the sources of statistics by state',
    labelNames: ['source', 'state'],
    registers: [adapter.metrics],
    async collect() {
      for (const { source, state, count } of await files.counts().catch(() => []))
        this.set({ source, state }, count);
    },
  });
  const loop = (part: string, work: () => Promise<'more' | 'idle'>): (() => void) => {
    const started = startLeaderLoop({ part: `sources.${part}`, intervalMs: pollMs, log, leader, work });
    adapter.closes(() => started.close());
    return () => started.wake();
  };
  const teller = new FileTeller({ bus, database, references, keys, clock, files, rows });
  const wakeTeller = loop('tell', () => teller.tellNext());
  loop('clear', () => rows.clearAway());
  await mkdir(folder, { recursive: true });
  const intake = new Intake({ keys, clock, files, rows });
  const drop = new DropFolder({ folder, intake, files, clock, log, keepRefusedMs, onAccepted: wakeTeller });
  loop('folder', () => drop.look());
}
