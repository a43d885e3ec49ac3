import {
  type CalendarDate,
  dateOfDayNumber,
  dayNumber,
  monthOf,
  type PersonPlacement,
  PlacementId,
  type Stay,
} from '@saite/contracts';
import type { PlacementFact } from '../../cases/case.ts';

/** A placement and its days: `from` up to, not including, `to`; the day of death is the last one. */
export interface HeldPlacement {
  readonly placementId: PlacementId;
  readonly stay: Stay;
  readonly from: number;
  readonly to: number;
}

/** The placements that stand, oldest first (of several on one day, the smaller id). */
export const heldPlacements = (facts: readonly PlacementFact[], death: number | null): HeldPlacement[] =>
  facts
    .flatMap(({ data }) => {
      if (data.withdrawn) return [];
      const { stay } = data;
      const end = stay.endedOn === undefined ? Number.POSITIVE_INFINITY : dayNumber(stay.endedOn);
      const to = death === null ? end : Math.min(end, death + 1);
      return [{ placementId: PlacementId.parse(data.recordId), stay, from: dayNumber(stay.startedOn), to }];
    })
    .sort((a, b) => a.from - b.from || (a.placementId < b.placementId ? -1 : 1));

/** How a reader sees a placement: as it is, without what it costs, that there is one, or not at all. */
export type PlacementSight = 'all' | 'no-cost' | 'nameless' | 'none';

/** What a reader sees of a placement. */
export function showPlacement(
  { placementId, stay }: HeldPlacement,
  sight: PlacementSight,
): PersonPlacement | undefined {
  const { programme, institutionId, startedOn, endedOn, dailyCost } = stay;
  switch (sight) {
    case 'none':
      return undefined;
    case 'nameless':
      return {
        placementId: null,
        institutionId: null,
        programme,
        startedOn: null,
        endedOn: null,
        dailyCost: null,
      };
    case 'no-cost':
    case 'all':
      return {
        placementId,
        institutionId,
        programme,
        startedOn,
        endedOn: endedOn ?? null,
        dailyCost: sight === 'all' ? (dailyCost ?? null) : null,
      };
    default:
      return sight satisfies never;
  }
}

/** Whether a placement has a day in the month of a day. */
export function hasDayInMonth({ from, to }: HeldPlacement, on: CalendarDate): boolean {
  const month = monthOf(on);
  const last = Math.min(to, Number.MAX_SAFE_INTEGER) - 1;
  if (from > last) return false;
  const isInfinite = !Number.isFinite(to);
  return monthOf(dateOfDayNumber(from)) <= month && (isInfinite || month <= monthOf(dateOfDayNumber(last)));
}
