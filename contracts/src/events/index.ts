import type { z } from 'zod';
import { envelopeOf } from './envelope.ts';
import { PersonUpdated } from './pmlp.ts';
import { IncomeChecked, PaymentRecorded } from './sais.ts';
import { AllowanceStated } from './saite.ts';
import { PlacementRecorded } from './spolis.ts';

/** Every event that travels, by type; the type is its routing key too. */
export const eventContracts = {
  'sais.payment.recorded.v1': envelopeOf('sais.payment.recorded.v1', PaymentRecorded),
  'sais.income.checked.v1': envelopeOf('sais.income.checked.v1', IncomeChecked),
  'spolis.placement.recorded.v1': envelopeOf('spolis.placement.recorded.v1', PlacementRecorded),
  'pmlp.person.updated.v1': envelopeOf('pmlp.person.updated.v1', PersonUpdated),
  'saite.allowance.stated.v1': envelopeOf('saite.allowance.stated.v1', AllowanceStated),
} as const;

export type EventType = keyof typeof eventContracts;
export type EventOf<Type extends EventType> = z.infer<(typeof eventContracts)[Type]>;
export type SaiteEvent = { [Type in EventType]: EventOf<Type> }[EventType];

/** Types of the events by which a register tells a fact. */
export const FACT_TYPES = [
  'sais.payment.recorded.v1',
  'sais.income.checked.v1',
  'spolis.placement.recorded.v1',
  'pmlp.person.updated.v1',
] as const satisfies readonly EventType[];
export type FactType = (typeof FACT_TYPES)[number];
export type FactEvent = EventOf<FactType>;

export const isEventType = (type: string): type is EventType => Object.hasOwn(eventContracts, type);
export const isFactType = (type: string): type is FactType =>
  (FACT_TYPES as readonly string[]).includes(type);

/** The topic exchange on which all events travel. */
export const EVENTS_EXCHANGE = 'saite.events';
/** Content type of an event on the broker. */
export const EVENT_CONTENT_TYPE = 'application/cloudevents+json';

export { PersonUpdated } from './pmlp.ts';
export { IncomeChecked, PaymentRecorded } from './sais.ts';
export { AllowanceStated } from './saite.ts';
export { PlacementRecorded, Stay } from './spolis.ts';
