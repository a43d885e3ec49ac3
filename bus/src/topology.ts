import { EVENTS_EXCHANGE, MUNICIPAL_TYPES } from '@saite/contracts';
import type { Channel, ChannelModel } from 'amqplib';

/** Exchange and queue of last resort: what a quorum queue gave up on lands here and is parked by the hub. */
export const DEAD_LETTERS = 'saite.dead';

const ARCHIVE_QUEUE = 'saite.archive';
const ARCHIVE_LENGTH = 10_000;
/** What may have no reader: Saite's announcements, the contact reports that it took itself, municipalities' records. */
const ARCHIVED = ['saite.#', 'spolis.contact-report.#', ...MUNICIPAL_TYPES];

/**
 * How often a message may come back before the broker gives up on it. High, because it counts crashes of the
 * consumer, not failures of the message: those are parked in the database long before.
 */
const DELIVERY_LIMIT = 1_000;

/** Arguments of every queue that must not lose anything. */
const DURABLE_QUEUE = {
  'x-queue-type': 'quorum',
  'x-delivery-limit': DELIVERY_LIMIT,
  'x-dead-letter-exchange': DEAD_LETTERS,
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
};

/** A queue of a service and the routing keys that it listens to. */
export interface Subscription {
  readonly queue: string;
  readonly patterns: readonly string[];
}

/**
 * Declares what every process relies on. Done at each (re)connect: a broker that is killed right after a
 * declaration may have lost it.
 *
 * Saite's own announcements may have no reader, so a bounded archive takes them ({@link ARCHIVED}). A fact of a register must have
 * one: it is published `mandatory` and not archived, so that a missing subscriber is seen and nothing is dropped.
 */
export const declareTopology = (model: ChannelModel): Promise<void> =>
  onChannel(model, async (channel) => {
    await channel.assertExchange(EVENTS_EXCHANGE, 'topic', { durable: true });
    await channel.assertExchange(DEAD_LETTERS, 'fanout', { durable: true });
    await channel.assertQueue(DEAD_LETTERS, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await channel.bindQueue(DEAD_LETTERS, DEAD_LETTERS, '');
    await channel.assertQueue(ARCHIVE_QUEUE, {
      durable: true,
      arguments: { 'x-queue-type': 'quorum', 'x-max-length': ARCHIVE_LENGTH, 'x-overflow': 'drop-head' },
    });
    for (const pattern of ARCHIVED) await channel.bindQueue(ARCHIVE_QUEUE, EVENTS_EXCHANGE, pattern);
  });

/**
 * Looks whether what all rely on is there; where something is missing, declares it. The broker refuses that to a service
 * whose user has no more rights than it needs: it then looks again later, until the one who keeps it has declared it.
 */
export async function expectTopology(model: ChannelModel): Promise<void> {
  const isThere = await onChannel(model, async (channel) => {
    await channel.checkExchange(EVENTS_EXCHANGE);
    await channel.checkExchange(DEAD_LETTERS);
  }).then(
    () => true,
    () => false,
  );
  if (!isThere) await declareTopology(model);
}

/** A channel of its own: whatever the broker refuses closes it. */
async function onChannel(model: ChannelModel, work: (channel: Channel) => Promise<void>): Promise<void> {
  const channel = await model.createChannel();
  channel.on('error', () => {});
  await work(channel);
  await channel.close();
}

/** Declares a service's own queue. */
export async function declareSubscription(channel: Channel, subscription: Subscription): Promise<void> {
  if (subscription.queue === DEAD_LETTERS) return;
  await channel.assertQueue(subscription.queue, { durable: true, arguments: DURABLE_QUEUE });
  for (const pattern of subscription.patterns) {
    await channel.bindQueue(subscription.queue, EVENTS_EXCHANGE, pattern);
  }
}
