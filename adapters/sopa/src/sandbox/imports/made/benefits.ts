import { dateOf, monthOfDay, monthText } from './days.ts';
import { dice } from './dice.ts';
import { declaredAt, statusFrom } from './households.ts';
import { baseAt, indexAt, type Neighbourhood, personIdAt } from './places.ts';
import type { Made } from './plain.ts';

const BENEFIT = 200;

/** A benefit (*pabalsts*): of what kind, for whom, for how many months. */
export interface BenefitSketch {
  readonly place: number;
  readonly letter: string;
  readonly kind: Made<'benefit'>['kind'];
  readonly months: number;
  /** Most that it is a month, cents. */
  readonly most: number;
  readonly onStatus?: true;
  readonly toProvider?: true;
}

export function benefitOf(neighbourhood: Neighbourhood, sketch: BenefitSketch): Made<'benefit'> {
  const { place, letter, kind, months } = sketch;
  const { origin } = neighbourhood.town;
  const base = baseAt(neighbourhood, place) + letter.charCodeAt(0);
  const decided = sketch.onStatus
    ? declaredAt(neighbourhood, place) + 12 + dice(base, BENEFIT, 5)
    : origin - 10 - dice(base, BENEFIT, 50);
  const firstMonth = sketch.onStatus ? monthOfDay(statusFrom(neighbourhood, place)) : monthOfDay(decided);
  const monthlyAmount = 1_000 + dice(base, BENEFIT + 1, sketch.most);
  return {
    benefitId: `B-${indexAt(neighbourhood, place)}-${letter}`,
    personId: personIdAt(neighbourhood, place),
    kind,
    statusId: sketch.onStatus ? `S-${indexAt(neighbourhood, place)}` : null,
    decisionNumber: `${1 + dice(base, BENEFIT, 30)}/${dateOf(decided).slice(0, 4)}-${dice(base, BENEFIT + 2, 900)}`,
    decidedOn: dateOf(decided),
    periodFrom: monthText(firstMonth),
    periodTo: monthText(firstMonth + months - 1),
    monthlyAmount,
    amount: monthlyAmount * months,
    paidOn: dice(base, BENEFIT, 5) === 0 ? null : dateOf(Math.min(origin, decided + 4)),
    paidTo: sketch.toProvider ? 'provider' : 'person',
    providerId: sketch.toProvider ? `SPS-${String(dice(base, BENEFIT + 3, 2000)).padStart(4, '0')}` : null,
  };
}
