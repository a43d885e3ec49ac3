import { type Adapter, startLeaderLoop } from '@saite/adapter-kit';
import type { Month } from '@saite/contracts';
import { Counter, Gauge } from '@saite/runtime';
import { openDatasetDoor } from './doors/http.ts';
import { collectDue, forgetDue, noteClosedMonths, readDue } from './editions/due.ts';
import { makeEditions } from './editions/make.ts';
import { tellEditions } from './editions/tell.ts';
import { startIntake } from './intake/intake.ts';

export interface StatisticsOptions {
  /** Where the door listens; port 0 picks a free one. */
  readonly door: { readonly host: string; readonly port: number };
  /** Address at which everybody reads the data sets. */
  readonly baseUrl: string;
  /** The first month of which editions are made. */
  readonly firstMonth: Month;
  /** Editions are made when nothing changed for so long, milliseconds. */
  readonly quietMs: number;
}

const POLL_MS = 1_000;
/** Months that are counted in one pass: what changes meanwhile waits no longer than for these. */
const MONTHS_AT_ONCE = 6;
/** Editions are made though changes go on, after so many times the quiet time, but not before ten minutes. */
const PATIENCE = 20;
const LEAST_PATIENCE_MS = 600_000;

/** Runs the statistics: takes what is counted, makes editions of the data sets, tells of them and shows them. */
export async function startStatistics(
  adapter: Adapter,
  { door, baseUrl, firstMonth, quietMs }: StatisticsOptions,
): Promise<{ readonly url: string }> {
  const { database, clock, log, leader } = adapter;
  const figures = createFigures(adapter);
  const patienceMs = Math.max(quietMs * PATIENCE, LEAST_PATIENCE_MS);
  const loop = (part: string, work: () => Promise<'more' | 'idle'>): (() => void) => {
    const started = startLeaderLoop({ part: `statistics.${part}`, intervalMs: POLL_MS, log, leader, work });
    adapter.closes(() => started.close());
    return () => started.wake();
  };
  const tell = loop('tell', () => tellEditions(adapter, baseUrl));
  loop('editions', async () => {
    await noteClosedMonths(database, clock.now(), firstMonth);
    await collectDue(database, clock.now(), { first: firstMonth, quietMs, patienceMs });
    const due = await readDue(database, MONTHS_AT_ONCE);
    if (due.size === 0) return 'idle';
    const made = await makeEditions(database, due, clock, log);
    await forgetDue(database, due);
    figures.editions.inc(made.editions);
    if (made.editions > 0) {
      log.info('statistics.editions-made', { count: made.editions });
      tell();
    }
    return 'more';
  });
  await startIntake(adapter);
  const app = openDatasetDoor({ database, log, baseUrl });
  const url = await app.listen(door);
  adapter.closes(() => app.close());
  return { url };
}

function createFigures({ metrics, database }: Adapter) {
  const registers = [metrics];
  new Gauge({
    name: 'saite_editions_held_back',
    help: 'Data sets and months whose next edition would give somebody away',
    registers,
    async collect() {
      const { rows } = await database
        .query<{ count: number }>('SELECT count(*) AS count FROM statistics.held_back')
        .catch(() => ({ rows: [] }));
      this.set(rows[0]?.count ?? 0);
    },
  });
  return {
    editions: new Counter({
      name: 'saite_editions_made_total',
      help: 'Editions of data sets made',
      registers,
    }),
  };
}
