import type {
  IncomeChecked,
  PaymentRecorded,
  PersonRef,
  PersonUpdated,
  PlacementRecorded,
} from '@saite/contracts';

/** A fact and the code reference that it came with. */
interface Fact<Data> {
  readonly subject: PersonRef;
  readonly data: Data;
}

export type PlacementFact = Fact<PlacementRecorded>;
export type PaymentFact = Fact<PaymentRecorded>;
export type IncomeCheckFact = Fact<IncomeChecked>;
export type PersonFact = Fact<PersonUpdated>;

/** One person's facts, each the highest version of its record, whatever the order they came in. */
export interface PersonFacts {
  /** Every code reference of the person's connected group, sorted. */
  readonly refs: readonly PersonRef[];
  /** `spolis.placement.recorded` */
  readonly placements: readonly PlacementFact[];
  /** `sais.payment.recorded` */
  readonly payments: readonly PaymentFact[];
  /** `sais.income.checked` */
  readonly incomeChecks: readonly IncomeCheckFact[];
  /** `pmlp.person.updated` */
  readonly persons: readonly PersonFact[];
}
