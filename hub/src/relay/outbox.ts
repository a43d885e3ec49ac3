import {
  dateOfDayNumber,
  dayNumber,
  type EventId,
  type EventType,
  type Month,
  type PersonRef,
} from '@saite/contracts';
import { type Database, rigaDate, type Transaction } from '@saite/runtime';

/** An event to be published. */
export interface OutboxEvent {
  readonly type: EventType;
  readonly eventId: EventId;
  readonly event: string;
}

/** Puts events into the outbox, in the transaction of what they tell. */
export async function appendEvents(
  transaction: Transaction,
  events: readonly OutboxEvent[],
  now: Date,
): Promise<void> {
  await transaction.query({
    name: 'append-events',
    text: `INSERT INTO hub.outbox (made_on, event_type, event_id, event)
      SELECT $1, event_type, event_id, event FROM unnest($2::text[], $3::text[], $4::json[]) AS row (event_type, event_id, event)`,
    values: [
      rigaDate(now),
      events.map(({ type }) => type),
      events.map(({ eventId }) => eventId),
      events.map(({ event }) => event),
    ],
  });
}

/** What names a statement in the journal. */
export interface StatementKey {
  readonly person: PersonRef;
  readonly month: Month;
  readonly version: number;
}

/** Puts statements into the outbox; the relay makes the events from the journal. */
export async function appendStatements(
  transaction: Transaction,
  keys: readonly StatementKey[],
  now: Date,
): Promise<void> {
  if (keys.length === 0) return;
  await transaction.query({
    name: 'append-statements',
    text: `INSERT INTO hub.outbox (made_on, person, month, version)
      SELECT $1, person, month, version FROM unnest($2::text[], $3::text[], $4::int[]) AS row (person, month, version)`,
    values: [
      rigaDate(now),
      keys.map(({ person }) => person),
      keys.map(({ month }) => month),
      keys.map(({ version }) => version),
    ],
  });
}

const DAYS_AHEAD = 7;
const DAYS_KEPT = 2;

/** Makes the partitions of the coming days and drops those of past days in which nothing waits. */
export async function rotateOutbox(database: Database, now: Date): Promise<void> {
  // Calendar days are counted, not spans of 24 hours: two days a year are shorter or longer.
  const today = dayNumber(rigaDate(now));
  const dayOf = (offset: number) => dateOfDayNumber(today + offset);
  for (let offset = -1; offset <= DAYS_AHEAD; offset += 1) {
    const day = dayOf(offset);
    await database.query(
      `CREATE TABLE IF NOT EXISTS hub.outbox_${day.replaceAll('-', '')} PARTITION OF hub.outbox FOR VALUES FROM ('${day}') TO ('${dayOf(offset + 1)}')`,
    );
  }
  const oldest = `outbox_${dayOf(-DAYS_KEPT).replaceAll('-', '')}`;
  const { rows } = await database.query<{ name: string }>(
    `SELECT child.relname AS name FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
     WHERE inhparent = 'hub.outbox'::regclass AND child.relname < $1`,
    [oldest],
  );
  for (const { name } of rows) {
    const { rows: waiting } = await database.query(`SELECT FROM hub.${name} WHERE sent_at IS NULL LIMIT 1`);
    if (waiting.length === 0) await database.query(`DROP TABLE hub.${name}`);
  }
}
