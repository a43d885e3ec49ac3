import type { History } from '@saite/contracts';
import { type Database, type ToldState, type Transaction, toInstant } from '@saite/runtime';
import { countByService } from './overview.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const sum = (values: readonly (number | null)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);

/** Notes how each service is in this minute, once a minute whoever asks, and forgets what is older than a day. */
export async function takeSamples(database: Database, told: readonly ToldState[], now: Date): Promise<void> {
  const counts = await countByService(database);
  const awake = told.filter(({ silent }) => !silent);
  await database.query({
    name: 'take-samples',
    text: `INSERT INTO operations.sample (minute, service, depth, in_per_minute, out_per_minute, waiting, parked)
      SELECT $1, * FROM unnest($2::text[], $3::int[], $4::real[], $5::real[], $6::int[], $7::int[]) ON CONFLICT DO NOTHING`,
    values: [
      new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS),
      awake.map(({ service }) => service),
      awake.map(({ detail }) => sum(detail.queues.map(({ depth }) => depth))),
      awake.map(({ detail }) => sum(detail.queues.map(({ inPerMinute }) => inPerMinute))),
      awake.map(({ detail }) => sum(detail.queues.map(({ outPerMinute }) => outPerMinute))),
      awake.map(({ service }) => counts.get(service)?.waiting ?? 0),
      awake.map(({ service }) => counts.get(service)?.parked ?? 0),
    ],
  });
  await database.query('DELETE FROM operations.sample WHERE minute < $1', [new Date(now.getTime() - DAY_MS)]);
}

interface Minute {
  readonly minute: Date;
  readonly depth: number;
  readonly in: number;
  readonly out: number;
  readonly waiting: number;
  readonly parked: number;
}

/** Minutes of one service, or of all together. */
export async function readHistory(
  transaction: Transaction,
  service: string | undefined,
  since: Date,
): Promise<History> {
  const { rows } = await transaction.query<Minute>(
    `SELECT minute, sum(depth)::int AS depth, sum(in_per_minute) AS in, sum(out_per_minute) AS out,
       sum(waiting)::int AS waiting, sum(parked)::int AS parked
     FROM operations.sample WHERE minute >= $1 AND ($2::text IS NULL OR service = $2) GROUP BY 1 ORDER BY 1`,
    [since, service ?? null],
  );
  return {
    service: service ?? null,
    points: rows.map((row) => ({
      at: toInstant(row.minute),
      depth: row.depth,
      inPerMinute: row.in,
      outPerMinute: row.out,
      waiting: row.waiting,
      parked: row.parked,
    })),
  };
}
