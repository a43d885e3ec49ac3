import {
  type CalendarDate,
  dateOfDayNumber,
  dayNumber,
  type PersonCode,
  type PersonOverview,
  type PersonPart,
  type PersonQuery,
} from '@saite/contracts';
import { type KeyRing, openPerson, personRef } from '@saite/identity';
import { rigaDate } from '@saite/runtime';
import { decisionsInOrder } from '../../cases/child/custody.ts';
import { viewDecisions } from '../../cases/child-care/index.ts';
import { presentRecord } from '../../cases/discrepancies/index.ts';
import { refsOfPerson } from '../../persons/groups.ts';
import { type Call, NotYet, type Shown } from '../call.ts';
import type { Reach } from '../caller.ts';
import { ProblemError } from '../problem-error.ts';
import { showPlacement } from './held-placements.ts';
import { type KnownOverview, readPerson } from './known-person.ts';
import { openDiscrepancies } from './open-discrepancies.ts';
import { ownRoles, partsOf, placementSight, type ReaderRole } from './own-persons.ts';

/** `POST /v1/persons/query`: a person on a day, by what is known now, as far as the caller's roles may see. */
export function queryPerson(
  { door, reach, language, read }: Call,
  query: PersonQuery,
): Promise<PersonOverview> {
  const { database, deciders, keyRing, references, clock } = door;
  const ref = personRef(keyRing, query.personCode);
  const on = query.on ?? rigaDate(clock.now());
  return read(
    async (transaction, isLast): Promise<Shown<PersonOverview>> => {
      const person = await readPerson(transaction, references, ref);
      const roles = person ? ownRoles(reach, person, on) : [];
      if (!person || roles.length === 0) throw new ProblemError('NOT_FOUND');
      const parts = partsOf(roles);
      const overview = overviewOf(keyRing, person, roles, reach, parts, query.personCode, on);
      const seen = { persons: [ref], custody: (overview.custody ?? []).length > 0 };
      if (!parts.has('discrepancies')) return { answer: { ...overview, discrepancies: null }, ...seen };
      const open = await openDiscrepancies(transaction, person, roles, reach, on, language);
      // Facts may have come between the decision and the reading: then what is open today is not recorded yet.
      if (query.on === undefined && !open.areRecorded && !isLast) throw new NotYet();
      return { answer: { ...overview, discrepancies: [...open.items] }, ...seen };
    },
    async () => deciders.decideNow(await refsOfPerson(database, references, ref)),
  );
}

function overviewOf(
  ring: KeyRing,
  person: KnownOverview,
  roles: readonly ReaderRole[],
  reach: Reach,
  parts: ReadonlySet<PersonPart>,
  personCode: PersonCode,
  on: CalendarDate,
): Omit<PersonOverview, 'discrepancies'> {
  const day = dayNumber(on);
  const ifFor = <Part>(part: PersonPart, show: () => Part): Part | null => (parts.has(part) ? show() : null);
  return {
    person: ifFor('person', () => whoItIs(ring, person, personCode, day)),
    residence: ifFor('residence', () => {
      const residence = person.pmlp.residenceOn(day);
      return {
        atvk: residence?.atvk ?? null,
        since: residence ? dateOfDayNumber(residence.since) : null,
      };
    }),
    disability: ifFor('disability', () => disabilityOn(person, on)),
    custody: ifFor('custody', () => viewDecisions(decisionsInOrder(person.facts.custody), day)),
    placements: ifFor('placements', () =>
      person.placements
        .filter(({ from, to }) => from <= day && day < to)
        .flatMap((placement) => {
          const shown = showPlacement(placement, placementSight(roles, reach, person, placement, on));
          return shown ? [shown] : [];
        }),
    ),
  };
}

/** Who it is by PMLP's record under the code that the person goes by; of codes only the one that was asked for. */
function whoItIs(
  ring: KeyRing,
  { facts, death }: KnownOverview,
  personCode: PersonCode,
  day: number,
): NonNullable<PersonOverview['person']> {
  const present = presentRecord(facts);
  const fact = facts.persons.find(({ data }) => data === present);
  const names = fact ? openPerson(ring, fact.subject, fact.data.identity) : null;
  return {
    personCode,
    givenName: names?.givenName ?? null,
    familyName: names?.familyName ?? null,
    bornOn: present?.bornOn ?? null,
    diedOn: death !== null && death <= day ? dateOfDayNumber(death) : null,
  };
}

function disabilityOn(
  { refs, facts: { disabilities, disabilityChecks } }: KnownOverview,
  on: CalendarDate,
): NonNullable<PersonOverview['disability']> {
  return {
    answered: refs.every((ref) =>
      disabilityChecks.some(({ subject, data }) => subject === ref && !data.withdrawn),
    ),
    decisions: disabilities
      .flatMap(({ data }) =>
        !data.withdrawn && data.validFrom <= on && (data.validTo === null || on <= data.validTo)
          ? [data]
          : [],
      )
      .sort((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0))
      .map(({ recordId, group, validFrom, validTo, disorders, specialCare, prognosticated }) => ({
        decisionId: recordId,
        group,
        validFrom,
        validTo,
        disorders,
        specialCare,
        prognosticated,
      })),
  };
}
