import type { Adapter, Delivery } from '@saite/adapter-kit';
import { faultPoint, inTransaction } from '@saite/runtime';
import type { LabisCalls, RefusedBatch } from '../calls.ts';
import type { PseudonymKeys } from '../keys/file.ts';
import { Batch, STRUCTURE_VERSION } from '../protocol.ts';
import type { Feed, FeedState } from '../store/feed-state.ts';
import type { Pending } from '../store/pending.ts';
import { refsOf, statisticalRecord } from '../translate/record.ts';

/** All batches are versions of one record, so that they go out in their order. */
const RECORD_ID = 'batch';
const CONTRACT_VERSION = `labis-batch-${STRUCTURE_VERSION}`;

export interface BatchParts {
  readonly adapter: Pick<Adapter, 'database' | 'references' | 'schema' | 'deliveries' | 'parked'>;
  readonly feed: Feed;
  readonly pending: Pending;
  readonly calls: LabisCalls;
}

/** Puts what is due into a batch, which is sent as it is until LabIS has it. @returns whether there was something */
export async function makeBatch(
  { adapter, feed, pending }: BatchParts,
  keys: PseudonymKeys,
  { keyVersion }: FeedState,
  limit: number,
): Promise<boolean> {
  return inTransaction(adapter.database, async (transaction) => {
    const taken = await pending.take(transaction, keyVersion, limit);
    if (taken.length === 0) return false;
    const sequence = await feed.nextSequence(transaction);
    const firstOf = await adapter.references.firsts.of(transaction, taken.flatMap(refsOf));
    const content: Batch = {
      structureVersion: STRUCTURE_VERSION,
      keyVersion,
      sequence,
      records: taken.map((record) => statisticalRecord(keys, keyVersion, record, firstOf)),
    };
    const delivery = { recordId: RECORD_ID, recordVersion: sequence, content };
    await adapter.deliveries.add(transaction, [delivery], false);
    return true;
  });
}

/**
 * Sends the batch that is open. Whatever may have arrived already is asked for first.
 *
 * @returns `none` if there is none, `waits` if it is to be tried later
 */
export async function sendOpenBatch(parts: BatchParts, force: FeedState): Promise<'none' | 'sent' | 'waits'> {
  const { adapter, calls } = parts;
  const [open] = await adapter.deliveries.due(1);
  if (!open) return (await hasOpen(parts)) ? 'waits' : 'none';
  const { messageId, attempts } = open;
  const batch = Batch.parse(open.content);
  const known = attempts > 0 ? await calls.receiptOf(messageId) : undefined;
  if (known !== undefined) return settle(parts, open, batch, known);
  await adapter.deliveries.attempt([messageId]);
  const outcome = await calls.send(messageId, batch);
  faultPoint('delivery.after-send');
  if ('receipt' in outcome) return settle(parts, open, batch, outcome.receipt);
  return leaveOut(parts, open, batch, outcome, force);
}

async function settle(
  { adapter }: BatchParts,
  { messageId }: Delivery,
  { records }: Batch,
  receipt: string,
): Promise<'sent'> {
  await adapter.parked.resolve(records.map(({ id }) => id));
  await adapter.deliveries.delivered(messageId, receipt);
  await forgetContent(adapter, messageId);
  return 'sent';
}

/** Records that LabIS will not have are parked, with the path of what is wrong; the others go with the next batch. */
async function leaveOut(
  { adapter, pending }: BatchParts,
  { messageId }: Delivery,
  { records }: Batch,
  { refused, code }: RefusedBatch,
  { begunAt }: FeedState,
): Promise<'sent'> {
  const paths = new Map(refused.map(({ place, path }) => [place, path]));
  const parked = records.flatMap(({ id }, place) => {
    const errorPath = paths.get(place);
    return errorPath === undefined ? [] : [{ item: id, reason: 'RECORD_REFUSED', errorPath }];
  });
  await adapter.parked.park(parked, CONTRACT_VERSION);
  await pending.putBack(
    records.filter((_record, place) => !paths.has(place)).map(({ id }) => id),
    begunAt,
  );
  await adapter.deliveries.refused(messageId, code);
  await forgetContent(adapter, messageId);
  return 'sent';
}

/** What was told stands in the records; the batch itself is kept no longer than it must be sent again. */
async function forgetContent(
  { database, schema }: Pick<Adapter, 'database' | 'schema'>,
  messageId: string,
): Promise<void> {
  await database.query(`UPDATE ${schema}.delivery SET content = '{}' WHERE message_id = $1`, [messageId]);
}

async function hasOpen({ adapter: { database, schema } }: BatchParts): Promise<boolean> {
  const { rows } = await database.query<{ open: boolean }>(
    `SELECT EXISTS (SELECT FROM ${schema}.delivery WHERE state = 'waiting') AS open`,
  );
  return rows[0]?.open ?? false;
}
