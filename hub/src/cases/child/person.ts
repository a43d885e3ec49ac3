import { type Atvk, birthday, type CalendarDate, dayNumber } from '@saite/contracts';
import type { PersonFact, PersonFacts } from '../case.ts';
import { dayOfDeath } from '../person/day-of-death.ts';

/** Age from which nobody is a child any more, years. */
const OF_AGE = 18;

/** A declared residence and the day number on which it began. */
export interface Residence {
  readonly atvk: Atvk;
  readonly since: number;
}

/** What PMLP knows of the child. */
export interface ChildPerson {
  readonly bornOn: CalendarDate | null;
  /** Day number from which the child is no child in care any more: of age, or the day after death; infinite if neither is known. */
  readonly careEndsBy: number;
  /** Declared residence on a day; `null` if none is known. */
  residenceOn(day: number): Residence | null;
  /** Municipality of declared residence on a day; `null` if none is known. */
  municipalityOn(day: number): Atvk | null;
  /** Day numbers on which a residence begins. */
  readonly residenceStarts: readonly number[];
}

type PmlpFacts = Pick<PersonFacts, 'refs' | 'persons' | 'personVersions'>;

/** Reads the child's birth, death and residences out of PMLP's records, those of former codes too. */
export function childPerson(facts: PmlpFacts): ChildPerson {
  const standing = facts.persons.filter(({ data }) => !data.withdrawn);
  const former = new Set(standing.flatMap(({ data }) => data.formerRefs));
  const [present] = [...standing].sort(presentFirst(facts.refs, former));
  const bornOn = present?.data.bornOn ?? null;
  const death = dayOfDeath(standing);
  const ofAge = bornOn === null ? Number.POSITIVE_INFINITY : birthday(bornOn, OF_AGE);
  const versions = residenceVersions(facts, former);
  return {
    bornOn,
    careEndsBy: Math.min(ofAge, death === null ? Number.POSITIVE_INFINITY : death + 1),
    residenceOn: (day) => residenceOn(versions, day),
    municipalityOn: (day) => residenceOn(versions, day)?.atvk ?? null,
    residenceStarts: versions.flatMap((version) => version.map(({ since }) => since)),
  };
}

const presentFirst =
  (refs: PersonFacts['refs'], former: ReadonlySet<string>) => (a: PersonFact, b: PersonFact) =>
    Number(former.has(a.subject)) - Number(former.has(b.subject)) ||
    b.data.recordVersion - a.data.recordVersion ||
    refs.indexOf(a.subject) - refs.indexOf(b.subject);

/**
 * What each version of the records says of residences, the newest of the present record first. A present record
 * that names none says that the child is declared nowhere: what older versions said does not hold any more.
 */
function residenceVersions(
  { refs, persons, personVersions }: PmlpFacts,
  former: ReadonlySet<string>,
): Residence[][] {
  const withdrawn = new Set(persons.filter(({ data }) => data.withdrawn).map(({ subject }) => subject));
  const versions = personVersions
    .filter(({ subject, data }) => !withdrawn.has(subject) && !data.withdrawn)
    .sort(presentFirst(refs, former))
    .map(({ data }) =>
      (data.residences ?? (data.residence ? [data.residence] : [])).map(({ atvk, since }) => ({
        atvk,
        since: dayNumber(since),
      })),
    );
  return versions[0]?.length === 0 ? [] : versions;
}

/** The newest version that knows of a residence begun by the day says which. */
function residenceOn(versions: readonly Residence[][], day: number): Residence | null {
  for (const version of versions) {
    const begun = version.filter(({ since }) => since <= day);
    const [latest] = begun.sort((a, b) => b.since - a.since);
    if (latest) return latest;
  }
  return null;
}
