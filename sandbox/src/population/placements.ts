import { fromCents } from '@saite/contracts';
import type { Random } from './random.ts';
import type { SpolisPlacement, SpolisWithdrawal } from './records.ts';
import { dateText, type MadeStay } from './stays.ts';

/** Bounds of the cost of one day, cents. */
const DAILY_COST = { from: 2_500, to: 6_000 };

/** Versions of a person's placements and what is withdrawn of them. */
export interface MadePlacements {
  readonly placements: readonly SpolisPlacement[];
  readonly withdrawals: readonly SpolisWithdrawal[];
}

/**
 * The placements of a person's stays: first all as first recorded, then the changed ones. One in a hundred persons
 * has one that was recorded by mistake and is withdrawn.
 *
 * @param idPrefix begins the ids
 * @param codeOn code under which a placement of this day is recorded
 */
export function makePlacements(
  random: Random,
  idPrefix: string,
  stays: readonly MadeStay[],
  codeOn: (day: number) => string,
): MadePlacements {
  const first = stays.map(
    (stay, place): SpolisPlacement => ({
      placementId: `${idPrefix}-${place + 1}`,
      recordVersion: 1,
      personCode: codeOn(stay.from),
      programme: 'adult-long-term-care',
      institutionId: stay.institution.id,
      startedOn: dateText(stay.from),
      ...(stay.to === undefined ? {} : { endedOn: dateText(stay.to) }),
      ...(random.percent(98) ? { dailyCost: costOf(random) } : {}),
      ...(random.percent(60) ? { municipality: stay.institution.atvk } : {}),
    }),
  );
  const changed = first.flatMap((placement): SpolisPlacement[] =>
    random.percent(3) ? [{ ...placement, recordVersion: 2, dailyCost: costOf(random) }] : [],
  );
  const last = first.at(-1);
  if (!last || !random.percent(1)) return { placements: [...first, ...changed], withdrawals: [] };
  const mistake = { ...last, placementId: `${idPrefix}-x`, recordVersion: 1 };
  const { placementId, personCode } = mistake;
  return {
    placements: [...first, mistake, ...changed],
    withdrawals: [{ placementId, recordVersion: 2, personCode }],
  };
}

const costOf = (random: Random): string =>
  fromCents(random.int(DAILY_COST.from / 10, DAILY_COST.to / 10) * 10);
