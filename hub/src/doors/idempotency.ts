import { type KeyRing, keyedDigest } from '@saite/identity';
import type { Transaction } from '@saite/runtime';
import type { AuditedContent } from '../audit/append.ts';
import type { Shown } from './call.ts';
import { ProblemError } from './problem-error.ts';

/** A call that may be repeated: caller, path and key name it, the body must stay the same. */
export interface IdempotentCall {
  readonly caller: string;
  readonly path: string;
  /** What in the path differs from call to call; it is kept as a digest only. */
  readonly target: string;
  readonly key: string;
  readonly body: string;
}

/**
 * Does `work` once for a call's key: the same key and body get the same answer, the same key with another body is
 * refused. The answer is stored in the transaction of the work, so that there is never one without the other.
 *
 * @throws ProblemError `STILL_AT_WORK`, `IDEMPOTENCY_KEY_REUSED`, `INVALID`
 */
export async function once<Answer>(
  transaction: Transaction,
  ring: KeyRing,
  call: IdempotentCall,
  now: Date,
  work: () => Promise<Shown<Answer>>,
): Promise<Shown<Answer>> {
  if (!/^[\x21-\x7e]{1,255}$/.test(call.key)) {
    throw new ProblemError('INVALID', [
      { path: 'Idempotency-Key', message: 'expected 1 to 255 visible ASCII characters' },
    ]);
  }
  const name = [
    keyedDigest(ring, 'caller', call.caller),
    call.path,
    keyedDigest(ring, 'idempotency-key', call.target === '' ? call.key : `${call.key}\n${call.target}`),
  ] as const;
  const bodyHash = keyedDigest(ring, 'idempotency-body', call.body);
  const { rows: locks } = await transaction.query<{ free: boolean }>(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 1)) AS free',
    [name.join('\n')],
  );
  if (!locks[0]?.free) throw new ProblemError('STILL_AT_WORK');
  const { rows } = await transaction.query<{ body_hash: string; answer: Answer; about: AuditedContent }>(
    'SELECT body_hash, answer, about FROM hub.idempotency WHERE caller = $1 AND path = $2 AND key = $3',
    [...name],
  );
  const before = rows[0];
  if (before) {
    if (before.body_hash !== bodyHash) throw new ProblemError('IDEMPOTENCY_KEY_REUSED');
    return { answer: before.answer, ...before.about };
  }
  const { answer, ...about } = await work();
  await transaction.query(
    'INSERT INTO hub.idempotency (caller, path, key, body_hash, answer, about, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [...name, bodyHash, JSON.stringify(answer), JSON.stringify(about), now],
  );
  return { answer, ...about };
}
