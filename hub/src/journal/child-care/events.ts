import {
  type CalendarDate,
  type CareAlertRaised,
  type ContactReportRecorded,
  type EventOf,
  type Instant,
  type PersonRef,
  Recipient,
  RecordId,
  RecordVersion,
  ReportId,
} from '@saite/contracts';
import { eventHead, type KeyRing } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import type { OutboxEvent } from '../../relay/outbox.ts';
import type { DeliveryRow } from '../deliveries/delivery.ts';
import type { Deliverable } from './documents.ts';

const FIRST = RecordVersion.parse(1);

const headOf = (
  ring: KeyRing,
  thing: string,
  id: string,
  subject: PersonRef,
  now: Date,
  recordVersion = FIRST,
) =>
  eventHead(ring, '/saite', thing, { subject, recordId: RecordId.parse(id), recordVersion }, toInstant(now));

const toOutbox = (
  event: EventOf<
    | 'saite.care-alert.raised.v1'
    | 'saite.care-alert.cleared.v1'
    | 'saite.contact-report.delivered.v1'
    | `${DeliveryRow['register']}.delivery.requested.v1`
  >,
): OutboxEvent => ({ type: event.type, eventId: event.id, event: JSON.stringify(event) });

/**
 * Tells that an alert was raised, and again when later facts name other recipients.
 *
 * @param times how often it was told, with this time
 */
export const raisedEvent = (
  ring: KeyRing,
  subject: PersonRef,
  alert: CareAlertRaised,
  times: number,
  now: Date,
): OutboxEvent =>
  toOutbox({
    ...headOf(ring, 'saite.care-alert.raised', alert.alertId, subject, now, RecordVersion.parse(times)),
    type: 'saite.care-alert.raised.v1',
    data: alert,
  });

/** Tells that an alert is open no more. */
export const clearedEvent = (
  ring: KeyRing,
  subject: PersonRef,
  alert: CareAlertRaised,
  clearedOn: CalendarDate,
  now: Date,
): OutboxEvent =>
  toOutbox({
    ...headOf(ring, 'saite.care-alert.cleared', alert.alertId, subject, now),
    type: 'saite.care-alert.cleared.v1',
    data: { ...alert, clearedOn },
  });

/** Asks a register's adapter to deliver a document, or to leave it if the delivery is cancelled. */
export const requestEvent = (
  ring: KeyRing,
  row: DeliveryRow,
  { subject, identity, content }: Deliverable,
  now: Date,
): OutboxEvent => {
  const { register, round, deliveryId } = row;
  return toOutbox({
    ...headOf(ring, `${register}.delivery.requested`, deliveryId, subject, now, RecordVersion.parse(round)),
    type: `${register}.delivery.requested.v1`,
    data: {
      deliveryId,
      round,
      cancelled: row.state === 'cancelled',
      recipient: Recipient.parse({ role: row.role, id: row.recipient }),
      document: content,
      identity,
    },
  });
};

/** Tells that a contact report reached one of its recipients. */
export const deliveredEvent = (
  ring: KeyRing,
  row: DeliveryRow,
  subject: PersonRef,
  { recordId, recordVersion, institutionId, reportedOn }: ContactReportRecorded,
  settled: { readonly at: Instant; readonly receipt: string },
  now: Date,
): OutboxEvent =>
  toOutbox({
    ...headOf(ring, 'saite.contact-report.delivered', row.deliveryId, subject, now),
    type: 'saite.contact-report.delivered.v1',
    data: {
      reportId: ReportId.parse(recordId),
      recordVersion,
      institutionId,
      reportedOn,
      recipient: Recipient.parse({ role: row.role, id: row.recipient }),
      register: row.register,
      deliveredAt: settled.at,
      receipt: settled.receipt,
    },
  });
