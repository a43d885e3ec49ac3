import {
  type Atvk,
  type CalendarDate,
  type CourtId,
  type CustodyDecisionKind,
  type DisabilityDecided,
  type DisabilityGroup,
  dateOfDayNumber,
  type InstitutionId,
  type KnownDiscrepancyKind,
  type Month,
  Recipient,
  RecordId,
} from '@saite/contracts';
import type { PaymentFact } from '../case.ts';
import type { Decision } from '../child/custody.ts';
import { MINISTRY } from '../ministry.ts';
import type { Death } from '../person/day-of-death.ts';
import type { Placement } from './placements.ts';
import type { Service } from './services.ts';

/** A fact of a contradiction as the journal keeps it: the register's record, and what of it contradicts another. */
export type NamedFact = { readonly recordId: RecordId } & (
  | {
      readonly register: 'spolis';
      readonly institutionId: InstitutionId;
      readonly startedOn: CalendarDate;
      readonly endedOn: CalendarDate | null;
    }
  | { readonly register: 'sais'; readonly periodFrom: Month; readonly periodTo: Month }
  | { readonly register: 'pmlp'; readonly diedOn: CalendarDate }
  /** Where the person is declared instead is left out: those whom it is for need not learn it. */
  | { readonly register: 'pmlp'; readonly notDeclaredIn: Atvk }
  /** Whether the person is of age on a day: the birth itself is left out. */
  | { readonly register: 'pmlp'; readonly isOfAge: boolean; readonly on: CalendarDate }
  | {
      readonly register: 'sopa';
      readonly municipality: Atvk;
      /** What is given and by whom, where that is what contradicts another record; else `null`. */
      readonly service: { readonly kind: string; readonly providerId: string } | null;
      readonly startedOn: CalendarDate;
      readonly endedOn: CalendarDate | null;
    }
  | {
      readonly register: 'npais';
      readonly kind: CustodyDecisionKind;
      readonly court: CourtId;
      readonly effectiveFrom: CalendarDate;
    }
  | { readonly register: 'vdeavk'; readonly group: DisabilityGroup; readonly validFrom: CalendarDate }
  /** What VDEĀVK has decided instead is left out, as above. */
  | { readonly register: 'vdeavk'; readonly noDecisionOn: CalendarDate }
);

/** A contradiction between registers over all days: it is open from `from` up to, not including, `to`. */
export interface Contradiction {
  /** Names it among those of the person, whatever its records say in detail. */
  readonly key: string;
  readonly kind: KnownDiscrepancyKind;
  /** First day on which the facts contradict each other. */
  readonly since: number;
  /** The same, or earlier than every day where what lies ahead is contradicted already. */
  readonly from: number;
  readonly to: number;
  readonly facts: readonly NamedFact[];
  readonly audience: readonly Recipient[];
}

/** `from` of what contradicts as soon as it is known, and `to` of what only a correction ends. */
export const ALWAYS = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY } as const;

export const namedPlacement = ({ placementId, institutionId, from, to }: Placement): NamedFact => ({
  register: 'spolis',
  recordId: RecordId.parse(placementId),
  institutionId,
  startedOn: dateOfDayNumber(from),
  endedOn: Number.isFinite(to) ? dateOfDayNumber(to) : null,
});

export const namedPayment = ({ recordId, periodFrom, periodTo }: PaymentFact['data']): NamedFact => ({
  register: 'sais',
  recordId,
  periodFrom,
  periodTo,
});

export const namedDeath = ({ recordId, day }: Death): NamedFact => ({
  register: 'pmlp',
  recordId,
  diedOn: dateOfDayNumber(day),
});

export const namedDecision = ({ decisionId, kind, court, effectiveFrom }: Decision): NamedFact => ({
  register: 'npais',
  recordId: RecordId.parse(decisionId),
  kind,
  court,
  effectiveFrom: dateOfDayNumber(effectiveFrom),
});

/** PMLP's record of somebody who is declared elsewhere than in the municipality that gives a service. */
export const namedElsewhere = (recordId: RecordId, { municipality }: Service): NamedFact => ({
  register: 'pmlp',
  recordId,
  notDeclaredIn: municipality,
});

/** @param inFull whether kind and provider are what contradicts */
export const namedService = (service: Service, inFull: boolean): NamedFact => ({
  register: 'sopa',
  recordId: service.recordId,
  municipality: service.municipality,
  service: inFull ? { kind: service.kind, providerId: service.providerId } : null,
  startedOn: service.startedOn,
  endedOn: service.endedOn,
});

export const namedDisability = ({ recordId, group, validFrom }: DisabilityDecided): NamedFact => ({
  register: 'vdeavk',
  recordId,
  group,
  validFrom,
});

/** VDEĀVK's answer about somebody who has no decision that a service needs on a day. */
export const namedLack = ({ subject }: Service, day: number): NamedFact => ({
  register: 'vdeavk',
  recordId: RecordId.parse(subject),
  noDecisionOn: dateOfDayNumber(day),
});

export const namedAge = (recordId: RecordId, isOfAge: boolean, on: CalendarDate): NamedFact => ({
  register: 'pmlp',
  recordId,
  isOfAge,
  on,
});

export const TO_MINISTRY: Recipient = Recipient.parse({ role: 'ministry', id: MINISTRY });

/** The institutions of placements, each once. */
export const toInstitutions = (placements: readonly Placement[]): Recipient[] =>
  [...new Set(placements.map(({ institutionId }) => institutionId))]
    .sort()
    .map((id) => Recipient.parse({ role: 'care-institution', id }));

export const toCourt = ({ court }: Decision): Recipient =>
  Recipient.parse({ role: 'orphan-court', id: court });

export const toSocialService = ({ municipality }: Service): Recipient =>
  Recipient.parse({ role: 'social-service', id: municipality });
