import { type CalendarDate, fromCents, monthNumber, monthOf, monthOfNumber } from '@saite/contracts';
import type { Random } from '../population/random.ts';
import type { SaisPayment } from '../population/records.ts';

const OCTOBER = 9;
const [LEAST, MOST] = [18_000, 95_000];

/**
 * The state pension (*valsts pensija*) that somebody gets now, from the last rise in October on.
 *
 * @param today the day on which the inhabitants were made: the pension is granted to the end of the next year
 */
export function pensionOf(
  random: Random,
  { id, code, today }: { readonly id: string; readonly code: string; readonly today: CalendarDate },
): SaisPayment {
  const month = monthNumber(monthOf(today));
  const sinceOctober = (month - OCTOBER + 12) % 12;
  const granted = random.int(LEAST, MOST);
  const heldBack = random.percent(8) ? random.int(1_000, 9_000) : 0;
  return {
    paymentId: id,
    recordVersion: 1,
    personCode: code,
    kind: 'STATE_PENSION',
    periodFrom: monthOfNumber(month - sinceOctober),
    periodTo: monthOfNumber(month - (month % 12) + 23),
    granted: fromCents(granted),
    paid: fromCents(granted - heldBack),
  };
}
