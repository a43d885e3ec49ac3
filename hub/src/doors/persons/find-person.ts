import { dayNumber, type FoundPerson, type PersonPage, type PersonSearch } from '@saite/contracts';
import { personRef } from '@saite/identity';
import { dayInRiga, rigaDate } from '@saite/runtime';
import { isChildCase, keepersOn, readChildCase } from '../../cases/child-care/index.ts';
import { refsOfPerson } from '../../persons/groups.ts';
import type { Call, Door } from '../call.ts';
import { type Reach, reaches } from '../caller.ts';
import { clientPlacements } from '../clients/client-placements.ts';
import { ProblemError } from '../problem-error.ts';
import { type KnownOverview, readPerson } from './known-person.ts';
import { ownRoles } from './own-persons.ts';

/** `POST /v1/persons/find`: the reference of a person that the caller may look up, and the pages about it. */
export function findPerson({ door, reach, read }: Call, { personCode }: PersonSearch): Promise<FoundPerson> {
  const { database, deciders, keyRing, references, clock } = door;
  const ref = personRef(keyRing, personCode);
  const today = rigaDate(clock.now());
  return read(
    async (transaction) => {
      const person = await readPerson(transaction, references, ref);
      const isAuditor = reach.roles.has('auditor');
      if (!person || !(isAuditor || ownRoles(reach, person, today).length > 0))
        throw new ProblemError('NOT_FOUND');
      const pages: PersonPage[] = [
        ...(clientPlacements(reach, person, dayNumber(today)).length > 0 ? (['client'] as const) : []),
        ...(isOwnChild(door, reach, person, dayNumber(today)) ? (['child'] as const) : []),
        ...(ownRoles(reach, person, today).length > 0 ? (['person'] as const) : []),
        ...(isAuditor ? (['access-log'] as const) : []),
      ];
      return { answer: { personRef: person.refs[0] ?? ref, pages }, persons: [ref] };
    },
    async () => deciders.decideNow(await refsOfPerson(database, references, ref)),
  );
}

/** Whether the person is a child in care whom the caller may ask about: an accountant or auditor as such may not. */
function isOwnChild({ policies }: Door, reach: Reach, { facts }: KnownOverview, day: number): boolean {
  if (!isChildCase(facts)) return false;
  const asKeeper: Reach = {
    ...reach,
    all: reach.roles.has('spolis') || reach.roles.has('ministry'),
    institutionIds: reach.roles.has('care-institution') ? reach.institutionIds : new Set(),
  };
  return reaches(asKeeper, keepersOn(readChildCase(facts, policies, dayInRiga), day));
}
