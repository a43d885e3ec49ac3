import { DONE } from '@saite/bus';
import {
  type DeliveryDocument,
  type DeliveryRegister,
  DeliveryRequested,
  type DiscrepancyChannel,
  DiscrepancyDeliveryRequested,
  type DiscrepancyDocument,
  type EventOf,
  type PersonCode,
  PersonRef,
  type Recipient,
  RecordId,
  RecordVersion,
} from '@saite/contracts';
import { eventHead, openCode } from '@saite/identity';
import { inTransaction, type Loop, toInstant } from '@saite/runtime';
import { z } from 'zod';
import type { Adapter } from '../adapter.ts';
import { consumeEvents } from '../consume.ts';
import { startLeaderLoop } from '../loop.ts';
import { publishFacts } from '../publish.ts';
import { RequestedDeliveries, type SettledDelivery } from '../store/index.ts';
import { deliverDue, type Receiver } from './deliver.ts';

const StoredRequest = z.object({
  subject: PersonRef,
  request: z.union([DeliveryRequested, DiscrepancyDeliveryRequested]),
});

/** A document to deliver, with the code of the person that it is about opened. */
export interface OpenRequest {
  readonly subject: PersonRef;
  readonly personCode: PersonCode;
  readonly recipient: Recipient;
  readonly document: DeliveryDocument | DiscrepancyDocument;
  readonly cancelled: boolean;
}

/** Opens a request as it was stored. */
export function openRequest({ keys }: Adapter, content: unknown): OpenRequest {
  const { subject, request } = StoredRequest.parse(content);
  const { recipient, document, cancelled, identity } = request;
  return { subject, personCode: openCode(keys, subject, identity), recipient, document, cancelled };
}

type RequestEvent = EventOf<
  `${DeliveryRegister}.delivery.requested.v1` | `${DiscrepancyChannel}.discrepancy-delivery.requested.v1`
>;

const TELL_BATCH = 200;

export interface RequestOptions {
  readonly register: DeliveryRegister;
  readonly queue: string;
  /**
   * Requests about discrepancies, if the register takes such. Their queue is their own: an adapter of an older release
   * beside this one would park what it does not know.
   */
  readonly discrepancies?: {
    readonly queue: string;
    readonly type: `${DiscrepancyChannel}.discrepancy-delivery.requested.v1`;
  };
  readonly intervalMs: number;
  /** Told when there is something to send. */
  readonly onWork: () => void;
}

/** The adapter's side of the hub's delivery requests. */
export interface Requests {
  readonly requested: RequestedDeliveries;
  /** Tells the hub at once what was settled. */
  tell(): void;
}

/**
 * Takes the hub's requests to deliver to this register, and tells the hub how each ended, until the broker has it.
 * How they are sent is the adapter's own: {@link startDelivering} for a register that answers with a receipt.
 */
export async function startRequests(adapter: Adapter, options: RequestOptions): Promise<Requests> {
  const { register } = options;
  const { log, leader, database } = adapter;
  const requested = new RequestedDeliveries(database, adapter.schema, adapter.clock);
  const telling = startLeaderLoop({
    part: `${register}.tell`,
    intervalMs: options.intervalMs,
    log,
    leader,
    work: async () => {
      const settled = await requested.untold(TELL_BATCH);
      if (settled.length === 0) return 'idle';
      await publishFacts(
        adapter,
        settled.map((delivery) => settledEvent(adapter, register, delivery)),
      );
      await requested.told(settled);
      return 'more';
    },
  });
  adapter.closes(() => telling.close());
  const take = async (events: readonly RequestEvent[]) => {
    const requests = events.map(({ subject, data }) => ({ subject, request: data }));
    await inTransaction(database, (transaction) => requested.take(transaction, requests));
    options.onWork();
    telling.wake(); // what is delivered already, or was never tried, has its word at once
    return events.map(() => DONE);
  };
  await consumeEvents(adapter, { queue: options.queue, types: [`${register}.delivery.requested.v1`], take });
  const { discrepancies } = options;
  if (discrepancies)
    await consumeEvents(adapter, { queue: discrepancies.queue, types: [discrepancies.type], take });
  return { requested, tell: () => telling.wake() };
}

function settledEvent(
  { keys, clock }: Adapter,
  register: DeliveryRegister,
  settled: SettledDelivery,
): EventOf<`${DeliveryRegister}.delivery.settled.v1`> {
  const recordId = RecordId.parse(settled.deliveryId);
  const recordVersion = RecordVersion.parse(settled.round);
  return {
    ...eventHead(
      keys,
      `/registers/${register}`,
      `${register}.delivery`,
      { subject: settled.subject, recordId, recordVersion },
      toInstant(clock.now()),
    ),
    type: `${register}.delivery.settled.v1`,
    data: {
      recordId,
      recordVersion,
      withdrawn: false,
      outcome: settled.outcome,
      at: toInstant(settled.at),
      receipt: settled.receipt,
      reason: settled.outcome === 'refused' ? settled.reason : null,
    },
  };
}

/** A register that takes a document at once and answers with its receipt. */
export interface DocumentReceiver {
  receiptOf(messageId: string): Promise<string | undefined>;
  send(messageId: string, request: OpenRequest): Promise<string>;
}

/** Sends requested documents one by one; what was withdrawn meanwhile is left. */
export async function startDelivering(
  adapter: Adapter,
  options: Omit<RequestOptions, 'onWork'>,
  receiver: DocumentReceiver,
): Promise<Loop> {
  const { log, leader } = adapter;
  const { register, intervalMs } = options;
  const sending: { requests?: Requests } = {};
  const toRegister: Receiver = {
    receiptOf: (messageId) => receiver.receiptOf(messageId),
    send: async (messageId, content) => {
      const request = openRequest(adapter, content);
      if (!request.cancelled) return receiver.send(messageId, request);
      await sending.requests?.requested.cancelled(messageId);
      return 'leave';
    },
  };
  const delivering = startLeaderLoop({
    part: `${register}.deliver`,
    intervalMs,
    log,
    leader,
    work: async () => {
      try {
        return await deliverDue(adapter, toRegister);
      } finally {
        sending.requests?.tell();
      }
    },
  });
  adapter.closes(() => delivering.close());
  sending.requests = await startRequests(adapter, { ...options, onWork: () => delivering.wake() });
  return delivering;
}
