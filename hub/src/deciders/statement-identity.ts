import type { PersonRef, Sealed } from '@saite/contracts';
import { type KeyRing, openPerson, sealCode } from '@saite/identity';
import type { KnownPerson } from './load-facts.ts';

/**
 * The code that a person goes by now: the one that PMLP keeps and no other record calls former; without PMLP the
 * code of the newest placement. Its sealed box is taken from a fact, or made from PMLP's.
 */
export function statementIdentity(
  ring: KeyRing,
  known: KnownPerson,
): { readonly subject: PersonRef; readonly identity: Sealed } {
  const { facts, boxes } = known;
  const former = new Set(facts.persons.flatMap(({ data }) => data.formerRefs));
  const current = facts.persons
    .map(({ subject }) => subject)
    .filter((ref) => !former.has(ref))
    .sort();
  const placed = [...facts.placements]
    .sort(
      (a, b) =>
        startOf(b.data).localeCompare(startOf(a.data)) || (a.data.recordId < b.data.recordId ? -1 : 1),
    )
    .map(({ subject }) => subject);
  for (const subject of [...current, ...placed, ...boxes.keys()]) {
    const identity = boxes.get(subject);
    if (identity) return { subject, identity };
    const person = facts.persons.find((fact) => fact.subject === subject);
    if (person)
      return {
        subject,
        identity: sealCode(ring, subject, openPerson(ring, subject, person.data.identity).personCode),
      };
  }
  throw new Error('a person with statements has no fact that names a code');
}

const startOf = (placement: KnownPerson['facts']['placements'][number]['data']): string =>
  placement.withdrawn ? '' : placement.stay.startedOn;
