import type { ObjectRuleCode, SopaKind } from '@saite/contracts/sopa';
import type { Entry } from '../content.ts';
import { benefitOf } from '../made/benefits.ts';
import { eventOn } from '../made/changes.ts';
import { dateOf } from '../made/days.ts';
import { homeOf, SHARED_BY } from '../made/homes.ts';
import { declarationOf, statusOf, surveyOf } from '../made/households.ts';
import { AT, personAt } from '../made/persons.ts';
import { type Neighbourhood, personIdAt } from '../made/places.ts';
import type { Made } from '../made/plain.ts';
import { FAMILY, SINGLE } from '../made/sketches.ts';
import {
  benefit,
  declaration,
  home,
  lastDay,
  type Mistake,
  type MistakeCase,
  oneWrong,
  person,
  status,
  survey,
  tomorrow,
} from './mistake.ts';

const CRISIS = { place: AT.parentInCrisis, letter: 'a', kind: 'crisis', months: 1, most: 20_000 } as const;
const SURVEY = {
  place: AT.victim,
  letter: 'a',
  reason: 'service',
  housing: 'flat',
  members: [],
  daysAgo: 30,
} as const;

/** A deletion is wrong; nothing should have been deleted. */
function wrongDeletion(kind: SopaKind, id: string, deletedOn: string, code: ObjectRuleCode): MistakeCase {
  const deletion: Entry = { deletion: { kind, id, deletedOn, reason: 'entered-twice' } };
  return { wrong: [deletion], right: [], broken: [{ code, kind, id }] };
}

/** Most objects of a person that are checked together. */
const CHECKED_TOGETHER = 20_000;

const OFTEN_REFERRED = [AT.mother, AT.pensioner, AT.wife, AT.fosterMother, AT.groupHomeClient] as const;

/** A person of the first file of whom this one does not tell, and whom other objects refer to. */
function knownPerson({ town }: Neighbourhood, known: number): string {
  if (town.day === 1) throw new RangeError('a mistake about an earlier file needs an earlier file');
  for (let number = known; number < town.size; number += 1) {
    const there = { town, number };
    const place = OFTEN_REFERRED.find((one) => eventOn(there, one, town.day) === null);
    if (place !== undefined) return personIdAt(there, place);
  }
  throw new RangeError('nobody is left whom the file does not tell of: more persons are needed');
}

/** Clients without whom a home cannot have too few places. */
const FEWEST_CLIENTS = 2;

/** A group home of the first file in which clients stay. */
function knownHome({ town }: Neighbourhood, known: number): Made<'group-home'> {
  if (town.day === 1) throw new RangeError('a mistake about an earlier file needs an earlier file');
  if (known * SHARED_BY + FEWEST_CLIENTS > town.size)
    throw new RangeError('each mistake about a known home needs a home of its own: more persons are needed');
  return homeOf({ town, number: SHARED_BY * known });
}

/** Rules about any object, and those that look at what earlier files brought. */
export const STORED_MISTAKES = {
  OBJECT_TWICE(at) {
    const record = personAt(at, AT.victim);
    const entry: Entry = { object: person(record) };
    const broken = { code: 'OBJECT_TWICE', kind: 'person', id: record.personId } as const;
    return { wrong: [entry, entry], right: [entry], broken: [broken, broken] };
  },
  OBJECTS_OVER_LIMIT(at) {
    const made = benefitOf(at, CRISIS);
    const beside = Array.from({ length: CHECKED_TOGETHER - 1 }, (_, number) =>
      benefit({ ...made, benefitId: `${made.benefitId}-${number}` }),
    );
    const all = [person(personAt(at, AT.parentInCrisis)), ...beside];
    return oneWrong(
      all,
      null,
      benefit({ ...made, benefitId: `${made.benefitId}-last` }),
      'OBJECTS_OVER_LIMIT',
    );
  },
  REFERENCE_UNKNOWN(at) {
    const right = benefitOf(at, CRISIS);
    const wrong = { ...right, personId: `${right.personId}-none` };
    return oneWrong(
      [person(personAt(at, AT.parentInCrisis))],
      benefit(right),
      benefit(wrong),
      'REFERENCE_UNKNOWN',
    );
  },
  REFERENCE_OF_ANOTHER_PERSON(at) {
    const [right, other] = [statusOf(at, SINGLE), declarationOf(at, FAMILY)];
    const wrong = { ...right, declarationId: other.declarationId };
    const beside = [
      ...[AT.pensioner, ...FAMILY.places].map((place) => person(personAt(at, place))),
      declaration(declarationOf(at, SINGLE)),
      declaration(other),
    ];
    return oneWrong(beside, status(right), status(wrong), 'REFERENCE_OF_ANOTHER_PERSON');
  },
  REFERS_TO_FAILED(at) {
    const made = personAt(at, AT.victim);
    const rests = survey(surveyOf(at, SURVEY));
    const wrong = person({ ...made, territory: '0000000' });
    const failed = oneWrong([], person(made), wrong, 'PERSON_TERRITORY_UNKNOWN');
    const id = rests.kind === 'survey' ? rests.record.surveyId : '';
    return {
      wrong: [...failed.wrong, { object: rests }],
      right: [...failed.right, { object: rests }],
      broken: [...failed.broken, { code: 'REFERS_TO_FAILED', kind: 'survey', id }],
    };
  },
  DELETION_UNKNOWN: (at) =>
    wrongDeletion('benefit', `B-${at.number}-none`, dateOf(lastDay(at)), 'DELETION_UNKNOWN'),
  DELETION_OF_REFERRED: (at, known) =>
    wrongDeletion('person', knownPerson(at, known), dateOf(lastDay(at)), 'DELETION_OF_REFERRED'),
  DELETED_IN_FUTURE: (at) =>
    wrongDeletion('benefit', `B-${at.number}-future`, tomorrow(at), 'DELETED_IN_FUTURE'),
  HOME_CLOSED_WITH_STAYS(at, known) {
    const right = knownHome(at, known);
    const closed = home({ ...right, closedOn: dateOf(lastDay(at)) });
    return oneWrong([], home(right), closed, 'HOME_CLOSED_WITH_STAYS');
  },
  HOME_PLACES_TOO_FEW(at, known) {
    const right = knownHome(at, known);
    return oneWrong([], home(right), home({ ...right, places: 1 }), 'HOME_PLACES_TOO_FEW');
  },
} as const satisfies Partial<Record<ObjectRuleCode, Mistake>>;
