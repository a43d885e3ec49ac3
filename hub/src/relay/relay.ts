import type { Bus, OutgoingMessage } from '@saite/bus';
import type { EventId, EventOf, EventType } from '@saite/contracts';
import {
  type Clock,
  type Database,
  inTransaction,
  SaiteError,
  type Transaction,
  toInstant,
} from '@saite/runtime';
import { STORED_STATEMENT_COLUMNS, type StoredStatement, toStatement } from '../journal/stored-statement.ts';

interface OutboxRow extends StoredStatement {
  readonly madeOn: string;
  readonly seq: number;
  readonly type: EventType;
  readonly eventId: EventId;
  /** The event as it goes out; null if it is made from the statement. */
  readonly event: string | null;
}

const BATCH = 300;
const RETRY_S = 5;
/** A broker that is killed right after a queue was declared loses even what it confirmed. */
const UNSAFE_S = 10;

/**
 * Publishes what waits in the outbox and marks what the broker confirmed. What no queue takes waits and is tried
 * again; a broker that is away rolls all of it back.
 *
 * @throws SaiteError `BROKER_AWAY`
 */
export async function relayNext(
  database: Database,
  bus: Bus,
  clock: Clock,
  onSent: (count: number) => void,
): Promise<'more' | 'idle'> {
  if (bus.state === 'away') throw new SaiteError('BROKER_AWAY', 'The broker is away; the outbox waits.');
  const { taken, sent } = await inTransaction(database, async (transaction) => {
    const rows = await claim(transaction, clock.now());
    const outcomes = await bus.publish(rows.map(toMessage));
    if (outcomes.includes('not-confirmed'))
      throw new SaiteError('BROKER_AWAY', 'The broker did not confirm; the outbox waits.');
    const published = rows.filter((_row, index) => outcomes[index] === 'sent');
    await mark(transaction, published, 'sent_at = $3', clock.now());
    await mark(
      transaction,
      rows.filter((_row, index) => outcomes[index] === 'no-queue'),
      'attempts = attempts + 1, retry_at = $3',
      new Date(clock.now().getTime() + RETRY_S * 1000),
    );
    return { taken: rows.length, sent: published.length };
  });
  if (sent > 0) onSent(sent);
  return taken === BATCH ? 'more' : 'idle';
}

async function claim(transaction: Transaction, now: Date): Promise<OutboxRow[]> {
  const { rows } = await transaction.query<OutboxRow>({
    name: 'claim-outbox',
    text: `SELECT outbox.made_on AS "madeOn", outbox.seq, outbox.type, outbox.event_id AS "eventId", outbox.event::text AS event, ${STORED_STATEMENT_COLUMNS}
      FROM hub.outbox
      LEFT JOIN hub.statement ON statement.statement_id = outbox.statement_id
      LEFT JOIN hub.grounds ON grounds.digest = statement.grounds
      WHERE sent_at IS NULL AND (retry_at IS NULL OR retry_at <= $1)
      ORDER BY outbox.seq LIMIT ${BATCH} FOR UPDATE OF outbox SKIP LOCKED`,
    values: [now],
  });
  return rows;
}

async function mark(
  transaction: Transaction,
  rows: readonly OutboxRow[],
  change: string,
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await transaction.query(
    `UPDATE hub.outbox SET ${change} FROM unnest($1::date[], $2::bigint[]) AS key (made_on, seq)
     WHERE outbox.made_on = key.made_on AND outbox.seq = key.seq`,
    [rows.map((row) => row.madeOn), rows.map((row) => row.seq), at],
  );
}

function toMessage(row: OutboxRow): OutgoingMessage {
  return { type: row.type, id: row.eventId, body: row.event ?? JSON.stringify(toStatedEvent(row)) };
}

function toStatedEvent(row: OutboxRow): EventOf<'saite.allowance.stated.v1'> {
  return {
    specversion: '1.0',
    id: row.eventId,
    source: '/saite',
    type: 'saite.allowance.stated.v1',
    subject: row.subject,
    time: toInstant(row.recordedAt),
    datacontenttype: 'application/json',
    data: { statement: toStatement(row), identity: row.identity },
  };
}

/** Publishes once more what a lost broker may have confirmed and forgotten; whoever reads takes an event once. */
export async function resendUnsafe(database: Database, clock: Clock): Promise<void> {
  await database.query('UPDATE hub.outbox SET sent_at = NULL WHERE sent_at > $1', [
    new Date(clock.now().getTime() - UNSAFE_S * 1000),
  ]);
}
