import { randomUUID } from 'node:crypto';
import {
  type Clock,
  createLog,
  type Database,
  inTransaction,
  migrate,
  OPERATIONS_SCHEMA,
  OPERATIONS_STEPS,
  openDatabase,
} from '@saite/runtime';
import { KIT_STEPS } from '../store/index.ts';

/** A schema of the kit's tables on the real database, and a clock that stands until it is moved. */
export async function openStore() {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set: these tests need a database; run them with npm test');
  const schema = `kit_${randomUUID().slice(0, 8)}`;
  const database: Database = openDatabase(url, 'kit-test', createLog('test', 'silent'), 4);
  await migrate(database, OPERATIONS_SCHEMA, OPERATIONS_STEPS);
  await migrate(database, schema, KIT_STEPS);
  let now = new Date('2026-11-20T10:00:00Z');
  const clock: Clock = { now: () => now };
  return {
    schema,
    database,
    clock,
    pass: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000);
    },
    transact: <Result>(work: Parameters<typeof inTransaction<Result>>[1]) => inTransaction(database, work),
    close: async () => {
      await database.query(`DROP SCHEMA ${schema} CASCADE`);
      await database.end();
    },
  };
}
