import type { EventPerson } from '@saite/adapter-kit';
import {
  type EventOf,
  FIRST_STATED_MONTH,
  type Month,
  monthNumber,
  type PersonRef,
  RecordId,
  RecordVersion,
} from '@saite/contracts';
import { eventHead, type KeyRing } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import type { UpstreamPayment } from './upstream-contract.ts';

const SOURCE = '/registers/sais';

/** A payment of SAIS as an event. */
export function paymentRecorded(
  ring: KeyRing,
  { subject, identity }: EventPerson,
  payment: UpstreamPayment,
  now: Date,
): EventOf<'sais.payment.recorded.v1'> {
  const recordId = RecordId.parse(payment.PaymentID);
  return {
    ...eventHead(
      ring,
      SOURCE,
      'sais.payment',
      { subject, recordId, recordVersion: payment.RecordVersion },
      toInstant(now),
    ),
    type: 'sais.payment.recorded.v1',
    data: {
      recordId,
      recordVersion: payment.RecordVersion,
      withdrawn: payment.Withdrawn,
      kind: payment.Kind,
      periodFrom: payment.PeriodFrom,
      periodTo: payment.PeriodTo,
      granted: payment.Granted,
      paid: payment.Paid,
      currency: payment.Currency,
      identity,
    },
  };
}

/**
 * The word that SAIS has answered for a person, from 2000-01 to a month. Its version is the number of these months,
 * so that the same answer is the same event.
 */
export function incomeChecked(
  ring: KeyRing,
  subject: PersonRef,
  to: Month,
  now: Date,
): EventOf<'sais.income.checked.v1'> {
  const recordId = RecordId.parse(subject);
  const recordVersion = RecordVersion.parse(monthNumber(to) - monthNumber(FIRST_STATED_MONTH) + 1);
  return {
    ...eventHead(ring, SOURCE, 'sais.income', { subject, recordId, recordVersion }, toInstant(now)),
    type: 'sais.income.checked.v1',
    data: { recordId, recordVersion, withdrawn: false, from: FIRST_STATED_MONTH, to },
  };
}
