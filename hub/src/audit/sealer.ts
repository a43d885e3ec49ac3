import type { Transaction } from '@saite/runtime';
import { FIRST_HASH, linkHash } from './canonical.ts';
import { ENTRY_COLUMNS, EntryRow } from './rows.ts';

const SEALER_LOCK = "hashtextextended('saite.audit.sealer', 0)";
/** Most entries chained in one transaction: whoever waits for the lock waits no longer than that takes. */
const BATCH = 1_000;

/** Whether this transaction may chain now; only one of all hub processes may. */
export async function tryLockChain(transaction: Transaction): Promise<boolean> {
  const { rows } = await transaction.query<{ free: boolean }>(
    `SELECT pg_try_advisory_xact_lock(${SEALER_LOCK}) AS free`,
  );
  return rows[0]?.free === true;
}

/** Waits until this transaction alone may chain, and keeps it so until it ends. */
export async function lockChain(transaction: Transaction): Promise<void> {
  await transaction.query(`SELECT pg_advisory_xact_lock(${SEALER_LOCK})`);
}

interface Pending {
  readonly seq: number;
  readonly isChained: boolean;
  readonly entry: EntryRow;
}

/**
 * Chains the oldest entries that wait: their links, and that they wait no more, in the caller's transaction, which
 * holds the lock. A crash leaves either both or neither.
 *
 * @returns how many were chained, and whether more may wait
 */
export async function sealBatch(
  transaction: Transaction,
): Promise<{ readonly sealed: number; readonly isMore: boolean }> {
  const waiting = await oldestPending(transaction);
  if (waiting.length === 0) return { sealed: 0, isMore: false };
  // What is chained already, or waits twice, is chained once.
  const entries = new Map(
    waiting.filter(({ isChained }) => !isChained).map(({ entry }) => [entry.entry_id, entry]),
  );
  let { position, hash } = await lastLink(transaction);
  const links = [...entries.values()].map((entry) => {
    const previous = hash;
    hash = linkHash(previous, entry);
    position += 1;
    return { position, entryId: entry.entry_id, previous, hash };
  });
  await transaction.query({
    name: 'audit-append-links',
    text: `INSERT INTO audit.link (position, entry_id, previous_hash, hash)
      SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::bytea[], $4::bytea[])`,
    values: [
      links.map((link) => link.position),
      links.map((link) => link.entryId),
      links.map((link) => link.previous),
      links.map((link) => link.hash),
    ],
  });
  await transaction.query({
    name: 'audit-no-more-pending',
    text: 'DELETE FROM audit.pending WHERE seq = ANY($1)',
    values: [waiting.map(({ seq }) => seq)],
  });
  return { sealed: links.length, isMore: waiting.length === BATCH };
}

async function oldestPending(transaction: Transaction): Promise<Pending[]> {
  // Without a name: a plan that was kept from when little or nothing waited takes seconds for some thousands.
  const { rows } = await transaction.query({
    text: `SELECT pending.seq, link.entry_id IS NOT NULL AS is_chained, ${ENTRY_COLUMNS}
      FROM audit.pending JOIN audit.entry USING (entry_id) LEFT JOIN audit.link USING (entry_id)
      ORDER BY pending.seq LIMIT ${BATCH}`,
  });
  return rows.map(({ seq, is_chained: isChained, ...entry }) => ({
    seq: Number(seq),
    isChained: isChained === true,
    entry: EntryRow.parse(entry),
  }));
}

async function lastLink(transaction: Transaction): Promise<{ position: number; hash: Buffer }> {
  const { rows } = await transaction.query<{ position: number; hash: Buffer }>({
    name: 'audit-last-link',
    text: 'SELECT position, hash FROM audit.link ORDER BY position DESC LIMIT 1',
  });
  return rows[0] ?? { position: 0, hash: FIRST_HASH };
}
