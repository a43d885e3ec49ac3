import { randomUUID } from 'node:crypto';
import { TRANSACTION_START } from '@saite/contracts/soap';
import { type KeyRing, keyedDigest } from '@saite/identity';

const markOf = (ring: KeyRing, system: string, id: string): string =>
  keyedDigest(ring, 'viss-transaction', `${system}\n${id}`);

/** A transaction of a system. Nothing is kept about it: the id proves by itself to whom it was given. */
export function startTransaction(ring: KeyRing, system: string): string {
  const id = randomUUID();
  return `${TRANSACTION_START}${id}.${markOf(ring, system, id)}`;
}

/** Stands in an answer where the sender named a transaction that it was not given. */
export const NO_TRANSACTION = `${TRANSACTION_START}unknown`;

/** Whether a transaction was given to the system. */
export function isTransactionOf(ring: KeyRing, system: string, transaction: string): boolean {
  if (!transaction.startsWith(TRANSACTION_START)) return false;
  const [id = '', mark = ''] = transaction.slice(TRANSACTION_START.length).split('.');
  return mark === markOf(ring, system, id);
}
