import { type Bus, toMessage } from '@saite/bus';
import type { EventOf, FactEvent, MunicipalType, SourceType } from '@saite/contracts';
import { faultPoint, SaiteError } from '@saite/runtime';

/** Not all of a batch was taken by the broker: whatever depends on it must not be marked as done. */
export class NotPublished extends SaiteError {
  constructor(reason: 'no-queue' | 'not-confirmed') {
    super(
      reason === 'no-queue' ? 'NO_SUBSCRIBER' : 'NOT_CONFIRMED',
      'facts were not taken by the broker; they are published again',
    );
    this.name = 'NotPublished';
  }
}

const AT_ONCE = 500;

/**
 * Publishes facts and waits for the broker's word on each. Returns only if all of them are safe in a queue, so
 * that a cursor may move or a row be marked after it; what was published twice is the same event.
 *
 * @throws NotPublished if one of them is not
 */
export async function publishFacts(
  bus: Pick<Bus, 'publish'>,
  events: readonly (FactEvent | EventOf<MunicipalType | SourceType | 'saite.dataset.published.v1'>)[],
): Promise<void> {
  if (events.length > 0) faultPoint('adapter.before-publish');
  for (let from = 0; from < events.length; from += AT_ONCE) {
    const outcomes = await bus.publish(events.slice(from, from + AT_ONCE).map(toMessage));
    for (const outcome of outcomes) if (outcome !== 'sent') throw new NotPublished(outcome);
  }
  if (events.length > 0) faultPoint('adapter.after-publish');
}
