import type { z } from 'zod';
import { DatasetPublished } from './datasets.ts';
import { DeliveryRequested, DeliverySettled } from './delivery.ts';
import { DiscrepancyDeliveryRequested } from './discrepancy-delivery.ts';
import { envelopeOf, municipalEnvelopeOf, namedEnvelopeOf } from './envelope.ts';
import { ChildChecked, CrisisReported, CustodyDecided } from './npais.ts';
import { PersonUpdated } from './pmlp.ts';
import { IncomeChecked, PaymentRecorded } from './sais.ts';
import {
  AllowanceStated,
  CareAlertAcknowledged,
  CareAlertCleared,
  CareAlertRaised,
  ContactReportAccepted,
  ContactReportDelivered,
  DiscrepancyFound,
  DiscrepancyResolved,
  PersonRefRenewed,
} from './saite.ts';
import { SurveyRecorded } from './sopa.ts';
import {
  BenefitRecorded,
  ClientRecorded,
  FinancialReported,
  GroupHomeRecorded,
  GroupHomeStayRecorded,
  IncomeDeclared,
  LivingConditionsSurveyed,
  ServiceRecorded,
  StatisticsReported,
  StatusRecorded,
  SupportClaimed,
} from './sopa-import.ts';
import {
  InsuredReported,
  ProviderRegistered,
  RecipientsReported,
  SourceFileAccepted,
  SupportRequested,
  TechnicalAidIssued,
  UnemploymentRecorded,
} from './sources.ts';
import { ContactReportRecorded, PlacementRecorded } from './spolis.ts';
import { DisabilityChecked, DisabilityDecided } from './vdeavk.ts';

