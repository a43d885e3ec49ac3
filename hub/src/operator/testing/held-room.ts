import { PersonRef } from '@saite/contracts';
import { makeKeyFile, parseKeyFile } from '@saite/identity';
import {
  createLog,
  type Database,
  HeldMessages,
  holdItems,
  inTransaction,
  migrate,
  OPERATIONS_SCHEMA,
  OPERATIONS_STEPS,
  openDatabase,
} from '@saite/runtime';
import { openRoom } from '@saite/runtime/testing';
import { HUB_SCHEMA, HUB_STEPS } from '../../store/schema.ts';
import { advanceJobs } from '../jobs/advance.ts';
import { type JobRow, readJob } from '../jobs/job.ts';
import { type NewJob, startJob } from '../jobs/start.ts';

export const SERVICE = 'adapter-made';
export const QUEUE = 'saite.made';

export const refOf = (number: number): PersonRef => PersonRef.parse(`p1.${String(number).padStart(22, '0')}`);

/** A database with what is held, a clock that is moved by hand, and a service that takes what is handed in. */
export async function openHeldRoom() {
  const room = await openRoom();
  const log = createLog('held-test', 'silent');
  const database: Database = openDatabase(room.databaseUrl, 'held-test', log, 8);
  await migrate(database, OPERATIONS_SCHEMA, OPERATIONS_STEPS);
  await migrate(database, HUB_SCHEMA, HUB_STEPS);
  const keyRing = parseKeyFile(makeKeyFile());
  let now = new Date('2026-11-20T10:00:00Z');
  const clock = { now: () => now };
  const held = new HeldMessages(database, SERVICE, clock, keyRing);
  return {
    room,
    database,
    keyRing,
    clock,
    held,
    pass: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000);
    },
    /** Parks messages, one a person and version, as a service does. */
    park: (messages: readonly { person: number; version: number; reason?: string }[]) =>
      inTransaction(database, (transaction) =>
        holdItems(
          transaction,
          SERVICE,
          messages.map(({ person, version, reason = 'MADE' }) => ({
            kind: 'message',
            queue: QUEUE,
            key: `${person}/${version}`,
            state: 'parked',
            type: 'sais.payment.recorded.v1',
            reason,
            errorPath: 'data.granted',
            detail: 'made for a test',
            subject: refOf(person),
            recordId: `P-${person}`,
            recordVersion: version,
            message: {
              type: 'sais.payment.recorded.v1',
              id: `${person}/${version}`,
              body: Buffer.from(JSON.stringify({ person, version })),
              sealed: false,
            },
          })),
          now,
        ),
      ),
    start: (job: Partial<NewJob> = {}): Promise<JobRow> =>
      inTransaction(database, (transaction) =>
        startJob(
          transaction,
          {
            action: 'retry',
            ids: undefined,
            filter: job.ids ? undefined : {},
            rate: 1_000,
            operator: 'somebody',
            note: 'made for a test',
            ...job,
          },
          now,
        ),
      ),
    advance: () => advanceJobs(database, clock),
    job: async (jobId: string): Promise<JobRow> => {
      const job = await readJob(database, jobId);
      if (!job) throw new Error('no such job');
      return job;
    },
    /** What is held, by state, counted row by row. */
    states: async (): Promise<Readonly<Record<string, number>>> => {
      const { rows } = await database.query<{ state: string; count: number }>(
        'SELECT state, count(*) AS count FROM operations.held GROUP BY 1',
      );
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
    },
    clear: () =>
      database.query(
        'TRUNCATE operations.job_item, operations.job, operations.edit, operations.held, operations.held_count, operations.held_delta, operations.cause',
      ),
    close: async () => {
      await database.end();
      await room.close();
    },
  };
}
export type HeldRoom = Awaited<ReturnType<typeof openHeldRoom>>;
