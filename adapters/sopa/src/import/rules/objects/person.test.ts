import { tryObjectRules } from '../testing/object-examples.ts';
import { atvk, day, id } from '../testing/values.ts';

tryObjectRules('person', {
  PERSON_CODE_INVALID: {
    // A wrong check digit; 30 February; born the day after the file.
    broken: [
      { personCode: '16117519998', birthDate: day('1975-11-16') },
      { personCode: '30020022346' },
      { personCode: '00000000000' },
    ],
    right: [{ personCode: '39999999999' }, { personCode: '16117519997', birthDate: day('1975-11-16') }],
  },
  PERSON_NAME_INVALID: {
    broken: [
      { familyName: 'Paraudziņa2' },
      { givenName: '-' },
      { familyName: 'Ozola, Anna' },
      { givenName: 'Zane\u00a0Anna' },
    ],
    right: [{ familyName: "O'Nīla-Šķēle" }, { givenName: 'Ľubomíra Anna' }, { familyName: 'Е\u0308лкина' }],
  },
  PERSON_NAME_SPACES: {
    broken: [{ familyName: ' Ozola' }, { givenName: 'Zane ' }, { givenName: 'Zane  Anna' }],
    right: [{ givenName: 'Zane Anna' }],
  },
  PERSON_BORN_IN_FUTURE: {
    broken: [{ birthDate: day('2026-03-03') }],
    also: ['PERSON_REGISTERED_BEFORE_BIRTH'],
    right: [{ birthDate: day('2026-03-02') }],
  },
  PERSON_TOO_OLD: {
    broken: [{ birthDate: day('1906-03-01') }],
    right: [{ birthDate: day('1906-03-02') }],
  },
  PERSON_BIRTH_NOT_OF_CODE: {
    broken: [
      { personCode: '16117519997', birthDate: day('1975-11-17') },
      { personCode: '16117519997', birthDate: day('1975-12-16') },
      { personCode: '16117519997', birthDate: day('1976-11-16') },
      {
        personCode: '29020022346',
        birthDate: day('1900-03-01'),
        registeredOn: day('2010-01-01'),
        territory: atvk('0010000'),
      },
    ],
    right: [
      { personCode: '29020022346', birthDate: day('2000-02-29') },
      { personCode: '31120522340', birthDate: day('2005-12-31') },
      { personCode: '32000000001', birthDate: day('2005-12-31') },
    ],
  },
  PERSON_DIED_BEFORE_BIRTH: {
    broken: [{ deathDate: day('1990-05-09') }],
    right: [{ deathDate: day('1990-05-10') }],
  },
  PERSON_DIED_IN_FUTURE: {
    broken: [{ deathDate: day('2026-03-03') }],
    right: [{ deathDate: day('2026-03-02') }],
  },
  PERSON_REGISTERED_BEFORE_BIRTH: {
    broken: [{ birthDate: day('2026-02-11'), registeredOn: day('2026-02-10') }],
    right: [{ birthDate: day('2026-02-10'), registeredOn: day('2026-02-10') }],
  },
  PERSON_REGISTERED_IN_FUTURE: {
    broken: [{ registeredOn: day('2026-03-03') }],
    right: [{ registeredOn: day('2026-03-02') }],
  },
  PERSON_TERRITORY_UNKNOWN: {
    broken: [
      { territory: atvk('0001000'), registeredOn: day('2021-06-30') },
      { territory: atvk('0010000'), registeredOn: day('2021-07-01') },
      { territory: atvk('0055000'), registeredOn: day('2025-07-01') },
      { territory: atvk('9999999') },
    ],
    right: [
      { territory: atvk('0001000'), registeredOn: day('2021-07-01') },
      { territory: atvk('0010000'), registeredOn: day('2021-06-30') },
      { territory: atvk('0055000'), registeredOn: day('2025-06-30') },
    ],
  },
  PERSON_REPRESENTS_SELF: {
    broken: [{ representativeId: id('P-1'), representedFrom: day('2024-05-01') }],
    right: [{ representativeId: id('P-2'), representedFrom: day('2024-05-01') }],
  },
  PERSON_REPRESENTATIVE_INCOMPLETE: {
    broken: [{ representativeId: id('P-2') }, { representedFrom: day('2024-05-01') }],
    right: [{ representativeId: null, representedFrom: null }],
  },
  PERSON_REPRESENTED_BEFORE_BIRTH: {
    broken: [{ representativeId: id('P-2'), representedFrom: day('1990-05-09') }],
    right: [{ representativeId: id('P-2'), representedFrom: day('1990-05-10') }],
  },
});
