import { type Adapter, type Delivery, isOutage, UpstreamError } from '@saite/adapter-kit';
import { CalendarDate, InstitutionId, PersonRef, PlacementId, Sealed } from '@saite/contracts';
import { openCode } from '@saite/identity';
import { codeOf, faultPoint, isTransient } from '@saite/runtime';
import { z } from 'zod';
import type { Sais } from './upstream.ts';

/** A notice as it was stored. */
const StoredNotice = z.object({
  subject: PersonRef,
  code: Sealed,
  placementId: PlacementId,
  recordVersion: z.int(),
  institutionId: InstitutionId,
  admittedOn: CalendarDate,
  dischargedOn: CalendarDate.optional(),
  withdrawn: z.boolean(),
});

const AT_ONCE = 4;
const BATCH = 100;

/** Sends the care notices that are due. Whatever may have arrived already is asked for first. */
export async function deliverNotices(adapter: Adapter, sais: Sais): Promise<'more' | 'idle'> {
  const due = await adapter.deliveries.due(BATCH);
  let next = 0;
  const work = async () => {
    for (let delivery = due[next++]; delivery; delivery = due[next++]) await deliver(adapter, sais, delivery);
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  const failed = ended.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return due.length === 0 ? 'idle' : 'more';
}

async function deliver(adapter: Adapter, sais: Sais, delivery: Delivery): Promise<void> {
  const { messageId, attempts } = delivery;
  try {
    if (attempts > 0) {
      const taken = await sais.receiptOf(messageId);
      if (taken) return await adapter.deliveries.delivered(messageId, taken.Receipt);
    }
    const { subject, code, ...notice } = StoredNotice.parse(delivery.content);
    const personCode = openCode(adapter.keys, subject, code);
    await adapter.deliveries.attempt([messageId]);
    const { Receipt } = await sais.tell(messageId, { ...notice, personCode });
    faultPoint('delivery.after-send');
    await adapter.deliveries.delivered(messageId, Receipt);
  } catch (error) {
    if (isOutage(error) || isTransient(error)) throw error;
    adapter.log.error('sais.notice-not-taken', { code: codeOf(error) }, error);
    // Only SAIS's own word that it will not have this one is final; anything else may become right.
    if (error instanceof UpstreamError && error.code === 'REFUSED')
      await adapter.deliveries.refused(messageId, error.code);
    else await adapter.deliveries.attempt([messageId]);
  }
}
