import { toMessage } from '@saite/bus';
import {
  type EventOf,
  type FactEvent,
  type MunicipalType,
  PersonRef,
  RecordId,
  type SourceType,
} from '@saite/contracts';
import { eventIdOf } from '@saite/identity';
import { faultPoint, SaiteError } from '@saite/runtime';
import type { Adapter } from './adapter.ts';

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

/** What an adapter tells. */
type ToldEvent = FactEvent | EventOf<MunicipalType | SourceType | 'saite.dataset.published.v1'>;

/**
 * Publishes facts and waits for the broker's word on each. Returns only if all of them are safe in a queue, so
 * that a cursor may move or a row be marked after it; what was published twice is the same event.
 *
 * @throws NotPublished if one of them is not
 */
export async function publishFacts(
  adapter: Pick<Adapter, 'bus' | 'database' | 'keys' | 'references'>,
  made: readonly ToldEvent[],
): Promise<void> {
  const events = await withFirstIds(adapter, made);
  if (events.length > 0) faultPoint('adapter.before-publish');
  for (let from = 0; from < events.length; from += AT_ONCE) {
    const outcomes = await adapter.bus.publish(events.slice(from, from + AT_ONCE).map(toMessage));
    for (const outcome of outcomes) if (outcome !== 'sent') throw new NotPublished(outcome);
  }
  if (events.length > 0) faultPoint('adapter.after-publish');
}

/**
 * Events of records that are named by a person's reference, under the ids that they had when the code had its first
 * reference: told again after the index key was changed, they are the same events.
 */
async function withFirstIds(
  { database, keys, references }: Pick<Adapter, 'database' | 'keys' | 'references'>,
  events: readonly ToldEvent[],
): Promise<readonly ToldEvent[]> {
  const refs = events.flatMap(({ data: { recordId } }) => PersonRef.safeParse(recordId).data ?? []);
  if (refs.length === 0) return events;
  const firstOf = await references.firsts.of(database, refs);
  return events.map((event) => {
    const { recordId, recordVersion } = event.data;
    const ref = PersonRef.safeParse(recordId).data;
    if (ref === undefined || firstOf(ref) === ref) return event;
    const thing = event.type.split('.').slice(0, 2).join('.');
    return { ...event, id: eventIdOf(keys, thing, RecordId.parse(firstOf(ref)), recordVersion) };
  });
}
