import type { Bus, OutgoingMessage } from '@saite/bus';
import {
  EventId,
  type EventOf,
  type EventType,
  fromCents,
  type Month,
  type PersonRef,
  type StatementId,
} from '@saite/contracts';
import {
  type Clock,
  type Database,
  faultPoint,
  inTransaction,
  SaiteError,
  type Transaction,
  toInstant,
} from '@saite/runtime';

interface OutboxRow {
  readonly madeOn: string;
  readonly seq: number;
  readonly eventType: EventType | null;
  readonly eventId: EventId | null;
  /** The event as it goes out, if it is not made from a statement. */
  readonly event: string | null;
  readonly statementId: StatementId;
  readonly subject: PersonRef;
  readonly recordedAt: Date;
  readonly month: Month;
  readonly version: number;
  readonly supersedes: number | null;
  readonly deltaCents: number;
  /** JSON texts: what the database made once need not be read and written again. */
  readonly content: string;
  readonly policies: string;
  readonly identity: string;
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
  const { taken, sent } = await inTransaction(database, async (transaction) => {
    const rows = await claim(transaction, clock.now());
    const outcomes = await bus.publish(rows.map(toMessage));
    if (rows.length > 0) faultPoint('relay.after-publish');
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
  if (taken > 0) faultPoint('relay.after-mark');
  if (sent > 0) onSent(sent);
  return taken === BATCH ? 'more' : 'idle';
}

/** Claims first and joins afterwards: what the claimed rows tell is looked up for them alone. */
async function claim(transaction: Transaction, now: Date): Promise<OutboxRow[]> {
  const { rows } = await transaction.query<OutboxRow>({
    name: 'claim-outbox',
    text: `WITH claimed AS MATERIALIZED (
        SELECT * FROM hub.outbox WHERE sent_at IS NULL AND (retry_at IS NULL OR retry_at <= $1)
        ORDER BY seq LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
      SELECT claimed.made_on AS "madeOn", claimed.seq, claimed.event_type AS "eventType", claimed.event_id AS "eventId",
        claimed.event::text AS event, statement.statement_id AS "statementId", statement.subject,
        statement.recorded_at AS "recordedAt", statement.month, statement.version, statement.supersedes,
        statement.delta_cents AS "deltaCents", statement.content::text AS content, grounds.policies::text AS policies,
        code_identity.sealed::text AS identity
      FROM claimed
      LEFT JOIN hub.statement USING (person, month, version)
      LEFT JOIN hub.grounds ON grounds.digest = statement.grounds
      LEFT JOIN hub.code_identity ON code_identity.ref = statement.subject
      ORDER BY claimed.seq`,
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
     WHERE outbox.made_on = key.made_on AND outbox.seq = key.seq AND outbox.sent_at IS NULL`,
    [rows.map((row) => row.madeOn), rows.map((row) => row.seq), at],
  );
}

function toMessage(row: OutboxRow): OutgoingMessage {
  const { eventType, eventId, event } = row;
  if (eventType && eventId && event) return { type: eventType, id: eventId, body: event };
  return { type: 'saite.allowance.stated.v1', id: row.statementId, body: statedEvent(row) };
}

/** A stated event as text; its parts are JSON already, and were made from values that the contracts let through. */
function statedEvent(row: OutboxRow): string {
  const head = {
    specversion: '1.0',
    id: EventId.parse(row.statementId),
    source: '/saite',
    type: 'saite.allowance.stated.v1',
    subject: row.subject,
    time: toInstant(row.recordedAt),
    datacontenttype: 'application/json',
  } satisfies Omit<EventOf<'saite.allowance.stated.v1'>, 'data'>;
  const { statementId, month, version, supersedes } = row;
  const journal = {
    statementId,
    month,
    version,
    supersedes,
    delta: fromCents(row.deltaCents),
    computedAt: head.time,
  };
  const statement = `${opened(journal)},${row.content.slice(1, -1)},"policies":${row.policies}}`;
  return `${opened(head)},"data":{"statement":${statement},"identity":${row.identity}}}`;
}

/** JSON of an object without its last brace, so that more can follow. */
const opened = (value: object): string => JSON.stringify(value).slice(0, -1);

/**
 * Publishes once more what a lost broker may have confirmed and forgotten: what was sent in the last seconds before
 * nothing could be sent any more. Whoever reads takes an event once.
 */
export async function resendUnsafe(database: Database): Promise<void> {
  await database.query(
    `UPDATE hub.outbox SET sent_at = NULL
     WHERE sent_at > (SELECT max(sent_at) FROM hub.outbox) - make_interval(secs => ${UNSAFE_S})`,
  );
}
