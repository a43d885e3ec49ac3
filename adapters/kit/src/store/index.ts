import { HELD_MESSAGES_STEP } from '@saite/runtime';
import { CURSORS_STEP } from './cursors.ts';
import { DELIVERIES_STEP } from './deliveries.ts';
import { PARKED_ANSWERS_STEP } from './parked-answers.ts';
import { WATCHED_PERSONS_STEP } from './watched-persons.ts';

/**
 * The first steps of every adapter's schema. Never changed once released: a later change of the kit is a constant
 * of its own that each adapter puts at the end of its list.
 */
export const KIT_STEPS = [
  HELD_MESSAGES_STEP,
  WATCHED_PERSONS_STEP,
  CURSORS_STEP,
  DELIVERIES_STEP,
  PARKED_ANSWERS_STEP,
] as const;

export { Cursors } from './cursors.ts';
export { Deliveries, type Delivery, type NewDelivery } from './deliveries.ts';
export { ParkedAnswers, type RefusedAnswer } from './parked-answers.ts';
export {
  REQUESTED_DELIVERIES_STEP,
  RequestedDeliveries,
  type SettledDelivery,
} from './requested-deliveries.ts';
export {
  type CodeToWatch,
  type FetchedPerson,
  WAITING_PERSONS_STEP,
  type WatchedPerson,
  WatchedPersons,
} from './watched-persons.ts';
