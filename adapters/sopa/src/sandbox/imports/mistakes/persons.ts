import { CalendarDate, dayNumber } from '@saite/contracts';
import type { RuleCodesOf, RuleScope } from '@saite/contracts/sopa';
import { dateOf } from '../made/days.ts';
import { birthdayOfOld, oldCode } from '../made/person-codes.ts';
import { AT, bornAt, personAt } from '../made/persons.ts';
import type { Neighbourhood } from '../made/places.ts';
import type { Made } from '../made/plain.ts';
import { lastDay, type Mistake, NO_TERRITORY, oneWrong, person, tomorrow } from './mistake.ts';

type PersonCode = RuleCodesOf<'person', RuleScope>;

/** A grown-up person whom nothing else is about is changed. */
const changed =
  (
    code: PersonCode,
    change: (right: Made<'person'>, at: Neighbourhood) => Partial<Made<'person'>>,
    ...also: PersonCode[]
  ): Mistake =>
  (at) => {
    const right = personAt(at, AT.victim);
    return oneWrong([], person(right), person({ ...right, ...change(right, at) }), code, ...also);
  };

/** Serial numbers that regular persons do not have. */
const FIRST_OLD_NUMBER = 45_000;
const OLD_NUMBERS = 9_000;
const FIRST_BIRTHDAYS = ['1957-01-01', '1932-01-01', '1907-01-01'];

/** A person with a code of the old form. */
function withOldCode(at: Neighbourhood): Made<'person'> & { readonly born: number } {
  const number = FIRST_OLD_NUMBER + (at.number % OLD_NUMBERS);
  for (const first of FIRST_BIRTHDAYS) {
    const born = birthdayOfOld(dayNumber(CalendarDate.parse(first)), number);
    const personCode = oldCode(at.town.ordinal, born, number);
    if (personCode !== undefined)
      return { ...personAt(at, AT.victim), personCode, birthDate: dateOf(born), born };
  }
  throw new RangeError('no personal code of the old form is left');
}

const yearsBefore = (date: string, years: number): string => `${Number(date.slice(0, 4)) - years}-01-01`;

export const PERSON_MISTAKES: { readonly [Code in PersonCode]: Mistake } = {
  PERSON_CODE_INVALID: changed('PERSON_CODE_INVALID', (_, at) => ({
    personCode: `000000-${String(at.number % 100_000).padStart(5, '0')}`,
  })),
  PERSON_NAME_INVALID: changed('PERSON_NAME_INVALID', ({ familyName }) => ({ familyName: `${familyName}7` })),
  PERSON_NAME_SPACES: changed('PERSON_NAME_SPACES', ({ familyName }) => ({
    familyName: `Ābola  ${familyName}`,
  })),
  PERSON_BORN_IN_FUTURE: changed(
    'PERSON_BORN_IN_FUTURE',
    (_, at) => ({ birthDate: tomorrow(at) }),
    'PERSON_REGISTERED_BEFORE_BIRTH',
  ),
  PERSON_TOO_OLD: changed('PERSON_TOO_OLD', ({ registeredOn }) => ({
    birthDate: yearsBefore(registeredOn, 121),
  })),
  PERSON_BIRTH_NOT_OF_CODE(at) {
    const { born, ...right } = withOldCode(at);
    return oneWrong(
      [],
      person(right),
      person({ ...right, birthDate: dateOf(born + 1) }),
      'PERSON_BIRTH_NOT_OF_CODE',
    );
  },
  PERSON_DIED_BEFORE_BIRTH: changed('PERSON_DIED_BEFORE_BIRTH', (_, at) => ({
    deathDate: dateOf(bornAt(at, AT.victim) - 1),
  })),
  PERSON_DIED_IN_FUTURE: changed('PERSON_DIED_IN_FUTURE', (_, at) => ({ deathDate: tomorrow(at) })),
  PERSON_REGISTERED_BEFORE_BIRTH: changed('PERSON_REGISTERED_BEFORE_BIRTH', (_, at) => ({
    birthDate: dateOf(lastDay(at)),
    registeredOn: dateOf(lastDay(at) - 1),
  })),
  PERSON_REGISTERED_IN_FUTURE: changed('PERSON_REGISTERED_IN_FUTURE', (_, at) => ({
    registeredOn: tomorrow(at),
  })),
  PERSON_TERRITORY_UNKNOWN: changed('PERSON_TERRITORY_UNKNOWN', () => ({ territory: NO_TERRITORY })),
  PERSON_REPRESENTS_SELF: changed('PERSON_REPRESENTS_SELF', ({ personId, birthDate }) => ({
    representativeId: personId,
    representedFrom: birthDate,
  })),
  PERSON_REPRESENTATIVE_INCOMPLETE: changed('PERSON_REPRESENTATIVE_INCOMPLETE', ({ birthDate }) => ({
    representedFrom: birthDate,
  })),
  PERSON_REPRESENTED_BEFORE_BIRTH(at) {
    const right = personAt(at, AT.schoolChild);
    const representedFrom = dateOf(bornAt(at, AT.schoolChild) - 1);
    const beside = [person(personAt(at, AT.mother))];
    return oneWrong(
      beside,
      person(right),
      person({ ...right, representedFrom }),
      'PERSON_REPRESENTED_BEFORE_BIRTH',
    );
  },
  PERSON_CODE_TWICE(at) {
    const [first, right] = [personAt(at, AT.victim), personAt(at, AT.perpetrator)];
    return oneWrong(
      [person(first)],
      person(right),
      person({ ...right, personCode: first.personCode }),
      'PERSON_CODE_TWICE',
    );
  },
};
