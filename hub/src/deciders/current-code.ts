import type { PersonRef, Sealed } from '@saite/contracts';
import { type KeyRing, openPerson, sealCode } from '@saite/identity';
import type { KnownPerson } from './load-facts.ts';

/** The code that a person goes by; its sealed form if the hub does not keep it yet. */
export interface CurrentCode {
  readonly subject: PersonRef;
  readonly identity: Sealed | null;
}

/**
 * The code that a person goes by now: the one that PMLP keeps and no other record calls former; without PMLP the
 * code of the newest placement. A code that only PMLP named is sealed from what PMLP told.
 */
export function currentCode(ring: KeyRing, { group, facts, sealedRefs }: KnownPerson): CurrentCode {
  const placeOf = (ref: PersonRef) => group.refs.indexOf(ref);
  const former = new Set(facts.persons.flatMap(({ data }) => data.formerRefs));
  const kept = facts.persons
    .filter(({ subject }) => !former.has(subject))
    .sort((a, b) => placeOf(a.subject) - placeOf(b.subject));
  const [person] = kept;
  if (person) {
    const { subject, data } = person;
    const identity = sealedRefs.has(subject)
      ? null
      : sealCode(ring, subject, openPerson(ring, subject, data.identity).personCode);
    return { subject, identity };
  }
  const [newest] = [...facts.placements].sort(
    (a, b) => startOf(b.data).localeCompare(startOf(a.data)) || (a.data.recordId < b.data.recordId ? -1 : 1),
  );
  const subject = newest?.subject ?? [...sealedRefs].sort((a, b) => placeOf(a) - placeOf(b))[0];
  if (!subject) throw new Error('a person with statements has no fact that names a code');
  return { subject, identity: null };
}

const startOf = (placement: KnownPerson['facts']['placements'][number]['data']): string =>
  placement.withdrawn ? '' : placement.stay.startedOn;
