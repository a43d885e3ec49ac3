import { dayNumber, firstDayOfMonth, type Month, monthNumber } from '@saite/contracts';
import { COMMUNITY_SERVICES, type RuleCodesOf, type SopaId } from '@saite/contracts/sopa';
import type { FactsOf } from '../../facts.ts';
import type { StateCareStay } from '../cards.ts';
import { DayUnion } from '../days/day-union.ts';
import { LatestEnds } from '../days/latest-ends.ts';
import { lastDay } from '../days/numbers.ts';
import type { Known } from '../judge.ts';
import { lastDayOf } from '../objects/calendar-texts.ts';
import { type RuleTable, rulesOf } from '../rule-table.ts';
import { GROWN_UP, type Life } from './life.ts';

type Claim = FactsOf<'claim'>;
type Service = FactsOf<'service'>;
type Services = ReadonlyMap<SopaId, Service>;

const isStateCare = ({ kind }: Service): boolean => kind === 'state-long-term-care';
const keyOf = ({ serviceId, month }: Claim): string => `${month} ${serviceId}`;
const firstDayOf = (month: Month): number => firstDayOfMonth(monthNumber(month));

/** A person's claims, the services that they name, and the stays in state care. */
export class KnownClaims implements Known<Claim> {
  readonly life: Life;
  readonly services: Services;
  readonly #keys = new Set<string>();
  readonly #stateCare: LatestEnds;
  readonly #stays = new DayUnion();

  constructor(life: Life, services: Services, stays: readonly StateCareStay[]) {
    this.life = life;
    this.services = services;
    this.#stateCare = new LatestEnds(
      [...services.values()]
        .filter(isStateCare)
        .map(({ startedOn, endedOn }) => ({ from: dayNumber(startedOn), to: lastDay(endedOn) })),
    );
    for (const { startedOn, endedOn } of stays)
      this.#stays.add(dayNumber(startedOn), endedOn === null ? lastDay(null) : dayNumber(endedOn) - 1);
  }

  take(claim: Claim): void {
    this.#keys.add(keyOf(claim));
  }

  has(claim: Claim): boolean {
    return this.#keys.has(keyOf(claim));
  }

  /** The state care that a claim says has ended, if it is known and is state care. */
  stateCareOf({ stateCareServiceId }: Claim): Service | undefined {
    const service = this.services.get(stateCareServiceId);
    return service && isStateCare(service) ? service : undefined;
  }

  /** Whether a service of state care goes on through a month in which another one may have ended. */
  hasOtherStateCare(month: Month, ended: Service): boolean {
    const last = lastDayOf(month);
    const latest = this.#stateCare.ofStartedBy(firstDayOf(month));
    // One that ends with the month may be the one that ended: no two services of state care are there on one day.
    return lastDay(ended.endedOn) === last ? latest > last : latest >= last;
  }

  isInStateCareAllOf(month: Month): boolean {
    return this.#stays.covers(firstDayOf(month), lastDayOf(month));
  }
}

function isGroupNotAllowed({ month, disabilityGroup }: Claim, { life }: KnownClaims): boolean {
  if (life.bornOn === null) return false;
  // In the month of the birthday the person is both.
  if (disabilityGroup === 'child') return life.hasReached(GROWN_UP, firstDayOf(month));
  return disabilityGroup === 'III' || life.isYounger(GROWN_UP, lastDayOf(month));
}

const CHECKS: RuleTable<RuleCodesOf<'claim', 'person' | 'everywhere'>, Claim, KnownClaims> = {
  CLAIM_NOT_STATE_CARE: ({ stateCareServiceId }, { services }) => {
    const service = services.get(stateCareServiceId);
    return service !== undefined && !isStateCare(service);
  },
  CLAIM_CARE_NOT_ENDED: (claim, known) => {
    const care = known.stateCareOf(claim);
    if (!care) return false;
    return lastDay(care.endedOn) > lastDayOf(claim.month) || known.hasOtherStateCare(claim.month, care);
  },
  CLAIM_LEFT_CARE_DIFFERS: (claim, known) => {
    const endedOn = known.stateCareOf(claim)?.endedOn ?? null;
    return endedOn !== null && endedOn !== claim.leftCareOn;
  },
  CLAIM_NOT_COMMUNITY: ({ serviceId }, { services }) => {
    const service = services.get(serviceId);
    return service !== undefined && !COMMUNITY_SERVICES.has(service.kind);
  },
  CLAIM_SERVICE_NOT_IN_MONTH: ({ serviceId, month }, { services }) => {
    const service = services.get(serviceId);
    if (!service) return false;
    return dayNumber(service.startedOn) > lastDayOf(month) || lastDay(service.endedOn) < firstDayOf(month);
  },
  CLAIM_TWICE: (claim, known) => known.has(claim),
  CLAIM_OVER_COST: ({ serviceId, amount }, { services }) => {
    const service = services.get(serviceId);
    if (!service || service.monthlyCost === null) return false;
    return amount > service.monthlyCost - (service.clientShare ?? 0);
  },
  CLAIM_GROUP_NOT_ALLOWED: isGroupNotAllowed,
  CLAIM_DURING_STATE_CARE: ({ month }, known) => known.isInStateCareAllOf(month),
};
export const CLAIM_RULES = rulesOf(CHECKS);
