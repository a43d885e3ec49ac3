export { Bus, type BusOptions, type BusState, type QueueState } from './bus.ts';
export { type ConsumerOptions, type Delivery, DONE, type HeldMessage, type Verdict } from './consumer.ts';
export { type OutgoingMessage, type PublishOutcome, toMessage } from './publisher.ts';
export { DEAD_LETTERS, type Subscription } from './topology.ts';
