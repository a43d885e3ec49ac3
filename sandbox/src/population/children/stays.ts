import { fromCents } from '@saite/contracts';
import type { Random } from '../random.ts';
import type { SpolisPlacement } from '../records.ts';
import { dateText } from '../stays.ts';
import type { Course } from './course.ts';
import { CHILD_INSTITUTIONS, type ChildInstitution } from './municipalities.ts';

/** A stay of a child by day numbers; `to` is the day of discharge, absent while the stay goes on. */
export interface ChildStay {
  readonly from: number;
  readonly to?: number;
  readonly institution: ChildInstitution;
}

const LEAST_DAYS_TO_MOVE = 90;

/** The stays of a child's time in institutions: one in seven moved to another one, a third of these after a gap. */
export function childStays(
  random: Random,
  { institution: time }: Course,
  atvk: string,
  today: number,
): ChildStay[] {
  if (!time) return [];
  const near = CHILD_INSTITUTIONS.filter((institution) => institution.atvk === atvk);
  const institution =
    near.length > 0 && random.percent(70) ? random.pick(near) : random.pick(CHILD_INSTITUTIONS);
  const days = (time.to ?? today) - time.from;
  if (days < LEAST_DAYS_TO_MOVE || !random.percent(15)) return [{ ...time, institution }];
  const left = time.from + random.int(20, days - 50);
  const gap = random.percent(35) ? random.int(1, 30) : 0;
  const elsewhere = CHILD_INSTITUTIONS.filter((other) => other.id !== institution.id);
  return [
    { from: time.from, to: left, institution },
    { ...time, from: left + gap, institution: random.pick(elsewhere) },
  ];
}

/** The placements of the stays: first all as first recorded, then the changed ones. */
export function childPlacements(
  random: Random,
  idPrefix: string,
  personCode: string,
  stays: readonly ChildStay[],
  atvk: string,
): SpolisPlacement[] {
  const first = stays.map(
    ({ from, to, institution }, place): SpolisPlacement => ({
      placementId: `${idPrefix}-${place + 1}`,
      recordVersion: 1,
      personCode,
      programme: 'child-out-of-family',
      institutionId: institution.id,
      startedOn: dateText(from),
      ...(to === undefined ? {} : { endedOn: dateText(to) }),
      ...(random.percent(85) ? { dailyCost: dailyCost(random) } : {}),
      municipality: atvk,
    }),
  );
  const changed = first.flatMap((placement): SpolisPlacement[] =>
    random.percent(3) ? [{ ...placement, recordVersion: 2, dailyCost: dailyCost(random) }] : [],
  );
  return [...first, ...changed];
}

const dailyCost = (random: Random): string => fromCents(random.int(400, 950) * 10);
