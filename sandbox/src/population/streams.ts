import type { CountedPaymentKind } from '@saite/contracts';
import type { Random } from './random.ts';

/** Kinds that SAIS pays and the law does not list for the base of the allowance. */
type UncountedKind = 'TRANSPORT_COMPENSATION' | 'DISABILITY_CARE_BENEFIT' | 'STATE_SOCIAL_SECURITY_BENEFIT';

/** What a person gets month by month, before it is cut into records. */
export interface PaymentStream {
  readonly kind: CountedPaymentKind | UncountedKind;
  /** Amount of a month in 2018, cents. */
  readonly cents: number;
  /** Whether it rises each October. */
  readonly indexed: boolean;
  readonly currency?: string;
  /** Part that is held back, per mille; the rest is paid out. */
  readonly heldBack: number;
}

/** Other kinds that count; each is rare. */
const RARE_KINDS: readonly CountedPaymentKind[] = [
  'SERVICE_PENSION',
  'SPECIAL_STATE_PENSION',
  'LOSS_OF_WORK_CAPACITY',
  'HARM_COMPENSATION',
  'LOSS_OF_PROVIDER_WORK_ACCIDENT',
  'FUNDED_PENSION_CAPITAL',
];

/** The streams of one person; none for a person without income. */
export function makeStreams(random: Random): PaymentStream[] {
  if (random.percent(5)) return [];
  const heldBack = random.percent(18) ? random.int(40, 200) : 0;
  const streams: PaymentStream[] = [];
  const add = (kind: PaymentStream['kind'], from: number, to: number, more: Partial<PaymentStream> = {}) =>
    streams.push({ kind, cents: random.int(from, to), indexed: false, heldBack: 0, ...more });
  if (random.percent(93)) add('STATE_PENSION', 12_000, 48_000, { indexed: true, heldBack });
  else add('STATE_SOCIAL_SECURITY_BENEFIT', 6_403, 12_814);
  if (random.percent(28)) add('PENSION_SUPPLEMENT', 900, 4_500, { indexed: true });
  if (random.percent(5)) add(random.pick(RARE_KINDS), 5_000, 40_000);
  if (random.percent(4)) add('FOREIGN_PENSION', 3_000, 60_000, { currency: 'EUR' });
  else if (random.percent(3)) {
    add('FOREIGN_PENSION', 3_000, 60_000, { currency: random.pick(['GBP', 'USD', 'PLN', 'SEK']) });
  }
  if (random.percent(8)) add('DISABILITY_CARE_BENEFIT', 21_343, 21_343);
  if (random.percent(10)) add('TRANSPORT_COMPENSATION', 7_968, 7_968);
  return streams;
}

/** Rise of October, per mille, by year; made figures of a likely size. */
const RISES: Readonly<Record<number, number>> = {
  2018: 46,
  2019: 59,
  2020: 32,
  2021: 40,
  2022: 143,
  2023: 34,
  2024: 36,
  2025: 70,
};
const RISE_OF_OTHER_YEARS = 40;

/**
 * What is granted in a month, cents.
 *
 * @param month number of the month
 */
export function grantedIn(stream: PaymentStream, month: number): number {
  if (!stream.indexed) return stream.cents;
  let cents = stream.cents;
  for (let year = 2018; year * 12 + 9 <= month; year += 1) {
    cents = Math.round((cents * (1000 + (RISES[year] ?? RISE_OF_OTHER_YEARS))) / 1000);
  }
  return cents;
}

/** What is paid out of an amount that was granted, cents. */
export const paidOf = (stream: PaymentStream, granted: number): number =>
  granted - Math.round((granted * stream.heldBack) / 1000);
