import type {
  CareAlertAcknowledged,
  ChildChecked,
  ContactReportRecorded,
  CrisisReported,
  CustodyDecided,
  DisabilityChecked,
  DisabilityDecided,
  IncomeChecked,
  PaymentRecorded,
  PersonRef,
  PersonUpdated,
  PlacementRecorded,
  ServiceRecorded,
  SurveyRecorded,
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
export type CustodyFact = Fact<CustodyDecided>;
export type CrisisFact = Fact<CrisisReported>;
export type ChildCheckFact = Fact<ChildChecked>;
export type SurveyFact = Fact<SurveyRecorded>;
export type ServiceFact = Fact<ServiceRecorded>;
export type DisabilityFact = Fact<DisabilityDecided>;
export type DisabilityCheckFact = Fact<DisabilityChecked>;
export type ContactReportFact = Fact<ContactReportRecorded>;
export type AcknowledgementFact = Fact<CareAlertAcknowledged>;

/** One person's facts, each the highest version of its record, whatever the order they came in. */
export interface PersonFacts {
  /** Every code reference of the person's connected group; the order says which of equal things goes before. */
  readonly refs: readonly PersonRef[];
  /** `spolis.placement.recorded` */
  readonly placements: readonly PlacementFact[];
  /** `sais.payment.recorded` */
  readonly payments: readonly PaymentFact[];
  /** `sais.income.checked` */
  readonly incomeChecks: readonly IncomeCheckFact[];
  /** `pmlp.person.updated` */
  readonly persons: readonly PersonFact[];
  /** `pmlp.person.updated` once more, every version: residences of former days stand only there. */
  readonly personVersions: readonly PersonFact[];
  /** `npais.custody.decided` */
  readonly custody: readonly CustodyFact[];
  /** `npais.child.checked` */
  readonly childChecks: readonly ChildCheckFact[];
  /** `npais.crisis.reported` */
  readonly crises: readonly CrisisFact[];
  /** `sopa.survey.recorded` */
  readonly surveys: readonly SurveyFact[];
  /** `sopa.service.recorded` */
  readonly services: readonly ServiceFact[];
  /** `vdeavk.disability.decided` */
  readonly disabilities: readonly DisabilityFact[];
  /** `vdeavk.person.checked` */
  readonly disabilityChecks: readonly DisabilityCheckFact[];
  /** `spolis.contact-report.recorded` */
  readonly contactReports: readonly ContactReportFact[];
  /** `saite.care-alert.acknowledged` */
  readonly acknowledgements: readonly AcknowledgementFact[];
}

/** The facts that an allowance rests on. */
export type AllowanceFacts = Pick<
  PersonFacts,
  'refs' | 'placements' | 'payments' | 'incomeChecks' | 'persons'
>;
