import {
  CalendarDate,
  DisabilityChecked,
  DisabilityDecided,
  dateOfDayNumber,
  PaymentRecorded,
  type PersonRef,
  PlacementRecorded,
  type Recipient,
  ServiceRecorded,
} from '@saite/contracts';
import type {
  CustodyFact,
  DisabilityCheckFact,
  DisabilityFact,
  PaymentFact,
  PersonFact,
  PlacementFact,
  ServiceFact,
} from '../../case.ts';
import { REF } from '../../child-care/testing/given.ts';
import { DISCREPANCY_POLICIES, type DiscrepancyDecision, decideDiscrepancies } from '../index.ts';

export { born, decision, FORMER_REF, REF, refOf, stay } from '../../child-care/testing/given.ts';

const identity = { keyVersion: 1, digest: 'd'.repeat(22), box: 'made.up' };

/** A placement that SPOLIS has withdrawn. */
export const withdrawnStay = (id: string): PlacementFact => ({
  subject: REF,
  data: PlacementRecorded.parse({ recordId: id, recordVersion: 2, withdrawn: true, identity }),
});

/** A payment of SAIS: by default one that does not count for an allowance. */
export const payment = (
  periodFrom: string,
  periodTo: string,
  { id = 'm-1', withdrawn = false } = {},
): PaymentFact => ({
  subject: REF,
  data: PaymentRecorded.parse({
    recordId: id,
    recordVersion: 1,
    withdrawn,
    kind: 'BURIAL_ALLOWANCE',
    periodFrom,
    periodTo,
    granted: '100.00',
    paid: '100.00',
    currency: 'EUR',
    identity,
  }),
});

/** A service of a municipality (Rīga, if not said): by default care at home without an end. */
export const service = (
  startedOn: string,
  endedOn: string | null = null,
  {
    id = 'k-1',
    municipality = '0001000',
    kind = 'home-care',
    provider = 'SPS-1',
    role = 'self',
    withdrawn = false,
    ref = REF,
  } = {},
): ServiceFact => ({
  subject: ref,
  data: ServiceRecorded.parse({
    recordId: `${municipality}:${id}`,
    recordVersion: 1,
    withdrawn,
    municipality,
    identity,
    kind,
    providerId: provider,
    startedOn,
    endedOn,
    recipientRole: role,
    hoursPerWeek: null,
    funding: 'municipality',
    disabilityGroup: null,
    monthlyCost: null,
  }),
});

/** A decision of VDEĀVK: by default group I for life. */
export const disability = (
  validFrom: string,
  validTo: string | null = null,
  { id = 'v-1', group = 'I', specialCare = false, withdrawn = false, ref = REF } = {},
): DisabilityFact => ({
  subject: ref,
  data: DisabilityDecided.parse({
    recordId: id,
    recordVersion: 1,
    withdrawn,
    group,
    validFrom,
    validTo,
    disorders: ['mental'],
    specialCare,
    prognosticated: false,
    identity,
  }),
});

/** VDEĀVK's word that it has answered for a code. */
export const disabilityCheck = (ref: PersonRef = REF, withdrawn = false): DisabilityCheckFact => ({
  subject: ref,
  data: DisabilityChecked.parse({ recordId: ref, recordVersion: 1, withdrawn }),
});

export interface Given {
  /** Every code of the person; the one that facts come under by default, if not said. */
  readonly refs?: readonly PersonRef[];
  readonly stays?: readonly PlacementFact[];
  readonly payments?: readonly PaymentFact[];
  /** Every version of PMLP's records. */
  readonly persons?: readonly PersonFact[];
  readonly decisions?: readonly CustodyFact[];
  readonly services?: readonly ServiceFact[];
  readonly disabilities?: readonly DisabilityFact[];
  readonly disabilityChecks?: readonly DisabilityCheckFact[];
}

/** The newest version of each of PMLP's records. */
const newest = (versions: readonly PersonFact[]): PersonFact[] =>
  versions.filter(
    ({ data }) =>
      !versions.some(
        (other) => other.data.recordId === data.recordId && other.data.recordVersion > data.recordVersion,
      ),
  );

export const decideOn = (today: string, given: Given): DiscrepancyDecision =>
  decideDiscrepancies(
    {
      refs: given.refs ?? [REF],
      placements: given.stays ?? [],
      payments: given.payments ?? [],
      persons: newest(given.persons ?? []),
      personVersions: given.persons ?? [],
      custody: given.decisions ?? [],
      services: given.services ?? [],
      disabilities: given.disabilities ?? [],
      disabilityChecks: given.disabilityChecks ?? [],
    },
    DISCREPANCY_POLICIES,
    CalendarDate.parse(today),
  );

const nameOf = ({ role, id }: Recipient) => (role === 'ministry' ? id : `${role} ${id}`);

/** What contradicts on a day, in short: kind, first day, records and those whom it is for. */
export const openOn = (today: string, given: Given) =>
  decideOn(today, given).open.map(({ kind, since, facts, audience }) => ({
    kind,
    since: dateOfDayNumber(since),
    records: facts.map(({ register, recordId }) => `${register} ${recordId}`).join(', '),
    audience: audience.map(nameOf).join(', '),
  }));

/** Kinds and first days of what contradicts on a day. */
export const kindsOn = (today: string, given: Given): string[] =>
  openOn(today, given).map(({ kind, since }) => `${kind} since ${since}`);
