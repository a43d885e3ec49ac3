import { tryObjectRules } from '../testing/object-examples.ts';
import { atvk, day } from '../testing/values.ts';

tryObjectRules('group-home', {
  HOME_CLOSES_BEFORE_OPENING: {
    broken: [{ closedOn: day('2022-08-31') }],
    right: [{ closedOn: day('2022-09-01') }],
  },
  HOME_WITHOUT_PLACES: { broken: [{ places: 0 }], right: [{ places: 1 }] },
  HOME_REGISTRATION_INVALID: {
    // A wrong check digit; a right one of a number that is no organisation's.
    broken: [
      { registrationNumber: '90000000015' },
      { registrationNumber: '90000000041' },
      { registrationNumber: '30000000009' },
    ],
    right: [{ registrationNumber: '90000000014' }, { registrationNumber: '40000000000' }],
  },
  HOME_TERRITORY_UNKNOWN: {
    broken: [{ openedOn: day('2021-06-30') }, { territory: atvk('9999999') }],
    right: [{ openedOn: day('2021-07-01') }, { territory: atvk('0010000'), openedOn: day('2021-06-30') }],
  },
  HOME_ELSEWHERE: {
    broken: [{ territory: atvk('0002000') }, { territory: atvk('0050000'), openedOn: day('2020-01-01') }],
    right: [{ territory: atvk('0010000'), openedOn: day('2020-01-01') }],
  },
});
