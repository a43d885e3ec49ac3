import { dayNumber, PlacementId } from '@saite/contracts';
import type { PlacementFact } from '../case.ts';
import type { ChildPlacement } from '../child/stays.ts';

/** A placement as SPOLIS records it, by day numbers; `to` is infinite while it goes on. */
export type Placement = Omit<ChildPlacement, 'countedTo'>;

/** The placements that stand, of every programme, oldest first (of several on one day, the smaller id). */
export const standingPlacements = (facts: readonly PlacementFact[]): Placement[] =>
  facts
    .flatMap(({ data }) => {
      if (data.withdrawn) return [];
      const { institutionId, startedOn, endedOn } = data.stay;
      const to = endedOn === undefined ? Number.POSITIVE_INFINITY : dayNumber(endedOn);
      return [
        { placementId: PlacementId.parse(data.recordId), institutionId, from: dayNumber(startedOn), to },
      ];
    })
    .sort((a, b) => a.from - b.from || (a.placementId < b.placementId ? -1 : 1));
