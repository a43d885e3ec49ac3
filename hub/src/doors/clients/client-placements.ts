import { type ClientPlacement, dateOfDayNumber } from '@saite/contracts';
import type { Reach } from '../caller.ts';
import type { HeldPlacement } from '../persons/held-placements.ts';
import type { KnownOverview } from '../persons/known-person.ts';

/**
 * The placements in long-term care by which somebody is a client of the caller, newest first: SPOLIS sees all, an
 * accountant those in institutions of its own that have begun.
 *
 * @param day day number of today
 */
export function clientPlacements(
  { roles, institutionIds }: Reach,
  { placements }: KnownOverview,
  day: number,
): ClientPlacement[] {
  const isOwn = ({ stay, from, to }: HeldPlacement) =>
    roles.has('accountant') && institutionIds.has(stay.institutionId) && from <= day && from < to;
  return placements
    .filter(
      (placement) =>
        placement.stay.programme === 'adult-long-term-care' && (roles.has('spolis') || isOwn(placement)),
    )
    .map(({ placementId, stay, from }) => ({
      placementId,
      institutionId: stay.institutionId,
      programme: stay.programme,
      startedOn: dateOfDayNumber(from),
      endedOn: stay.endedOn ?? null,
      dailyCost: stay.dailyCost ?? null,
    }))
    .reverse();
}
