import { DATASET_IDS, type Month, SOURCES } from '@saite/contracts';
import { z } from 'zod';
import type { SystemRoom } from './system-room.ts';

/** How far a system is with everything that it was told. */
const Far = z.object({
  /** Decisions on a disability (*lēmumi par invaliditāti*) that the hub has taken, and the statistics. */
  decisions: z.int(),
  countedDecisions: z.int(),
  /** Persons of whom PMLP's record is known in the hub, and in the statistics. */
  persons: z.int(),
  countedPersons: z.int(),
  /** Files of the month of which the statistics have every row, and their rows. */
  files: z.int(),
  rows: z.int(),
  /** Data sets that have an edition for the month, or cannot have one without giving somebody away. */
  datasets: z.int(),
  /** Of these, those that are held back for that reason. */
  heldBack: z.int(),
  /** Editions of all months. */
  editions: z.int(),
  /** Whether something is noted to be counted again. */
  isStale: z.boolean(),
});
export type Far = z.infer<typeof Far>;

export async function readFar({ database }: SystemRoom, month: Month): Promise<Far> {
  const facts = (schema: 'hub' | 'statistics', source: string) =>
    `(SELECT count(*)::int FROM ${schema}.fact WHERE source = '${source}')`;
  const files = 'FROM statistics.source_file WHERE complete AND period = $1';
  const { rows } = await database.query({
    name: 'how-far',
    text: `SELECT ${facts('hub', 'vdeavk.disability')} AS decisions,
      ${facts('statistics', 'vdeavk.disability')} AS "countedDecisions",
      ${facts('hub', 'pmlp.person')} AS persons,
      ${facts('statistics', 'pmlp.person')} AS "countedPersons",
      (SELECT count(*)::int ${files}) AS files,
      (SELECT coalesce(sum(rows), 0)::int ${files}) AS rows,
      (SELECT count(*)::int FROM (SELECT dataset FROM statistics.edition WHERE period = $1
        UNION SELECT dataset FROM statistics.held_back WHERE period = $1) AS decided) AS datasets,
      (SELECT count(*)::int FROM statistics.held_back WHERE period = $1) AS "heldBack",
      (SELECT count(*)::int FROM statistics.edition) AS editions,
      EXISTS (SELECT FROM statistics.stale) OR EXISTS (SELECT FROM statistics.due) AS "isStale"`,
    values: [month],
  });
  return Far.parse(rows[0]);
}

export const hasFiles = ({ files }: Far): boolean => files === SOURCES.length;
export const hasDatasets = ({ datasets, isStale }: Far): boolean =>
  !isStale && datasets === DATASET_IDS.length;

/** Whether PMLP's record of whoever has a decision is there, nobody is to be decided, and nothing waits to be told or taken. */
export async function isAtRest({ database, broker }: SystemRoom): Promise<boolean> {
  const lacks = (schema: 'hub' | 'statistics') =>
    `EXISTS (SELECT FROM ${schema}.fact decision WHERE source = 'vdeavk.disability' AND NOT EXISTS
      (SELECT FROM ${schema}.fact record WHERE record.source = 'pmlp.person' AND record.subject = decision.subject))`;
  const { rows } = await database.query<{ works: boolean }>({
    name: 'at-work',
    text: `SELECT EXISTS (SELECT FROM hub.dirty) OR EXISTS (SELECT FROM hub.outbox WHERE sent_at IS NULL)
      OR ${lacks('hub')} OR ${lacks('statistics')} AS works`,
  });
  if (rows[0]?.works !== false) return false;
  const channel = await broker.createChannel();
  const waiting = [
    await channel.checkQueue('saite.hub.intake'),
    await channel.checkQueue('saite.statistics'),
  ];
  await channel.close();
  return waiting.every(({ messageCount }) => messageCount === 0);
}

/** A figure counts only if everything was taken. @throws Error if hub or statistics put something aside */
export async function requireNothingAside({ database }: SystemRoom): Promise<void> {
  const { rows } = await database.query<{ aside: number }>(
    `SELECT ((SELECT count(*) FROM operations.held WHERE service = 'hub' AND kind = 'message') + (SELECT count(*) FROM hub.held_person)
      + (SELECT count(*) FROM operations.held WHERE service = 'statistics' AND kind = 'message'))::int AS aside`,
  );
  if (rows[0]?.aside !== 0) throw new Error(`${rows[0]?.aside} messages or persons were put aside`);
}