/** Every event that travels, by type; the type is its routing key too. */
export const eventContracts = {
  'sais.payment.recorded.v1': envelopeOf('sais.payment.recorded.v1', PaymentRecorded),
  'sais.income.checked.v1': envelopeOf('sais.income.checked.v1', IncomeChecked),
  'spolis.placement.recorded.v1': envelopeOf('spolis.placement.recorded.v1', PlacementRecorded),
  'pmlp.person.updated.v1': envelopeOf('pmlp.person.updated.v1', PersonUpdated),
  'spolis.contact-report.recorded.v1': envelopeOf('spolis.contact-report.recorded.v1', ContactReportRecorded),
  'npais.custody.decided.v1': envelopeOf('npais.custody.decided.v1', CustodyDecided),
  'npais.child.checked.v1': envelopeOf('npais.child.checked.v1', ChildChecked),
  'npais.crisis.reported.v1': envelopeOf('npais.crisis.reported.v1', CrisisReported),
  'sopa.survey.recorded.v1': envelopeOf('sopa.survey.recorded.v1', SurveyRecorded),
  'sopa.client.recorded.v1': envelopeOf('sopa.client.recorded.v1', ClientRecorded),
  'sopa.status.recorded.v1': envelopeOf('sopa.status.recorded.v1', StatusRecorded),
  'sopa.living-conditions.surveyed.v1': envelopeOf(
    'sopa.living-conditions.surveyed.v1',
    LivingConditionsSurveyed,
  ),
  'sopa.benefit.recorded.v1': envelopeOf('sopa.benefit.recorded.v1', BenefitRecorded),
  'sopa.service.recorded.v1': envelopeOf('sopa.service.recorded.v1', ServiceRecorded),
  'sopa.income.declared.v1': envelopeOf('sopa.income.declared.v1', IncomeDeclared),
  'sopa.group-home-stay.recorded.v1': envelopeOf('sopa.group-home-stay.recorded.v1', GroupHomeStayRecorded),
  'sopa.support.claimed.v1': envelopeOf('sopa.support.claimed.v1', SupportClaimed),
  'sopa.group-home.recorded.v1': municipalEnvelopeOf('sopa.group-home.recorded.v1', GroupHomeRecorded),
  'sopa.finances.reported.v1': municipalEnvelopeOf('sopa.finances.reported.v1', FinancialReported),
  'sopa.statistics.reported.v1': municipalEnvelopeOf('sopa.statistics.reported.v1', StatisticsReported),
  'vdeavk.disability.decided.v1': envelopeOf('vdeavk.disability.decided.v1', DisabilityDecided),
  'vdeavk.person.checked.v1': envelopeOf('vdeavk.person.checked.v1', DisabilityChecked),
  'vaivari.technical-aid.issued.v1': envelopeOf('vaivari.technical-aid.issued.v1', TechnicalAidIssued),
  'burvis.unemployment.recorded.v1': envelopeOf('burvis.unemployment.recorded.v1', UnemploymentRecorded),
  'spolis.support.requested.v1': envelopeOf('spolis.support.requested.v1', SupportRequested),
  'spsr.provider.registered.v1': municipalEnvelopeOf('spsr.provider.registered.v1', ProviderRegistered),
  'sais.insured.reported.v1': municipalEnvelopeOf('sais.insured.reported.v1', InsuredReported),
  'sais.recipients.reported.v1': municipalEnvelopeOf('sais.recipients.reported.v1', RecipientsReported),
  'saite.source-file.accepted.v1': namedEnvelopeOf('saite.source-file.accepted.v1', SourceFileAccepted),
  'saite.dataset.published.v1': namedEnvelopeOf('saite.dataset.published.v1', DatasetPublished),
  'npais.delivery.requested.v1': envelopeOf('npais.delivery.requested.v1', DeliveryRequested),
  'sopa.delivery.requested.v1': envelopeOf('sopa.delivery.requested.v1', DeliveryRequested),
  'inspection.delivery.requested.v1': envelopeOf('inspection.delivery.requested.v1', DeliveryRequested),
  'npais.discrepancy-delivery.requested.v1': envelopeOf(
    'npais.discrepancy-delivery.requested.v1',
    DiscrepancyDeliveryRequested,
  ),
  'sopa.discrepancy-delivery.requested.v1': envelopeOf(
    'sopa.discrepancy-delivery.requested.v1',
    DiscrepancyDeliveryRequested,
  ),
  'npais.delivery.settled.v1': envelopeOf('npais.delivery.settled.v1', DeliverySettled),
  'sopa.delivery.settled.v1': envelopeOf('sopa.delivery.settled.v1', DeliverySettled),
  'inspection.delivery.settled.v1': envelopeOf('inspection.delivery.settled.v1', DeliverySettled),
  'saite.allowance.stated.v1': envelopeOf('saite.allowance.stated.v1', AllowanceStated),
  'saite.care-alert.raised.v1': envelopeOf('saite.care-alert.raised.v1', CareAlertRaised),
  'saite.care-alert.cleared.v1': envelopeOf('saite.care-alert.cleared.v1', CareAlertCleared),
  'saite.care-alert.acknowledged.v1': envelopeOf('saite.care-alert.acknowledged.v1', CareAlertAcknowledged),
  'saite.contact-report.accepted.v1': envelopeOf('saite.contact-report.accepted.v1', ContactReportAccepted),
  'saite.contact-report.delivered.v1': envelopeOf(
    'saite.contact-report.delivered.v1',
    ContactReportDelivered,
  ),
  'saite.discrepancy.found.v1': envelopeOf('saite.discrepancy.found.v1', DiscrepancyFound),
  'saite.discrepancy.resolved.v1': envelopeOf('saite.discrepancy.resolved.v1', DiscrepancyResolved),
  'saite.person-ref.renewed.v1': envelopeOf('saite.person-ref.renewed.v1', PersonRefRenewed),
} as const;

export type EventType = keyof typeof eventContracts;
export type EventOf<Type extends EventType> = z.infer<(typeof eventContracts)[Type]>;
export type SaiteEvent = { [Type in EventType]: EventOf<Type> }[EventType];

const schemas: { readonly [Type in EventType]: z.ZodType<EventOf<Type>> } = eventContracts;

