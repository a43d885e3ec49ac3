import {
  type CalendarDate,
  dateOfDayNumber,
  dayNumber,
  type EventOf,
  type Month,
  monthOf,
  type PersonRef,
  type RecordId,
  type RecordVersion,
  type Stay,
} from '@saite/contracts';
import { type DisorderClass, DisorderClass as DisorderCode, ServiceClass } from '../protocol.ts';
import type { Content, Kind } from './content.ts';
import { municipalityOf, unknownTerritory } from './territory.ts';

/** The events of which something is told to LabIS. NPAIS's facts and contact reports are none of them. */
export const TYPES = [
  'vdeavk.disability.decided.v1',
  'spolis.placement.recorded.v1',
  'sopa.service.recorded.v1',
  'pmlp.person.updated.v1',
] as const;
export type ToldEvent = EventOf<(typeof TYPES)[number]>;

/** What one version of a register's record comes to. */
export interface Fact {
  readonly kind: Kind;
  readonly recordId: RecordId;
  readonly personRef: PersonRef;
  /** The register's own version; it orders what comes in and never leaves. */
  readonly sourceVersion: RecordVersion;
  /** `null` if nothing is to be told: the record is withdrawn, or it is about no day at all. */
  readonly content: Content | null;
}

const monthOrNull = (date: CalendarDate | null | undefined): Month | null => (date ? monthOf(date) : null);

/** Makes of an event what may leave of it. */
export function factOf(event: ToldEvent): Fact {
  const { subject, data } = event;
  const fact = (kind: Kind, content: Content | null): Fact => ({
    kind,
    recordId: data.recordId,
    personRef: subject,
    sourceVersion: data.recordVersion,
    content: data.withdrawn ? null : content,
  });
  switch (event.type) {
    case 'vdeavk.disability.decided.v1':
      return fact('disability', disability(event.data));
    case 'spolis.placement.recorded.v1':
      return fact('placement', event.data.withdrawn ? null : placement(event.data.stay));
    case 'sopa.service.recorded.v1':
      return fact('service', service(event.data));
    case 'pmlp.person.updated.v1':
      return fact('person', person(event.data));
    default:
      return event satisfies never;
  }
}

function disability(data: EventOf<'vdeavk.disability.decided.v1'>['data']): Content {
  const { group, validFrom, validTo, specialCare, prognosticated } = data;
  return {
    kind: 'disability',
    data: {
      group,
      from: monthOf(validFrom),
      to: monthOrNull(validTo),
      disorders: disordersOf(data.disorders),
      specialCare,
      prognosticated,
    },
  };
}

/** `other` is also the published class of a disorder that is not named (*traucējumu veids nav norādīts*). */
function disordersOf(codes: readonly string[]): DisorderClass[] {
  const classes = codes.map((code) => DisorderCode.safeParse(code).data ?? 'other');
  return classes.length === 0 ? ['other'] : [...new Set(classes)].sort();
}

/** The day of discharge is not a day in care; a stay without a day is in no month, so nothing is told of it. */
function placement({ programme, startedOn, endedOn }: Stay): Content | null {
  if (endedOn !== undefined && endedOn <= startedOn) return null;
  const lastDay = endedOn === undefined ? undefined : dateOfDayNumber(dayNumber(endedOn) - 1);
  return { kind: 'placement', data: { programme, from: monthOf(startedOn), to: monthOrNull(lastDay) } };
}

function service(data: EventOf<'sopa.service.recorded.v1'>['data']): Content {
  return {
    kind: 'service',
    data: {
      kind: ServiceClass.safeParse(data.kind).data ?? 'other',
      territory: municipalityOf(data.municipality),
      from: monthOf(data.startedOn),
      to: monthOrNull(data.endedOn),
    },
  };
}

/** Age groups are counted at a month's end or at death, so year and month of birth are needed, and no day. */
function person(data: EventOf<'pmlp.person.updated.v1'>['data']): Content {
  return {
    kind: 'person',
    data: {
      born: monthOf(data.bornOn),
      died: monthOrNull(data.diedOn),
      territory: data.residence ? municipalityOf(data.residence.atvk) : unknownTerritory,
      formerRefs: [...new Set(data.formerRefs)].sort(),
    },
  };
}
