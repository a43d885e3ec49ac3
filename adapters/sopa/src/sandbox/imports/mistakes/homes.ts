import { CalendarDate, dayNumber, MUNICIPALITIES } from '@saite/contracts';
import type { RuleCodesOf, RuleScope } from '@saite/contracts/sopa';
import { dateOf } from '../made/days.ts';
import { homeOf, stayOf } from '../made/homes.ts';
import { AT, personAt } from '../made/persons.ts';
import type { Neighbourhood } from '../made/places.ts';
import type { Made, MadeObject } from '../made/plain.ts';
import { type ServiceSketch, serviceOf } from '../made/services.ts';
import { home, type Mistake, NO_TERRITORY, oneWrong, otherThan, person, service, stay } from './mistake.ts';

type StayCode = RuleCodesOf<'group-home-stay', RuleScope>;
/** The others look at clients of an earlier file. */
type HomeCode = Exclude<
  RuleCodesOf<'group-home', RuleScope>,
  'HOME_CLOSED_WITH_STAYS' | 'HOME_PLACES_TOO_FEW'
>;

const IN_HOME: ServiceSketch = {
  place: AT.groupHomeClient,
  letter: 'b',
  kind: 'group-home',
  startedAgo: 100,
  group: 'II',
};
const SECOND: ServiceSketch = { ...IN_HOME, place: AT.assisted };

const client = (at: Neighbourhood): Made<'person'> => personAt(at, AT.groupHomeClient);
const movedIn = ({ town }: Neighbourhood, later = 0): number => town.origin - IN_HOME.startedAgo + later;
const madeStay = (at: Neighbourhood): Made<'group-home-stay'> => ({
  ...stayOf(at, serviceOf(at, IN_HOME)),
  fromMunicipality: null,
});
const around = (at: Neighbourhood): MadeObject[] => [
  person(client(at)),
  service(serviceOf(at, IN_HOME)),
  home(homeOf(at)),
];

const changedHome =
  (
    code: HomeCode,
    change: (right: Made<'group-home'>, at: Neighbourhood) => Partial<Made<'group-home'>>,
  ): Mistake =>
  (at) => {
    const right = homeOf(at);
    return oneWrong([], home(right), home({ ...right, ...change(right, at) }), code);
  };

const dayBefore = (date: string): string => dateOf(dayNumber(CalendarDate.parse(date)) - 1);
const withOtherCheck = (number: string): string =>
  `${number.slice(0, 10)}${(Number(number.slice(10)) + 1) % 10}`;
/** A code that the sender took over: it was no longer in force when the home opened. */
const formerCode = ({ town }: Neighbourhood): string =>
  MUNICIPALITIES.find(({ into }) => into === town.municipality.code)?.code ?? NO_TERRITORY;

export const HOME_MISTAKES: { readonly [Code in HomeCode]: Mistake } = {
  HOME_CLOSES_BEFORE_OPENING: changedHome('HOME_CLOSES_BEFORE_OPENING', ({ openedOn }) => ({
    closedOn: dayBefore(openedOn),
  })),
  HOME_WITHOUT_PLACES: changedHome('HOME_WITHOUT_PLACES', () => ({ places: 0 })),
  HOME_REGISTRATION_INVALID: changedHome('HOME_REGISTRATION_INVALID', ({ registrationNumber }) => ({
    registrationNumber: withOtherCheck(registrationNumber),
  })),
  HOME_TERRITORY_UNKNOWN: changedHome('HOME_TERRITORY_UNKNOWN', (_, at) => ({ territory: formerCode(at) })),
  HOME_ELSEWHERE: changedHome('HOME_ELSEWHERE', ({ territory }) => ({ territory: otherThan(territory) })),
};

const changedStay =
  (
    code: StayCode,
    change: (right: Made<'group-home-stay'>, at: Neighbourhood) => Partial<Made<'group-home-stay'>>,
  ): Mistake =>
  (at) => {
    const right = madeStay(at);
    return oneWrong(around(at), stay(right), stay({ ...right, ...change(right, at) }), code);
  };

export const STAY_MISTAKES: { readonly [Code in StayCode]: Mistake } = {
  STAY_ENDS_BEFORE_START: changedStay('STAY_ENDS_BEFORE_START', ({ movedInOn }) => ({
    movedOutOn: dayBefore(movedInOn),
  })),
  STAY_GROUP_NOT_ALLOWED: changedStay('STAY_GROUP_NOT_ALLOWED', () => ({ disabilityGroup: 'child' })),
  STAY_FROM_SAME_MUNICIPALITY: changedStay('STAY_FROM_SAME_MUNICIPALITY', (_, { town }) => ({
    fromMunicipality: town.municipality.code,
  })),
  STAY_FROM_UNKNOWN: changedStay('STAY_FROM_UNKNOWN', () => ({ fromMunicipality: NO_TERRITORY })),
  STAY_OVERLAPS(at) {
    const first = { ...madeStay(at), movedOutOn: dateOf(movedIn(at, 20)) };
    const twin = { ...first, stayId: `${first.stayId}-b`, movedOutOn: null };
    const beside = [...around(at), stay(first)];
    const after = stay({ ...twin, movedInOn: dateOf(movedIn(at, 21)) });
    return oneWrong(beside, after, stay({ ...twin, movedInOn: dateOf(movedIn(at, 20)) }), 'STAY_OVERLAPS');
  },
  STAY_WITHOUT_SERVICE: changedStay('STAY_WITHOUT_SERVICE', ({ movedInOn }) => ({
    movedInOn: dayBefore(movedInOn),
  })),
  STAY_UNDERAGE(at) {
    const young = person({ ...client(at), birthDate: dateOf(movedIn(at) - 17 * 365) });
    return oneWrong(
      [young, home(homeOf(at))],
      null,
      stay(madeStay(at)),
      'STAY_UNDERAGE',
      'STAY_WITHOUT_SERVICE',
    );
  },
  STAY_AFTER_DEATH(at) {
    const dead = person({ ...client(at), deathDate: dateOf(movedIn(at, 5)) });
    const beside = [dead, service(serviceOf(at, IN_HOME)), home(homeOf(at))];
    const right = { ...madeStay(at), movedOutOn: dateOf(movedIn(at, 5)) };
    const wrong = { ...right, movedInOn: dateOf(movedIn(at, 6)), movedOutOn: null };
    return oneWrong(beside, stay(right), stay(wrong), 'STAY_AFTER_DEATH');
  },
  STAY_OVER_PLACES(at) {
    const first = { ...madeStay(at), movedOutOn: dateOf(movedIn(at, 20)) };
    const beside = [
      person(client(at)),
      person(personAt(at, AT.assisted)),
      service(serviceOf(at, IN_HOME)),
      service(serviceOf(at, SECOND)),
      home({ ...homeOf(at), places: 1 }),
      stay(first),
    ];
    const second = { ...stayOf(at, serviceOf(at, SECOND)), fromMunicipality: null };
    const from = (later: number) => stay({ ...second, movedInOn: dateOf(movedIn(at, later)) });
    return oneWrong(beside, from(21), from(20), 'STAY_OVER_PLACES');
  },
  STAY_OUTSIDE_HOME(at) {
    const opened = dateOf(movedIn(at, 1));
    const beside = [
      person(client(at)),
      service(serviceOf(at, IN_HOME)),
      home({ ...homeOf(at), openedOn: opened }),
    ];
    const wrong = madeStay(at);
    return oneWrong(beside, stay({ ...wrong, movedInOn: opened }), stay(wrong), 'STAY_OUTSIDE_HOME');
  },
};
