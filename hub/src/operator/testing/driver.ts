import { createLog, openDatabase } from '@saite/runtime';
import { advanceJobs } from '../jobs/advance.ts';

/** A process that takes jobs further until it is killed, as a hub does; its clock goes on from a given instant. */
const database = openDatabase(
  process.argv[2] ?? '',
  'held-driver',
  createLog('driver', 'silent'),
  2,
  'sandbox',
);
process.stdout.write('ready\n');
const offset = new Date(process.argv[3] ?? '').getTime() - Date.now();
const clock = { now: () => new Date(Date.now() + offset) };
for (;;) await advanceJobs(database, clock);
