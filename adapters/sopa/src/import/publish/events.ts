import {
  type Atvk,
  type EventOf,
  fromCents,
  type Instant,
  type MunicipalType,
  type PersonRef,
  RecordId,
  RecordVersion,
  type Sealed,
} from '@saite/contracts';
import type { SopaKind } from '@saite/contracts/sopa';
import { eventHead, type KeyRing } from '@saite/identity';
import type { TypedFacts } from '../facts.ts';

export type ImportEvent = EventOf<MunicipalType | 'sopa.service.recorded.v1'>;

/** What an object's event says beside its facts. */
export interface Told {
  readonly keys: KeyRing;
  readonly municipality: Atvk;
  readonly id: string;
  /** Sequence of the file: the version of the record. */
  readonly sequence: number;
  readonly withdrawn: boolean;
  readonly time: Instant;
}

/** The person of an object, as its events name it. */
export interface ToldPerson {
  readonly subject: PersonRef;
  readonly identity: Sealed;
}

const SOURCE = '/registers/sopa';
const amountOf = (cents: number | null) => (cents === null ? null : fromCents(cents));

/** The record id of an object: ids of SOPA are unique within a municipality. */
export const recordIdOf = (municipality: string, id: string): RecordId =>
  RecordId.parse(`${municipality}:${id}`);

function headOf<Subject extends string>(told: Told, kind: SopaKind, subject: Subject) {
  const recordId = recordIdOf(told.municipality, told.id);
  const recordVersion = RecordVersion.parse(told.sequence);
  const { withdrawn, municipality } = told;
  return {
    head: eventHead(told.keys, SOURCE, `sopa.${kind}`, { subject, recordId, recordVersion }, told.time),
    data: { recordId, recordVersion, withdrawn, municipality },
  };
}

/** The event of what is about no person: a home or a report; `undefined` for other kinds. */
export function municipalEvent(object: TypedFacts, told: Told): ImportEvent | undefined {
  const { head, data } = headOf(told, object.kind, told.municipality);
  switch (object.kind) {
    case 'group-home': {
      const { openedOn, closedOn, places } = object.facts;
      return { ...head, type: 'sopa.group-home.recorded.v1', data: { ...data, openedOn, closedOn, places } };
    }
    case 'financial-report': {
      const { kind, periodFrom, periodTo, line, total } = object.facts;
      const lines = line.map(({ serviceKind, persons, amount }) => ({
        serviceKind,
        persons,
        amount: fromCents(amount),
      }));
      return {
        ...head,
        type: 'sopa.finances.reported.v1',
        data: { ...data, kind, periodFrom, periodTo, lines, total: fromCents(total) },
      };
    }
    case 'statistical-report': {
      const { form, periodFrom, periodTo, row } = object.facts;
      return {
        ...head,
        type: 'sopa.statistics.reported.v1',
        data: { ...data, form, periodFrom, periodTo, rows: row.map((one) => ({ ...one })) },
      };
    }
    default:
      return undefined;
  }
}

/**
 * The event of what is about a person.
 *
 * @param narrative sealed findings of a survey
 * @returns `undefined` for what is about nobody
 */
export function personalEvent(
  object: TypedFacts,
  told: Told,
  { subject, identity }: ToldPerson,
  narrative: Sealed | undefined,
): ImportEvent | undefined {
  const { head, data: common } = headOf(told, object.kind, subject);
  const data = { ...common, identity };
  switch (object.kind) {
    case 'person': {
      const { territory, registeredOn, deathDate } = object.facts;
      return {
        ...head,
        type: 'sopa.client.recorded.v1',
        data: { ...data, territory, registeredOn, diedOn: deathDate },
      };
    }
    case 'status': {
      const { kind, validFrom, validTo } = object.facts;
      return { ...head, type: 'sopa.status.recorded.v1', data: { ...data, kind, validFrom, validTo } };
    }
    case 'survey': {
      if (!narrative) return undefined;
      const { reason, surveyedOn, housing, householdSize, followUpOn } = object.facts;
      return {
        ...head,
        type: 'sopa.living-conditions.surveyed.v1',
        data: { ...data, reason, surveyedOn, housing, householdSize, followUpOn, narrative },
      };
    }
    case 'benefit': {
      const { kind, periodFrom, periodTo, amount, paidOn } = object.facts;
      return {
        ...head,
        type: 'sopa.benefit.recorded.v1',
        data: { ...data, kind, periodFrom, periodTo, amount: fromCents(amount), paidOn },
      };
    }
    case 'service': {
      const { kind, providerId, startedOn, endedOn, recipientRole, hoursPerWeek, funding, disabilityGroup } =
        object.facts;
      return {
        ...head,
        type: 'sopa.service.recorded.v1',
        data: {
          ...data,
          kind,
          providerId,
          startedOn,
          endedOn,
          recipientRole,
          hoursPerWeek,
          funding,
          disabilityGroup,
          monthlyCost: amountOf(object.facts.monthlyCost),
        },
      };
    }
    case 'declaration': {
      const { declaredOn, periodFrom, periodTo, householdSize, incomePerMember } = object.facts;
      return {
        ...head,
        type: 'sopa.income.declared.v1',
        data: {
          ...data,
          declaredOn,
          periodFrom,
          periodTo,
          householdSize,
          incomePerMember: fromCents(incomePerMember),
        },
      };
    }
    case 'group-home-stay': {
      const { groupHomeId, movedInOn, movedOutOn, fromMunicipality } = object.facts;
      const groupHome = recordIdOf(told.municipality, groupHomeId);
      return {
        ...head,
        type: 'sopa.group-home-stay.recorded.v1',
        data: { ...data, groupHome, movedInOn, movedOutOn, fromMunicipality },
      };
    }
    case 'claim': {
      const { serviceId, leftCareOn, month, amount } = object.facts;
      const service = recordIdOf(told.municipality, serviceId);
      return {
        ...head,
        type: 'sopa.support.claimed.v1',
        data: { ...data, service, leftCareOn, month, amount: fromCents(amount) },
      };
    }
    case 'group-home':
    case 'financial-report':
    case 'statistical-report':
      return undefined;
    default:
      return object satisfies never;
  }
}
