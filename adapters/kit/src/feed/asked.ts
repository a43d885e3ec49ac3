import type { PersonCode } from '@saite/contracts';
import { openCode } from '@saite/identity';
import type { Adapter } from '../adapter.ts';
import type { WatchedPerson } from '../store/index.ts';
import { type EventPerson, eventPerson } from './event-person.ts';

/** A person of one call, with what the answer has said so far. */
export interface Asked {
  readonly watched: WatchedPerson;
  readonly event: EventPerson;
  records: number;
  /** One of the records could not be read. */
  spoiled: boolean;
  answered: boolean;
}

/** The persons by code, and those whose code cannot be opened: their key is no longer on the ring. */
export function askedOf(adapter: Adapter, persons: readonly WatchedPerson[]) {
  const asked = new Map<PersonCode, Asked>();
  const unopened: WatchedPerson[] = [];
  for (const watched of persons) {
    const code = codeOf(adapter, watched);
    if (code === undefined) unopened.push(watched);
    else {
      const event = eventPerson(adapter.keys, watched.personRef, code, watched.code);
      asked.set(code, { watched, event, records: 0, spoiled: false, answered: false });
    }
  }
  return { asked, unopened };
}

/** A person's code; `undefined` if the key that sealed it is no longer on the ring. */
export function codeOf(adapter: Adapter, { personRef, code }: WatchedPerson): PersonCode | undefined {
  try {
    return openCode(adapter.keys, personRef, code);
  } catch {
    return undefined;
  }
}

/**
 * A record could not be read: nobody may be told that the register has answered for its person, or for anybody if
 * that is unknown.
 */
export function spoil(asked: ReadonlyMap<PersonCode, Asked>, code: PersonCode | undefined): void {
  for (const [known, person] of asked) if (code === undefined || code === known) person.spoiled = true;
}

/** Parks the reason, once a person, and asks again after a growing time. */
export async function refusePersons(
  adapter: Adapter,
  persons: readonly WatchedPerson[],
  refusal: { readonly reason: string; readonly errorPath: string; readonly contractVersion: string },
): Promise<void> {
  if (persons.length === 0) return;
  const { reason, errorPath, contractVersion } = refusal;
  const refs = persons.map((person) => person.personRef);
  adapter.log.error('adapter.answer-refused', { part: adapter.name, code: reason, count: refs.length });
  await adapter.parked.park(
    refs.map((item) => ({ item, reason, errorPath })),
    contractVersion,
  );
  await adapter.watched.refused(refs);
}
