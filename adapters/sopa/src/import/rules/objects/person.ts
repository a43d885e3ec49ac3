import { birthday, dayNumber, isPersonCode, municipalityOn } from '@saite/contracts';
import type { ObjectChecks } from '../rule-table.ts';
import { bearsOtherBirth } from './person-codes.ts';

/** Letters of any alphabet with space, hyphen and apostrophe: how documents write names (MK 114 of 02.03.2004). */
const NAME = /^[\p{L}\p{M} '’-]+$/u;
const LETTER = /\p{L}/u;
const SPACES = /^ | $| {2}/;
/** Years that nobody has outlived. */
const OLDEST = 120;

const isName = (text: string): boolean => NAME.test(text) && LETTER.test(text);

export const PERSON_CHECKS: ObjectChecks<'person'> = {
  PERSON_CODE_INVALID: ({ personCode }, { periodTo }) => !isPersonCode(personCode, periodTo),
  PERSON_NAME_INVALID: ({ givenName, familyName }) => !isName(givenName) || !isName(familyName),
  PERSON_NAME_SPACES: ({ givenName, familyName }) => SPACES.test(givenName) || SPACES.test(familyName),
  PERSON_BORN_IN_FUTURE: ({ birthDate }, { periodTo }) => birthDate > periodTo,
  PERSON_TOO_OLD: ({ birthDate, registeredOn }) => dayNumber(registeredOn) > birthday(birthDate, OLDEST),
  PERSON_BIRTH_NOT_OF_CODE: ({ personCode, birthDate }, { periodTo }) =>
    bearsOtherBirth(personCode, birthDate) && isPersonCode(personCode, periodTo),
  PERSON_DIED_BEFORE_BIRTH: ({ birthDate, deathDate }) => deathDate !== null && deathDate < birthDate,
  PERSON_DIED_IN_FUTURE: ({ deathDate }, { periodTo }) => deathDate !== null && deathDate > periodTo,
  PERSON_REGISTERED_BEFORE_BIRTH: ({ birthDate, registeredOn }) => registeredOn < birthDate,
  PERSON_REGISTERED_IN_FUTURE: ({ registeredOn }, { periodTo }) => registeredOn > periodTo,
  PERSON_TERRITORY_UNKNOWN: ({ territory, registeredOn }) =>
    municipalityOn(territory, registeredOn) === undefined,
  PERSON_REPRESENTS_SELF: ({ personId, representativeId }) => representativeId === personId,
  PERSON_REPRESENTATIVE_INCOMPLETE: ({ representativeId, representedFrom }) =>
    (representativeId === null) !== (representedFrom === null),
  PERSON_REPRESENTED_BEFORE_BIRTH: ({ birthDate, representedFrom }) =>
    representedFrom !== null && representedFrom < birthDate,
};
