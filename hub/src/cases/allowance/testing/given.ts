import {
  CalendarDate,
  IncomeChecked,
  PaymentRecorded,
  PersonRef,
  PersonUpdated,
  PlacementRecorded,
  type StatementContent,
} from '@saite/contracts';
import type { AllowanceFacts, IncomeCheckFact, PaymentFact, PersonFact, PlacementFact } from '../../case.ts';
import {
  AllowanceConfig,
  type AllowanceDecision,
  type AllowancePolicies,
  allowancePolicies,
  decideAllowance,
} from '../index.ts';

/** A made-up person reference, by one letter. */
export const refOf = (letter: string): PersonRef => PersonRef.parse(`p1.${letter.repeat(22)}`);
export const REF = refOf('A');
export const OTHER_REF = refOf('B');

const identity = { keyVersion: 1, digest: 'd'.repeat(22), box: 'made.up' };
const record = (recordId: string) => ({ recordId, recordVersion: 1, withdrawn: false });

export interface StayGiven {
  readonly id?: string;
  readonly from: string;
  /** Day of discharge, the first day not in care. */
  readonly to?: string;
  readonly cost?: string;
  readonly institution?: string;
  readonly programme?: string;
  readonly ref?: PersonRef;
}

/** A placement of SPOLIS: by default 20.00 EUR a day in `house-1`, without an end. */
export function stay({ id = 's-1', from, to, cost = '20.00', ...other }: StayGiven): PlacementFact {
  const data = PlacementRecorded.parse({
    ...record(id),
    stay: {
      programme: other.programme ?? 'adult-long-term-care',
      institutionId: other.institution ?? 'house-1',
      startedOn: from,
      ...(to !== undefined && { endedOn: to }),
      ...(cost !== '' && { dailyCost: cost }),
    },
    identity,
  });
  return { subject: other.ref ?? REF, data };
}

/** A placement that SPOLIS has withdrawn. */
export const withdrawnStay = (id: string, ref: PersonRef = REF): PlacementFact => ({
  subject: ref,
  data: PlacementRecorded.parse({ ...record(id), recordVersion: 2, withdrawn: true, identity }),
});

export interface PaymentGiven {
  readonly id?: string;
  readonly kind?: string;
  readonly from?: string;
  readonly to?: string;
  readonly granted: string;
  readonly paid?: string;
  readonly currency?: string;
  readonly withdrawn?: boolean;
  readonly ref?: PersonRef;
}

/** A payment of SAIS: by default a state pension for every month from 2000-01 on. */
export function payment({ id = 'm-1', granted, ...other }: PaymentGiven): PaymentFact {
  const data = PaymentRecorded.parse({
    ...record(id),
    withdrawn: other.withdrawn ?? false,
    kind: other.kind ?? 'STATE_PENSION',
    periodFrom: other.from ?? '2000-01',
    periodTo: other.to ?? '2099-12',
    granted,
    paid: other.paid ?? granted,
    currency: other.currency ?? 'EUR',
    identity,
  });
  return { subject: other.ref ?? REF, data };
}

/** The word that SAIS has answered for a code reference. */
export const answer = (from: string, to: string, ref: PersonRef = REF): IncomeCheckFact => ({
  subject: ref,
  data: IncomeChecked.parse({ ...record(ref), from, to }),
});

/** A record of PMLP under a code reference. */
export const person = (diedOn?: string, ref: PersonRef = REF, withdrawn = false): PersonFact => ({
  subject: ref,
  data: PersonUpdated.parse({
    ...record(ref),
    withdrawn,
    bornOn: '1940-05-06',
    ...(diedOn !== undefined && { diedOn }),
    formerRefs: [],
    parentRefs: [],
    identity,
  }),
});

export interface Given {
  readonly stays?: readonly PlacementFact[];
  readonly payments?: readonly PaymentFact[];
  readonly answers?: readonly IncomeCheckFact[];
  readonly persons?: readonly PersonFact[];
  readonly refs?: readonly PersonRef[];
  /** 2021-03-10 by default. */
  readonly today?: string;
  /** Configuration as its file has it. */
  readonly config?: unknown;
}

export const policiesOf = (config: unknown = {}): AllowancePolicies =>
  allowancePolicies(AllowanceConfig.parse(config));

export const factsOf = (given: Given): AllowanceFacts => ({
  refs: given.refs ?? [REF],
  placements: given.stays ?? [],
  payments: given.payments ?? [],
  incomeChecks: given.answers ?? [],
  persons: given.persons ?? [],
});

export const decide = (given: Given): AllowanceDecision =>
  decideAllowance(factsOf(given), policiesOf(given.config), CalendarDate.parse(given.today ?? '2021-03-10'));

/** What is stated for a month; fails if nothing is. */
export function stated(month: string, given: Given): StatementContent {
  const found = decide(given).months.find((entry) => entry.month === month);
  if (!found) throw new Error(`nothing is stated for ${month}`);
  return found.content;
}

/** Months that have a statement. */
export const statedMonths = (given: Given): string[] => decide(given).months.map((entry) => entry.month);

/** The amounts of a statement, in the order that they are computed. */
export const amountsOf = (content: StatementContent) => ({
  base: content.base,
  allowance: content.allowance,
  serviceCost: content.serviceCost,
  clientShare: content.clientShare,
  remainder: content.remainder,
  shortfall: content.shortfall,
});
