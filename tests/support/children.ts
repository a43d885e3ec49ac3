import { Bus } from '@saite/bus';
import {
  Child,
  contractOf,
  DELIVERY_REGISTERS,
  type DeliveryRegister,
  DISCREPANCY_CHANNELS,
  type DiscrepancyChannel,
  type EventOf,
  type EventType,
  RecordId,
  RecordVersion,
} from '@saite/contracts';
import { eventIdOf } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import type { TestHub } from './hub.ts';

/** A body for a contact report, by default one that may be sent. */
export const reportBody = (report: Readonly<Record<string, unknown>>) => ({
  reportId: 'R-1',
  institutionId: 'BSRC-1',
  period: { from: '2026-08-01', to: '2026-10-31' },
  contacts: [{ relation: 'parent', kind: 'visit', dates: ['2026-09-05'] }],
  cooperation: 'Māte sadarbojas ar iestādi.',
  physicalDevelopment: 'Atbilst vecumam.',
  psychosocialDevelopment: 'Pieradis pie vides.',
  ...report,
});

/** A placement of a child, as SPOLIS sends it. */
export const childPlacement = (placement: Readonly<Record<string, unknown>>) => ({
  placementId: 'C-1',
  recordVersion: 1,
  programme: 'child-out-of-family',
  institutionId: 'BSRC-1',
  startedOn: '2026-06-01',
  ...placement,
});

type Requested = EventOf<`${DeliveryRegister}.delivery.requested.v1`>;
type DiscrepancyRequested = EventOf<`${DiscrepancyChannel}.discrepancy-delivery.requested.v1`>;

/** The registers' adapters as a hub meets them: they take its requests, and answer when a test says so. */
export interface PlayedAdapters {
  /** Requests in the order of their arrival. */
  readonly requests: readonly Requested[];
  /** The same of those about discrepancies. */
  readonly discrepancies: readonly DiscrepancyRequested[];
  /** Answers a request. */
  settle(
    request: Requested | DiscrepancyRequested,
    outcome: 'delivered' | 'refused',
    code?: string,
  ): Promise<void>;
  close(): Promise<void>;
}

export async function playAdapters(hub: TestHub): Promise<PlayedAdapters> {
  const bus = await Bus.open({ url: hub.room.amqpUrl, name: 'test-adapters' });
  const requests: Requested[] = [];
  const discrepancies: DiscrepancyRequested[] = [];
  const listen = (queue: string, type: EventType, take: (event: unknown) => unknown) =>
    bus.consume({
      queue,
      patterns: [type],
      batchSize: 100,
      handle: async (batch) => {
        for (const { body } of batch) take(JSON.parse(body.toString()));
        return batch.map(() => ({ verdict: 'done' as const }));
      },
      hold: async () => {},
      isTransient: () => false,
      onTrouble: () => {},
    });
  for (const register of DELIVERY_REGISTERS) {
    const type = `${register}.delivery.requested.v1` as const;
    await listen(`test.${register}`, type, (event) => requests.push(contractOf(type).parse(event)));
  }
  for (const channel of DISCREPANCY_CHANNELS) {
    const type = `${channel}.discrepancy-delivery.requested.v1` as const;
    await listen(`test.${channel}.discrepancies`, type, (event) =>
      discrepancies.push(contractOf(type).parse(event)),
    );
  }
  return {
    requests,
    discrepancies,
    settle: async ({ type, subject, data }, outcome, code) => {
      const register = DELIVERY_REGISTERS.find((each) => type.startsWith(`${each}.`)) ?? 'npais';
      const recordId = RecordId.parse(data.deliveryId);
      const recordVersion = RecordVersion.parse(data.round);
      await hub.publish({
        specversion: '1.0',
        id: eventIdOf(hub.keyRing, `${register}.delivery`, recordId, recordVersion),
        source: `/registers/${register}`,
        type: `${register}.delivery.settled.v1`,
        subject,
        time: toInstant(new Date()),
        datacontenttype: 'application/json',
        data: {
          recordId,
          recordVersion,
          withdrawn: false,
          outcome,
          at: toInstant(new Date('2026-11-20T09:00:00Z')),
          receipt: outcome === 'delivered' ? (code ?? `${register.toUpperCase()}-1`) : null,
          reason: outcome === 'refused' ? (code ?? 'COURT_UNKNOWN') : null,
        },
      });
    },
    close: () => bus.close(),
  };
}

/** Asks for a child as SPOLIS, or with the options of the call. */
export async function askChild(hub: TestHub, childCode: string, on?: string) {
  const { json } = await hub.call('/v1/children/query', { childCode, ...(on ? { on } : {}) });
  return Child.parse(json);
}
