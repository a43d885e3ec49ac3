import { type Atvk, type CalendarDate, dayNumber, type RecordId } from '@saite/contracts';
import type { ServiceFact } from '../case.ts';
import { municipalityOf } from './municipality.ts';

/** A social service as a municipality told it, by day numbers; `to` is the day after the last one, infinite while it goes on. */
export interface Service {
  readonly recordId: RecordId;
  /** The municipality that told it, by its code of today. */
  readonly municipality: Atvk;
  readonly kind: string;
  readonly providerId: string;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate | null;
  readonly from: number;
  readonly to: number;
}

/** The services that stand, by record id; one that ended before it began has no day. */
export const standingServices = (facts: readonly ServiceFact[]): Service[] =>
  facts
    .filter(({ data }) => !data.withdrawn)
    .map(({ data: { recordId, municipality, kind, providerId, startedOn, endedOn } }) => ({
      recordId,
      municipality: municipalityOf(municipality) ?? municipality,
      kind,
      providerId,
      startedOn,
      endedOn,
      from: dayNumber(startedOn),
      to: endedOn === null ? Number.POSITIVE_INFINITY : dayNumber(endedOn) + 1,
    }))
    .sort((a, b) => (a.recordId < b.recordId ? -1 : 1));
