import { type Adapter, deliverDue } from '@saite/adapter-kit';
import { CalendarDate, InstitutionId, PersonRef, PlacementId, Sealed } from '@saite/contracts';
import { openCode } from '@saite/identity';
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

/** Sends the care notices that are due. */
export const deliverNotices = (adapter: Adapter, sais: Sais): Promise<'more' | 'idle'> =>
  deliverDue(adapter, {
    receiptOf: async (messageId) => (await sais.receiptOf(messageId))?.Receipt,
    send: async (messageId, content) => {
      const { subject, code, ...notice } = StoredNotice.parse(content);
      const personCode = openCode(adapter.keys, subject, code);
      return (await sais.tell(messageId, { ...notice, personCode })).Receipt;
    },
  });
