import { sign, verify } from 'node:crypto';
import type { AuditKey, AuditPublicKey } from '@saite/identity';
import type { Transaction } from '@saite/runtime';
import { canonicalJson, contentHash, FIRST_HASH, FIRST_HEAD } from './canonical.ts';
import { HEAD_COLUMNS, HeadRow, instantOf } from './rows.ts';

/** A head that is still to be signed. */
export type Unsigned = Omit<HeadRow, 'signature'>;

const signed = ({ number, position, hash, entries, made_at, key_id, previous }: Unsigned): Buffer =>
  Buffer.from(canonicalJson({ number, position, hash, entries, made_at, key_id, previous }));

/** Whether a head is as the key signed it. */
export const isSigned = (head: HeadRow, { publicKey }: AuditPublicKey): boolean =>
  verify(null, signed(head), publicKey, Buffer.from(head.signature, 'hex'));

/** Signs a head with the key that it names. */
export const signHead = (head: Unsigned, { privateKey }: AuditKey): HeadRow => ({
  ...head,
  signature: sign(null, signed(head), privateKey).toString('hex'),
});

/** What the next head holds of this one. */
export const headHash = (head: HeadRow): string => contentHash(head).toString('hex');

type Readable = Pick<Transaction, 'query'>;

/** The newest head. */
export async function lastHead(database: Readable): Promise<HeadRow | undefined> {
  const { rows } = await database.query({
    name: 'audit-last-head',
    text: `SELECT ${HEAD_COLUMNS} FROM audit.head ORDER BY number DESC LIMIT 1`,
  });
  return rows[0] === undefined ? undefined : HeadRow.parse(rows[0]);
}

/** Heads after a number, the oldest first. */
export async function headsAfter(database: Readable, number: number): Promise<HeadRow[]> {
  const { rows } = await database.query(
    `SELECT ${HEAD_COLUMNS} FROM audit.head WHERE number > $1 ORDER BY number LIMIT 1000`,
    [number],
  );
  return rows.map((row) => HeadRow.parse(row));
}

/**
 * Signs how far the chain is: position, hash, count, time and the head before. Whoever changes the chain up to there
 * would have to sign anew.
 *
 * @param transaction holds the sealer's lock, so that chain and heads stand still
 */
export async function makeHead(transaction: Transaction, key: AuditKey, now: Date): Promise<HeadRow> {
  const before = await lastHead(transaction);
  const { rows } = await transaction.query<{ made_at: string; position: number | null; hash: Buffer | null }>(
    `SELECT ${instantOf('$1::timestamptz')} AS made_at, last.position, last.hash
     FROM (SELECT) AS one LEFT JOIN (SELECT position, hash FROM audit.link ORDER BY position DESC LIMIT 1) last ON true`,
    [now],
  );
  const [last] = rows;
  if (!last) throw new Error('a query without a table gives a row');
  const position = last.position ?? 0;
  const head = signHead(
    {
      number: (before?.number ?? 0) + 1,
      position,
      hash: (last.hash ?? FIRST_HASH).toString('hex'),
      entries: position,
      made_at: last.made_at,
      key_id: key.keyId,
      previous: before ? headHash(before) : FIRST_HEAD.toString('hex'),
    },
    key,
  );
  const bytes = (hex: string) => Buffer.from(hex, 'hex');
  await transaction.query(
    `INSERT INTO audit.head (number, position, hash, entries, made_at, key_id, previous, signature)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      head.number,
      position,
      bytes(head.hash),
      head.entries,
      now,
      key.keyId,
      bytes(head.previous),
      bytes(head.signature),
    ],
  );
  return head;
}
