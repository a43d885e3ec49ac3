import { dateOfDayNumber, firstDayOfMonth, monthNumber, monthOf } from '@saite/contracts';
import type { PaymentFact } from '../case.ts';
import type { Death } from '../person/day-of-death.ts';
import {
  ALWAYS,
  type Contradiction,
  namedDeath,
  namedPayment,
  namedPlacement,
  TO_MINISTRY,
  toInstitutions,
} from './contradiction.ts';
import type { Placement } from './placements.ts';

/**
 * Placements that go on past the day of death or begin after it; the day of death is still a day in care, so a
 * discharge on the next day is right. What is planned for later contradicts as soon as the death is known.
 */
export const placementsAfterDeath = (placements: readonly Placement[], death: Death): Contradiction[] =>
  placements
    .filter(({ from, to }) => from > death.day || to > death.day + 1)
    .map((placement) => ({
      ...ALWAYS,
      key: `placement-after-death/${placement.placementId}`,
      kind: 'placement-after-death',
      since: Math.max(placement.from, death.day + 1),
      facts: [namedPlacement(placement), namedDeath(death)],
      audience: [...toInstitutions([placement]), TO_MINISTRY],
    }));

/** Payments, of any kind and currency, for a month after the month of death: found before the month is paid for. */
export function paymentsAfterDeath(payments: readonly PaymentFact[], death: Death): Contradiction[] {
  const firstWrong = monthNumber(monthOf(dateOfDayNumber(death.day))) + 1;
  return payments
    .filter(({ data }) => !data.withdrawn && monthNumber(data.periodTo) >= firstWrong)
    .map(({ data }) => ({
      ...ALWAYS,
      key: `payment-after-death/${data.recordId}`,
      kind: 'payment-after-death',
      since: firstDayOfMonth(Math.max(firstWrong, monthNumber(data.periodFrom))),
      facts: [namedPayment(data), namedDeath(death)],
      audience: [TO_MINISTRY],
    }));
}
