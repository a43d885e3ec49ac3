import { type Clock, type Database, rigaDate } from '@saite/runtime';

const CHUNK = 1_000;

/**
 * Marks persons dirty whose wake-up is due. After an outage of any length a person is marked once and decided at
 * today: the logical days in the outcome are derived, not replayed.
 */
export async function wakeDuePersons(database: Database, clock: Clock): Promise<'more' | 'idle'> {
  const { rowCount } = await database.query({
    name: 'wake-due',
    text: `WITH due AS (
        DELETE FROM hub.wake_up WHERE (person, case_name) IN (
          SELECT person, case_name FROM hub.wake_up WHERE due_on <= $1 ORDER BY due_on LIMIT ${CHUNK} FOR UPDATE SKIP LOCKED)
        RETURNING person)
      INSERT INTO hub.dirty (ref) SELECT DISTINCT person FROM due`,
    values: [rigaDate(clock.now())],
  });
  return rowCount === CHUNK ? 'more' : 'idle';
}

/**
 * Marks every person dirty once when what decides changed: policies by configuration, or the program itself.
 *
 * @param digest of policies and program version
 */
export async function markAllIfDeciderChanged(database: Database, digest: string): Promise<boolean> {
  const { rowCount } = await database.query(
    `WITH changed AS (
       INSERT INTO hub.setting (name, value) VALUES ('decider', $1)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE setting.value <> excluded.value
       RETURNING name)
     INSERT INTO hub.dirty (ref) SELECT DISTINCT person FROM hub.person_code WHERE EXISTS (SELECT FROM changed)`,
    [digest],
  );
  return (rowCount ?? 0) > 0;
}
