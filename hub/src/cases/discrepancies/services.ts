import { type Atvk, type CalendarDate, dayNumber, type PersonRef, type RecordId } from '@saite/contracts';
import type { ServiceFact } from '../case.ts';
import { municipalityOf } from './municipality.ts';

/** A social service as a municipality told it, by day numbers; `to` is the day after the last one, infinite while it goes on. */
export interface Service {
  readonly recordId: RecordId;
  /** The code that it was told under. */
  readonly subject: PersonRef;
  /** The municipality that told it, by its code of today. */
  readonly municipality: Atvk;
  readonly kind: string;
  readonly providerId: string;
  /** `self`, or `representative` of a child. */
  readonly recipientRole: string;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate | null;
  readonly from: number;
  readonly to: number;
}

/** The services that stand, by record id; one that ended before it began has no day. */
export const standingServices = (facts: readonly ServiceFact[]): Service[] =>
  facts
    .filter(({ data }) => !data.withdrawn)
    .map(({ subject, data: { municipality, startedOn, endedOn, ...data } }) => ({
      recordId: data.recordId,
      subject,
      municipality: municipalityOf(municipality) ?? municipality,
      kind: data.kind,
      providerId: data.providerId,
      recipientRole: data.recipientRole,
      startedOn,
      endedOn,
      from: dayNumber(startedOn),
      to: endedOn === null ? Number.POSITIVE_INFINITY : dayNumber(endedOn) + 1,
    }))
    .sort((a, b) => (a.recordId < b.recordId ? -1 : 1));
