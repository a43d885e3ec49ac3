import { randomUUID } from 'node:crypto';
import type { Adapter } from '@saite/adapter-kit';
import { openTestAdapter } from '@saite/adapter-kit/testing';
import { DeliveryRequested, type EventOf, PersonCode, RecordId, RecordVersion } from '@saite/contracts';
import { eventIdOf, personRef, sealCode, sealNarrative } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import { waitFor } from '@saite/runtime/testing';
import { INSPECTION_STEPS, startInspection } from '../adapter.ts';
import { type PlayedInspection, playInspection } from './played-inspection.ts';

type Settled = EventOf<'inspection.delivery.settled.v1'>;

/** The child of all made requests. */
export const CHILD = PersonCode.parse('36000000001');
export const FINDINGS = 'Ģimenē ir silti un tīri';

/** The adapter on a real broker and database, beside the played register, in a room of its own. */
export interface World {
  readonly adapter: Adapter;
  readonly inspection: PlayedInspection;
  /** A request to deliver a survey; `differing` in the document or the whole. */
  make(document?: object, whole?: object): DeliveryRequested;
  request(request: DeliveryRequested): Promise<void>;
  settled(request: DeliveryRequested): Settled[];
  /** Waits until so many rounds of a delivery are told. */
  told(request: DeliveryRequested, rounds?: number): Promise<Settled>;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const inspection = await playInspection();
  const opened = await openTestAdapter({
    name: 'inspection',
    steps: INSPECTION_STEPS,
    types: ['inspection.delivery.settled.v1'],
  });
  const { adapter } = opened;
  const { url, clientPath } = inspection;
  await startInspection(adapter, { url, clientPath, timeoutMs: 1_000, pollMs: 50 });
  const { keys } = adapter;
  const subject = personRef(keys, CHILD);
  const settled = (request: DeliveryRequested) => {
    const events = opened.told.filter(
      (event): event is Settled =>
        event.type === 'inspection.delivery.settled.v1' && event.data.recordId === String(request.deliveryId),
    );
    return [...new Map(events.map((event) => [event.id, event])).values()];
  };
  return {
    adapter,
    inspection,
    make: (document = {}, whole = {}) =>
      DeliveryRequested.parse({
        deliveryId: randomUUID(),
        round: 1,
        cancelled: false,
        recipient: { role: 'children-inspection', id: 'BAC' },
        document: {
          kind: 'family-survey',
          surveyId: `survey-${randomUUID()}`,
          recordVersion: 1,
          withdrawn: false,
          surveyedOn: '2026-10-05',
          narrative: sealNarrative(keys, subject, 'survey', { findings: FINDINGS }),
          ...document,
        },
        identity: sealCode(keys, subject, CHILD),
        ...whole,
      }),
    async request(data) {
      const id = eventIdOf(
        keys,
        'saite.delivery',
        RecordId.parse(data.deliveryId),
        RecordVersion.parse(data.round),
      );
      const event: EventOf<'inspection.delivery.requested.v1'> = {
        specversion: '1.0',
        id,
        source: '/saite',
        type: 'inspection.delivery.requested.v1',
        subject,
        time: toInstant(new Date()),
        datacontenttype: 'application/json',
        data,
      };
      const [outcome] = await adapter.bus.publish([{ type: event.type, id, body: JSON.stringify(event) }]);
      if (outcome !== 'sent') throw new Error('a request was not published');
    },
    settled,
    told: (request, rounds = 1) =>
      waitFor(`${rounds} rounds told of a delivery`, () => {
        const events = settled(request);
        return events.length >= rounds && events.at(-1);
      }),
    async close() {
      await opened.close();
      await inspection.close();
    },
  };
}
