import type { Embargo, EmbargoBody } from '@saite/contracts';
import { toInstant } from '@saite/runtime';
import { appendEmbargo, findEntries } from '../../audit/embargoes.ts';
import type { Call } from '../call.ts';
import { ProblemError } from '../problem-error.ts';
import { startOfRigaDay } from './audit-log.ts';

/** `POST /v1/access-log/embargoes`: keeps from a person who looked, or no longer; the latest word counts. */
export function embargoAuditEntries(call: Call, body: EmbargoBody): Promise<Embargo> {
  return call.change(async (transaction, now) => {
    const { ground, reason } = body;
    const day = body.visibleFrom && startOfRigaDay(body.visibleFrom);
    if (day && day <= now)
      throw new ProblemError('INVALID', [{ path: 'visibleFrom', message: 'expected a day after today' }]);
    const entries = await findEntries(transaction, body);
    if (!entries) throw new ProblemError('NOT_FOUND');
    const visibleFrom = ground === 'lifted' ? now : day;
    const { embargoId, target } = await appendEmbargo(
      transaction,
      call.door.keyRing,
      entries,
      { ground, reason, visibleFrom },
      now,
    );
    return {
      answer: {
        embargoId,
        entries: entries.count,
        visibleFrom: visibleFrom && toInstant(visibleFrom),
      },
      persons: entries.persons,
      target,
    };
  });
}
