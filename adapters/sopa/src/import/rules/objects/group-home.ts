import { MUNICIPALITIES, municipalityOn } from '@saite/contracts';
import type { ObjectChecks } from '../rule-table.ts';

/** Of the registration numbers of organisations (*reģistrācijas numurs*); they begin with 4 to 9. */
const WEIGHTS = [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1] as const;
const REMAINDER = 3;

function isRegistrationNumber(digits: string): boolean {
  if (digits.charAt(0) < '4') return false;
  let sum = 0;
  for (const [at, weight] of WEIGHTS.entries()) sum += weight * Number(digits.charAt(at));
  return sum % 11 === REMAINDER;
}

const SUCCESSORS: ReadonlyMap<string, string | null> = new Map(
  MUNICIPALITIES.map(({ code, into }) => [code, into]),
);

/** Whether a municipality, or one that took it over, is another one; a code that there never was is no one's. */
function leadsTo(territory: string, municipality: string): boolean {
  for (let code: string | null = territory; code !== null; code = SUCCESSORS.get(code) ?? null)
    if (code === municipality) return true;
  return false;
}

export const GROUP_HOME_CHECKS: ObjectChecks<'group-home'> = {
  HOME_CLOSES_BEFORE_OPENING: ({ openedOn, closedOn }) => closedOn !== null && closedOn < openedOn,
  HOME_WITHOUT_PLACES: ({ places }) => places < 1,
  HOME_REGISTRATION_INVALID: ({ registrationNumber }) => !isRegistrationNumber(registrationNumber),
  HOME_TERRITORY_UNKNOWN: ({ territory, openedOn }) => municipalityOn(territory, openedOn) === undefined,
  HOME_ELSEWHERE: ({ territory }, { sender }) => SUCCESSORS.has(territory) && !leadsTo(territory, sender),
};
