import type { EventOf, Month, SourceType } from '@saite/contracts';
import type { Decision, PersonRecord, Placement, Service } from '../persons/person.ts';

/** Facts that are counted. */
export const COUNTED_FACTS = [
  'vdeavk.disability.decided.v1',
  'pmlp.person.updated.v1',
  'spolis.placement.recorded.v1',
  'sopa.service.recorded.v1',
] as const;
export type CountedFact = EventOf<(typeof COUNTED_FACTS)[number]>;

/** A fact as it is kept: what is counted of it, and nothing that says who it is. */
export type StoredFact = {
  readonly recordId: string;
  readonly version: number;
  readonly subject: string;
  readonly withdrawn: boolean;
} & (
  | { readonly source: 'vdeavk.disability'; readonly data: Decision }
  | { readonly source: 'pmlp.person'; readonly data: PersonRecord }
  | { readonly source: 'spolis.placement'; readonly data: Placement | null }
  | { readonly source: 'sopa.service'; readonly data: Service }
);

export function storedFact(event: CountedFact): StoredFact {
  const { recordId, recordVersion: version, withdrawn } = event.data;
  const head = { recordId, version, withdrawn, subject: event.subject };
  switch (event.type) {
    case 'vdeavk.disability.decided.v1': {
      const { group, validFrom, validTo, disorders, prognosticated } = event.data;
      return {
        ...head,
        source: 'vdeavk.disability',
        data: { group, validFrom, validTo, disorders, prognosticated },
      };
    }
    case 'pmlp.person.updated.v1': {
      const { bornOn, diedOn, formerRefs, residence, residences } = event.data;
      return { ...head, source: 'pmlp.person', data: { bornOn, diedOn, formerRefs, residence, residences } };
    }
    case 'spolis.placement.recorded.v1': {
      if (event.data.withdrawn) return { ...head, source: 'spolis.placement', data: null };
      const { programme, startedOn, endedOn } = event.data.stay;
      return { ...head, source: 'spolis.placement', data: { programme, startedOn, endedOn } };
    }
    case 'sopa.service.recorded.v1': {
      const { kind, startedOn, endedOn, recipientRole, municipality } = event.data;
      return {
        ...head,
        source: 'sopa.service',
        data: { kind, startedOn, endedOn, recipientRole, municipality },
      };
    }
    default:
      return event satisfies never;
  }
}

/** A row of a source's file as it is kept. */
export interface StoredRow {
  readonly source: string;
  readonly period: Month;
  readonly version: number;
  readonly recordId: string;
  readonly subject: string;
  readonly data: object;
}

/** Which source tells which rows. */
const SOURCE_OF = {
  'vaivari.technical-aid.issued.v1': 'technical-aids',
  'burvis.unemployment.recorded.v1': 'unemployed',
  'spolis.support.requested.v1': 'support-requests',
  'spsr.provider.registered.v1': 'providers',
  'sais.insured.reported.v1': 'insured',
  'sais.recipients.reported.v1': 'recipients',
} as const;

export type RowEvent = EventOf<Exclude<SourceType, 'saite.source-file.accepted.v1'>>;

export function storedRow(event: RowEvent): StoredRow {
  const { recordId, recordVersion: version, period } = event.data;
  const data = { ...event.data, identity: undefined, recordId: undefined, recordVersion: undefined };
  return { source: SOURCE_OF[event.type], period, version, recordId, subject: event.subject, data };
}
