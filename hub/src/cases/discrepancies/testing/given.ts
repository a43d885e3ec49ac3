import {
  CalendarDate,
  dateOfDayNumber,
  PaymentRecorded,
  PlacementRecorded,
  type Recipient,
} from '@saite/contracts';
import type { CustodyFact, PaymentFact, PersonFact, PlacementFact } from '../../case.ts';
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

export interface Given {
  readonly stays?: readonly PlacementFact[];
  readonly payments?: readonly PaymentFact[];
  readonly persons?: readonly PersonFact[];
  readonly decisions?: readonly CustodyFact[];
}

export const decideOn = (today: string, given: Given): DiscrepancyDecision =>
  decideDiscrepancies(
    {
      placements: given.stays ?? [],
      payments: given.payments ?? [],
      persons: given.persons ?? [],
      personVersions: given.persons ?? [],
      custody: given.decisions ?? [],
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
