import { dayNumber, type InstitutionId, PlacementId } from '@saite/contracts';
import type { PlacementFact } from '../case.ts';

/** A placement of a child, by day numbers. */
export interface ChildPlacement {
  readonly placementId: PlacementId;
  readonly institutionId: InstitutionId;
  readonly from: number;
  /** First day not in care as SPOLIS says; infinite while the placement goes on. */
  readonly to: number;
  /** First day that is not counted: the end, coming of age, or the day after death. */
  readonly countedTo: number;
}

/** Placements that touch or overlap, merged: `from` up to, not including, `to`. */
export interface ContinuousStay {
  readonly from: number;
  readonly to: number;
}

/** A child's placements, oldest first (of several on one day, the smaller id). */
export function childPlacements(facts: readonly PlacementFact[], careEndsBy: number): ChildPlacement[] {
  const placements: ChildPlacement[] = [];
  for (const { data } of facts) {
    if (data.withdrawn || data.stay.programme !== 'child-out-of-family') continue;
    const { institutionId, startedOn, endedOn } = data.stay;
    const to = endedOn === undefined ? Number.POSITIVE_INFINITY : dayNumber(endedOn);
    const countedTo = Math.min(to, careEndsBy);
    const placementId = PlacementId.parse(data.recordId);
    placements.push({ placementId, institutionId, from: dayNumber(startedOn), to, countedTo });
  }
  return placements.sort((a, b) => a.from - b.from || (a.placementId < b.placementId ? -1 : 1));
}

/** Stays without a gap, oldest first. A stay of 0 days has no day and joins nothing. */
export function continuousStays(placements: readonly ChildPlacement[]): ContinuousStay[] {
  const stays: { from: number; to: number }[] = [];
  for (const { from, countedTo } of placements) {
    if (from >= countedTo) continue;
    const last = stays.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, countedTo);
    else stays.push({ from, to: countedTo });
  }
  return stays;
}

/** The stay that holds a day. */
export const stayOn = <Stay extends ContinuousStay>(stays: readonly Stay[], day: number): Stay | undefined =>
  stays.find(({ from, to }) => from <= day && day < to);

/** Days in care up to and including a day, each once. */
export const daysUntil = (stays: readonly ContinuousStay[], day: number): number =>
  stays.reduce((days, { from, to }) => days + Math.max(0, Math.min(to, day + 1) - from), 0);

/** The institution on a day: of several, the one where the child came first. */
export const institutionOn = (placements: readonly ChildPlacement[], day: number): InstitutionId | null =>
  placements.find(({ from, countedTo }) => from <= day && day < countedTo)?.institutionId ?? null;

/** Institutions in which the child had a day by then. */
export const institutionsUntil = (placements: readonly ChildPlacement[], day: number): InstitutionId[] => [
  ...new Set(
    placements
      .filter(({ from, countedTo }) => from < countedTo && from <= day)
      .map(({ institutionId }) => institutionId),
  ),
];
