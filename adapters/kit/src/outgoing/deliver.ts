import { codeOf, faultPoint, isTransient } from '@saite/runtime';
import type { Adapter } from '../adapter.ts';
import type { Delivery } from '../store/index.ts';
import { isOutage, UpstreamError } from '../upstream/upstream-error.ts';

/** A register that takes a message once, by its id, and gives the same receipt for it ever after. */
export interface Receiver {
  /** The receipt of a message that the register took; `undefined` if it took none with that id. */
  receiptOf(messageId: string): Promise<string | undefined>;
  /**
   * Sends a message and gives its receipt.
   *
   * @param content as it was stored
   * @returns `leave` if it is not to be sent any more
   * @throws UpstreamError `REFUSED` if the register will not take it
   */
  send(messageId: string, content: unknown): Promise<string | 'leave'>;
}

const AT_ONCE = 4;
const BATCH = 100;

/**
 * Sends what is due, a few at a time, versions of one record in their order. Whatever may have arrived already is
 * asked for first, so that nothing is taken twice; a register that is away stops it, and nothing counts as failed.
 */
export async function deliverDue(adapter: Adapter, receiver: Receiver): Promise<'more' | 'idle'> {
  const due = await adapter.deliveries.due(BATCH);
  let next = 0;
  const work = async () => {
    for (let delivery = due[next++]; delivery; delivery = due[next++])
      await deliver(adapter, receiver, delivery);
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  const failed = ended.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return due.length === 0 ? 'idle' : 'more';
}

async function deliver(adapter: Adapter, receiver: Receiver, delivery: Delivery): Promise<void> {
  const { messageId, attempts } = delivery;
  const { deliveries } = adapter;
  try {
    if (attempts > 0) {
      const receipt = await receiver.receiptOf(messageId);
      if (receipt !== undefined) return await deliveries.delivered(messageId, receipt);
    }
    await deliveries.attempt([messageId]);
    const receipt = await receiver.send(messageId, delivery.content);
    if (receipt === 'leave') return;
    faultPoint('delivery.after-send');
    await deliveries.delivered(messageId, receipt);
  } catch (error) {
    if (isOutage(error) || isTransient(error)) throw error;
    adapter.log.error('adapter.delivery-not-taken', { part: adapter.name, code: codeOf(error) }, error);
    // Only the register's own word that it will not have this one is final; anything else may become right.
    if (error instanceof UpstreamError && error.code === 'REFUSED')
      await deliveries.refused(messageId, refusalOf(error));
    else await deliveries.attempt([messageId]);
  }
}

/** The register's own code where it gave one (`registerCode`), else ours. */
const refusalOf = (error: UpstreamError): string => error.registerCode ?? error.code;
