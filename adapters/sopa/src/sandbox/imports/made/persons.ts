import { CalendarDate, dayNumber, municipalityOn } from '@saite/contracts';
import { changesOf } from './changes.ts';
import { dateOf } from './days.ts';
import { dice, pick } from './dice.ts';
import { birthdayOfOld, newCode, oldCode } from './person-codes.ts';
import { baseAt, indexAt, type Neighbourhood, personIdAt } from './places.ts';
import type { Made } from './plain.ts';
import { FAMILY_NAMES, GIVEN_NAMES, STREETS, VILLAGES } from './words.ts';

/** Who lives at a place: an age from the years `from` up to `to`, a legal representative at another place. */
interface Role {
  readonly from: number;
  readonly to: number;
  readonly representative?: number;
  /** First birthday, as text, of those with codes of the old form. */
  readonly oldCodesFrom?: string;
  readonly died?: true;
}

/** Places of a neighbourhood by what is made for those who live there. */
export const AT = {
  mother: 0,
  schoolChild: 1,
  disabledToddler: 2,
  pensioner: 3,
  groupHomeClient: 4,
  parentInCrisis: 5,
  careHomeClient: 6,
  assisted: 7,
  victim: 8,
  perpetrator: 9,
  wife: 10,
  husband: 11,
  fosterMother: 12,
  fosterChild: 13,
  careLeaver: 14,
  representative: 15,
  disabledChild: 16,
  stateCareClient: 17,
  leftStateCare: 18,
  deceased: 19,
} as const;

const ROLES: readonly Role[] = [
  { from: 24, to: 44 },
  { from: 7, to: 15, representative: AT.mother },
  { from: 1, to: 3, representative: AT.mother },
  { from: 70, to: 94, oldCodesFrom: '1932-01-01' },
  { from: 25, to: 60 },
  { from: 30, to: 50, oldCodesFrom: '1957-01-01' },
  { from: 66, to: 92 },
  { from: 20, to: 64 },
  { from: 21, to: 60 },
  { from: 21, to: 60 },
  { from: 30, to: 60 },
  { from: 30, to: 60 },
  { from: 35, to: 60 },
  { from: 4, to: 16, representative: AT.fosterMother },
  { from: 20, to: 23 },
  { from: 28, to: 45 },
  { from: 6, to: 14, representative: AT.representative },
  { from: 20, to: 85 },
  { from: 26, to: 60 },
  { from: 60, to: 95, died: true },
];

const BIRTH = 1;
const REGISTERED = 2;
const GIVEN = 3;
const FAMILY = 4;
const ADDRESS = 5;
const DIED = 6;
const ELSEWHERE = 7;

const roleAt = (place: number): Role => {
  const role = ROLES[place];
  if (!role) throw new RangeError('a neighbourhood has no such place');
  return role;
};

const oldBirthday = (neighbourhood: Neighbourhood, first: string): number =>
  birthdayOfOld(dayNumber(CalendarDate.parse(first)), neighbourhood.number);

/** Birthday of the person at a place, day number. */
export function bornAt(neighbourhood: Neighbourhood, place: number): number {
  const { from, to, oldCodesFrom } = roleAt(place);
  if (oldCodesFrom !== undefined) return oldBirthday(neighbourhood, oldCodesFrom);
  const span = Math.round((to - from) * 365.25) || 1;
  const oldest = neighbourhood.town.origin - Math.round(to * 365.25);
  return oldest + dice(baseAt(neighbourhood, place), BIRTH, span);
}

function codeAt(neighbourhood: Neighbourhood, place: number, bornOn: number): string {
  const { ordinal } = neighbourhood.town;
  const old =
    roleAt(place).oldCodesFrom === undefined ? undefined : oldCode(ordinal, bornOn, neighbourhood.number);
  const code = old ?? newCode(ordinal, indexAt(neighbourhood, place));
  return place % 3 === 0 ? `${code.slice(0, 6)}-${code.slice(6)}` : code;
}

/** Day on which the person at a place died, day number; `null` for the living. */
export const diedAt = (neighbourhood: Neighbourhood, place: number): number | null =>
  roleAt(place).died ? neighbourhood.town.origin - 20 - dice(baseAt(neighbourhood, place), DIED, 60) : null;

function addressAt(neighbourhood: Neighbourhood, place: number, base: number): string {
  const moved = changesOf(neighbourhood, place, 'address');
  const house = 1 + ((dice(base, ADDRESS, 90) + moved) % 99);
  const town = neighbourhood.town.municipality.name;
  return dice(base, ADDRESS, 10) === 0
    ? `"${pick(VILLAGES, base, ADDRESS)}" ${house}, ${town}`
    : `${pick(STREETS, base, ADDRESS)} ${house}-${1 + dice(base, ADDRESS, 60)}, ${town}`;
}

/** The municipality of declared residence: now and then another one than the sender. */
function territoryOf({ town }: Neighbourhood, base: number, registered: number): string {
  const isElsewhere = dice(base, ELSEWHERE, 30) === 0;
  const capital = isElsewhere && municipalityOn('0001000', dateOf(registered));
  return capital ? capital.code : town.municipality.code;
}

/** The person at a place as SOPA has it on the day that is told. */
export function personAt(neighbourhood: Neighbourhood, place: number): Made<'person'> {
  const { town } = neighbourhood;
  const base = baseAt(neighbourhood, place);
  const born = bornAt(neighbourhood, place);
  const died = diedAt(neighbourhood, place);
  const registered = Math.max(born + 10, town.codeFrom, town.origin - 30 - dice(base, REGISTERED, 900));
  const names = place % 2 === 0 ? 'women' : 'men';
  const { representative } = roleAt(place);
  return {
    personId: personIdAt(neighbourhood, place),
    personCode: codeAt(neighbourhood, place, born),
    givenName: pick(GIVEN_NAMES[names], base, GIVEN),
    familyName: pick(FAMILY_NAMES[names], base, FAMILY),
    birthDate: dateOf(born),
    deathDate: died === null ? null : dateOf(died),
    territory: territoryOf(neighbourhood, base, registered),
    address: addressAt(neighbourhood, place, base),
    representativeId: representative === undefined ? null : personIdAt(neighbourhood, representative),
    representedFrom: representative === undefined ? null : dateOf(born + 5),
    registeredOn: dateOf(registered),
  };
}
