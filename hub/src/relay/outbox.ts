import type { EventId, EventType, StatementId } from '@saite/contracts';
import { type Database, rigaDate, type Transaction } from '@saite/runtime';

/** An event to be published: itself, or the statement that it is made from. */
export interface OutboxEntry {
  readonly type: EventType;
  readonly eventId: EventId | StatementId;
  readonly event: string | null;
  readonly statementId: StatementId | null;
}

/** Puts events into the outbox, in the transaction of what they tell. */
export async function appendOutbox(
  transaction: Transaction,
  entries: readonly OutboxEntry[],
  now: Date,
): Promise<void> {
  if (entries.length === 0) return;
  await transaction.query({
    name: 'append-outbox',
    text: `INSERT INTO hub.outbox (made_on, type, event_id, event, statement_id)
      SELECT $1, type, event_id, event, statement_id FROM unnest($2::text[], $3::text[], $4::json[], $5::text[])
        AS row (type, event_id, event, statement_id)`,
    values: [
      rigaDate(now),
      entries.map((entry) => entry.type),
      entries.map((entry) => entry.eventId),
      entries.map((entry) => entry.event),
      entries.map((entry) => entry.statementId),
    ],
  });
}

const DAYS_AHEAD = 7;
const DAYS_KEPT = 2;
const DAY_MS = 86_400_000;

/** Makes the partitions of the coming days and drops those of past days in which nothing waits. */
export async function rotateOutbox(database: Database, now: Date): Promise<void> {
  const dayOf = (offset: number) => rigaDate(new Date(now.getTime() + offset * DAY_MS));
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
