import { birthday, dayNumber } from '@saite/contracts';
import type { PersonFacts } from '../case.ts';
import { ALWAYS, type Contradiction, namedAge, namedDisability, TO_MINISTRY } from './contradiction.ts';
import { presentRecord } from './present-record.ts';

const OF_AGE = 18;

/**
 * Decisions of VDEĀVK that give a group to somebody under 18, or to an adult the disability of a child (Disability
 * Law), by the age on their first day. Open from that day on; while no birth is known nothing contradicts.
 */
export function groupsAgainstAge({
  refs,
  disabilities,
  persons,
}: Pick<PersonFacts, 'refs' | 'disabilities' | 'persons'>): Contradiction[] {
  const person = presentRecord({ refs, persons });
  if (!person) return [];
  const birthdayOfAge = birthday(person.bornOn, OF_AGE);
  return disabilities.flatMap(({ data }) => {
    const first = dayNumber(data.validFrom);
    const isOfAge = first >= birthdayOfAge;
    if (data.withdrawn || isOfAge === (data.group !== 'child')) return [];
    const kind = isOfAge ? 'adult-without-group' : 'group-for-child';
    return {
      key: `${kind}/${data.recordId}`,
      kind,
      since: first,
      from: first,
      to: ALWAYS.to,
      facts: [namedDisability(data), namedAge(person.recordId, isOfAge, data.validFrom)],
      audience: [TO_MINISTRY],
    };
  });
}