/** The contract of one type, as a schema of exactly its events. */
export const contractOf = <Type extends EventType>(type: Type): z.ZodType<EventOf<Type>> => schemas[type];

/** Types of the events that tell a fact: a register's, or an act at one of Saite's own doors. */
export const FACT_TYPES = [
  'sais.payment.recorded.v1',
  'sais.income.checked.v1',
  'spolis.placement.recorded.v1',
  'pmlp.person.updated.v1',
  'spolis.contact-report.recorded.v1',
  'npais.custody.decided.v1',
  'npais.crisis.reported.v1',
  'npais.child.checked.v1',
  'sopa.survey.recorded.v1',
  'sopa.service.recorded.v1',
  'vdeavk.disability.decided.v1',
  'vdeavk.person.checked.v1',
  'npais.delivery.settled.v1',
  'sopa.delivery.settled.v1',
  'inspection.delivery.settled.v1',
  'saite.care-alert.acknowledged.v1',
] as const satisfies readonly EventType[];
export type FactType = (typeof FACT_TYPES)[number];

/** Types of the municipalities' records that no case of the hub reads: told for whoever binds a queue, and archived. */
export const MUNICIPAL_TYPES = [
  'sopa.client.recorded.v1',
  'sopa.status.recorded.v1',
  'sopa.living-conditions.surveyed.v1',
  'sopa.benefit.recorded.v1',
  'sopa.income.declared.v1',
  'sopa.group-home-stay.recorded.v1',
  'sopa.support.claimed.v1',
  'sopa.group-home.recorded.v1',
  'sopa.finances.reported.v1',
  'sopa.statistics.reported.v1',
] as const satisfies readonly EventType[];
export type MunicipalType = (typeof MUNICIPAL_TYPES)[number];
export type FactEvent = EventOf<FactType>;

/** Types of the rows of the sources' files, and of the word that a file is whole: told for the statistics alone. */
export const SOURCE_TYPES = [
  'vaivari.technical-aid.issued.v1',
  'burvis.unemployment.recorded.v1',
  'spolis.support.requested.v1',
  'spsr.provider.registered.v1',
  'sais.insured.reported.v1',
  'sais.recipients.reported.v1',
  'saite.source-file.accepted.v1',
] as const satisfies readonly EventType[];
export type SourceType = (typeof SOURCE_TYPES)[number];

export const isEventType = (type: string): type is EventType => Object.hasOwn(eventContracts, type);
export const isFactType = (type: string): type is FactType =>
  (FACT_TYPES as readonly string[]).includes(type);

export const isMunicipalType = (type: string): type is MunicipalType =>
  (MUNICIPAL_TYPES as readonly string[]).includes(type);

/** The topic exchange on which all events travel. */
export const EVENTS_EXCHANGE = 'saite.events';
/** Content type of an event on the broker. */
export const EVENT_CONTENT_TYPE = 'application/cloudevents+json';

export { DatasetDistribution, DatasetPublished } from './datasets.ts';
export { DeliveryDocument, DeliveryRequested, DeliverySettled, Recipient } from './delivery.ts';
export { DiscrepancyDeliveryRequested, DiscrepancyDocument } from './discrepancy-delivery.ts';
export { meaningInBoth } from './meanings-lv.ts';
export { ChildChecked, CrisisReported, CustodyDecided } from './npais.ts';
export { PersonUpdated } from './pmlp.ts';
export { IncomeChecked, PaymentRecorded } from './sais.ts';
export {
  AllowanceStated,
  CareAlertAcknowledged,
  CareAlertCleared,
  CareAlertRaised,
  ContactReportAccepted,
  ContactReportDelivered,
  DiscrepancyFound,
  DiscrepancyResolved,
  PersonRefRenewed,
} from './saite.ts';
export { SurveyRecorded } from './sopa.ts';
export * from './sopa-import.ts';
export * from './sources.ts';
export { ContactReportRecorded, PlacementRecorded, Stay } from './spolis.ts';
export { DisabilityChecked, DisabilityDecided } from './vdeavk.ts';
