import {
  type CalendarDate,
  dayNumber,
  type operations,
  PARTS_OF_ROLE,
  type PersonPart,
  type Role,
} from '@saite/contracts';
import { municipalityOf } from '../../cases/discrepancies/index.ts';
import type { Reach } from '../caller.ts';
import { type HeldPlacement, hasDayInMonth, type PlacementSight } from './held-placements.ts';
import type { KnownOverview } from './known-person.ts';

/** Roles that may ask about a person. */
export type ReaderRole = keyof typeof PARTS_OF_ROLE & keyof typeof operations.queryPerson.access;

const READERS = Object.keys(PARTS_OF_ROLE) as ReaderRole[];

/** The roles of a caller by which a person is its own on a day: each is asked with the claim that belongs to it. */
export const ownRoles = (reach: Reach, person: KnownOverview, on: CalendarDate): ReaderRole[] =>
  READERS.filter((role) => reach.roles.has(role) && isOwn(role, reach, person, dayNumber(on)));

function isOwn(role: ReaderRole, reach: Reach, person: KnownOverview, day: number): boolean {
  switch (role) {
    case 'spolis':
    case 'ministry':
      return true;
    case 'accountant':
    case 'care-institution':
      return person.placements.some(
        (placement) => placement.from < placement.to && placement.from <= day && isIn(reach, placement),
      );
    case 'orphan-court':
      return person.covered.some(
        ({ decision, from, to }) => from <= day && day < to && decision.court === reach.courtId,
      );
    case 'social-service': {
      const atvk = person.pmlp.municipalityOn(day);
      if (atvk === null || reach.municipality === null) return false;
      return atvk === reach.municipality || municipalityOf(atvk) === reach.municipality;
    }
    default:
      return role satisfies never;
  }
}

const isIn = (reach: Reach, { stay }: HeldPlacement): boolean => reach.institutionIds.has(stay.institutionId);

/** The parts that roles may see together. */
export const partsOf = (roles: readonly ReaderRole[]): ReadonlySet<PersonPart> =>
  new Set(roles.flatMap((role): readonly PersonPart[] => PARTS_OF_ROLE[role]));

const WIDEST_FIRST: readonly PlacementSight[] = ['all', 'no-cost', 'nameless', 'none'];

/** What roles together see of a placement: the most that one of them does. */
export function placementSight(
  roles: readonly ReaderRole[],
  reach: Reach,
  person: KnownOverview,
  placement: HeldPlacement,
  on: CalendarDate,
): PlacementSight {
  const sights = new Set(roles.map((role) => sightOfRole(role, reach, person, placement, on)));
  return WIDEST_FIRST.find((sight) => sights.has(sight)) ?? 'none';
}

/**
 * An accountant sees of another institution's placement what a statement shows: that there is one, of an adult, in a
 * month with a day in an institution of its own. Institution and court see where a child is, as they do where children
 * are asked about; what it costs is not for them.
 */
function sightOfRole(
  role: ReaderRole,
  reach: Reach,
  person: KnownOverview,
  placement: HeldPlacement,
  on: CalendarDate,
): PlacementSight {
  const isOfChild = placement.stay.programme === 'child-out-of-family';
  const isHere = isIn(reach, placement);
  switch (role) {
    case 'spolis':
    case 'ministry':
      return 'all';
    case 'accountant': {
      if (isHere) return 'all';
      const hasOwnDay = person.placements.some((each) => isIn(reach, each) && hasDayInMonth(each, on));
      return !isOfChild && hasOwnDay ? 'nameless' : 'none';
    }
    case 'care-institution':
      return isHere ? 'all' : isOfChild ? 'no-cost' : 'none';
    case 'orphan-court':
      return isOfChild ? 'no-cost' : 'none';
    case 'social-service':
      return 'none';
    default:
      return role satisfies never;
  }
}

/** Whether one of the roles sees every person. */
export const seesAll = (roles: readonly Role[]): boolean =>
  roles.includes('spolis') || roles.includes('ministry');
