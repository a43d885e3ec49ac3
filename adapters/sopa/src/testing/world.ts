import { type Adapter, publishFacts } from '@saite/adapter-kit';
import { openTestAdapter, type TestAdapter } from '@saite/adapter-kit/testing';
import {
  CalendarDate,
  type DeliveryRequested,
  type DiscrepancyDeliveryRequested,
  type EventOf,
  type PersonCode,
  RecordId,
  RecordVersion,
  Stay,
} from '@saite/contracts';
import { eventIdOf, personRef, sealCode, sealNarrative, sealPerson } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import { waitFor } from '@saite/runtime/testing';
import { SOPA_STEPS, startSopa } from '../adapter.ts';
import { makeRequests } from './made.ts';
import { type PlayedSopa, playSopa } from './played-sopa.ts';

type AnyRequest = DeliveryRequested | DiscrepancyDeliveryRequested;
type Settled = EventOf<'sopa.delivery.settled.v1'>;
type Surveyed = EventOf<'sopa.survey.recorded.v1'>;

/** The adapter on a real broker and database, beside the played SOPA, in a room of its own. */
export interface World extends Pick<TestAdapter, 'room' | 'keyPath' | 'end'> {
  readonly adapter: Adapter;
  readonly sopa: PlayedSopa;
  readonly make: ReturnType<typeof makeRequests>;
  /** The hub asks for deliveries about a child. */
  request(childCode: PersonCode, ...requests: readonly AnyRequest[]): Promise<void>;
  /** What was told of a delivery, each event once. */
  settled(request: AnyRequest): Settled[];
  /** Waits until so many rounds of a delivery are told. */
  told(request: AnyRequest, rounds?: number): Promise<Settled>;
  /** What arrived of a delivery. */
  arrived(request: AnyRequest): ReturnType<PlayedSopa['inbox']>;
  /** Round of a delivery that the adapter holds. */
  roundOf(request: AnyRequest): Promise<number | undefined>;
  /** Calls about a municipality, with the status of each answer. */
  calls(municipality: string, method: string): string[];
  /** Waits until a municipality has a file that is not done with. */
  fileMade(municipality: string): Promise<void>;
  /** SPOLIS places a person. */
  place(code: PersonCode, programme?: string): Promise<void>;
  /** NPAIS tells that a child was taken from the family. */
  crisis(childCode: PersonCode): Promise<void>;
  /** PMLP tells of a person with a former code. */
  person(code: PersonCode, formerCode: PersonCode): Promise<void>;
  /** Surveys told of a child, each event once. */
  surveys(childCode: PersonCode): Surveyed[];
  parked(): Promise<{ item: string; reason: string; path: string; state: string }[]>;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Another world whose broker, database, keys and register this one shares, as its next process. */
  readonly sharing?: World;
  /** Without the adapter itself: a process of its own is started by the test. */
  readonly withoutAdapter?: boolean;
}

/** These tests are about deliveries and surveys: no file comes in. */
const NO_IMPORTS = { door: undefined, dropFolder: undefined, reader: 'strict' } as const;

export async function openWorld({ sharing, withoutAdapter }: WorldOptions = {}): Promise<World> {
  const sopa = sharing?.sopa ?? (await playSopa());
  const opened = await openTestAdapter({
    name: 'sopa',
    steps: SOPA_STEPS,
    types: ['sopa.delivery.settled.v1', 'sopa.survey.recorded.v1'],
    sharing,
  });
  const { adapter, room, keyPath, end } = opened;
  if (!withoutAdapter)
    await startSopa(adapter, { url: sopa.url, timeoutMs: 1_000, pollMs: 50, imports: NO_IMPORTS });
  const { keys } = adapter;
  const ref = (code: PersonCode) => personRef(keys, code);
  const identity = (code: PersonCode) => sealCode(keys, ref(code), code);
  let facts = 0;
  const envelope = <Type extends string>(type: Type, code: PersonCode) => {
    facts += 1;
    const recordId = RecordId.parse(`fact-${facts}`);
    const recordVersion = RecordVersion.parse(1);
    return {
      fields: { recordId, recordVersion, withdrawn: false },
      head: {
        specversion: '1.0' as const,
        id: eventIdOf(keys, type, recordId, recordVersion),
        source: '/registers/test',
        type,
        subject: ref(code),
        time: toInstant(new Date()),
        datacontenttype: 'application/json' as const,
      },
    };
  };
  const settled = (request: AnyRequest) => {
    const events = opened.told.filter(
      (event): event is Settled =>
        event.type === 'sopa.delivery.settled.v1' && event.data.recordId === String(request.deliveryId),
    );
    return [...new Map(events.map((event) => [event.id, event])).values()];
  };
  return {
    adapter,
    sopa,
    room,
    keyPath,
    end,
    make: makeRequests(keys),
    async request(childCode, ...requests) {
      const messages = requests.map((data) => {
        const type =
          data.document.kind === 'discrepancy'
            ? 'sopa.discrepancy-delivery.requested.v1'
            : 'sopa.delivery.requested.v1';
        const id = eventIdOf(
          keys,
          'saite.delivery',
          RecordId.parse(data.deliveryId),
          RecordVersion.parse(data.round),
        );
        const event = {
          specversion: '1.0',
          id,
          source: '/saite',
          type,
          subject: personRef(keys, childCode),
          time: toInstant(new Date()),
          datacontenttype: 'application/json',
          data,
        };
        return { type, id, body: JSON.stringify(event) };
      });
      const outcomes = await adapter.bus.publish(messages);
      if (outcomes.some((outcome) => outcome !== 'sent')) throw new Error('a request was not published');
    },
    settled,
    async told(request, rounds = 1) {
      const last = await waitFor(`${rounds} rounds told of a delivery`, () => {
        const events = settled(request);
        return events.length >= rounds && events.at(-1);
      });
      return last;
    },
    arrived: async (request) =>
      (await sopa.inbox()).filter((message) => message.messageId === request.deliveryId),
    async roundOf(request) {
      const { rows } = await adapter.database.query<{ round: number }>(
        `SELECT round FROM ${adapter.schema}.delivery WHERE message_id = $1`,
        [request.deliveryId],
      );
      return rows[0]?.round;
    },
    calls: (municipality, method) =>
      sopa.requests.filter((line) => line.startsWith(method) && line.includes(`/${municipality}/`)),
    async fileMade(municipality) {
      await waitFor('a file to be made', async () => {
        const { rows } = await adapter.database.query(
          `SELECT FROM ${adapter.schema}.outgoing_file WHERE municipality = $1 AND closed_at IS NULL`,
          [municipality],
        );
        return rows.length > 0;
      });
    },
    place: async (code, programme = 'child-out-of-family') => {
      const stay = Stay.parse({ programme, institutionId: 'BAC-1', startedOn: '2026-03-01' });
      const { head, fields } = envelope('spolis.placement.recorded.v1', code);
      const data = { ...fields, withdrawn: false as const, stay, identity: identity(code) };
      await publishFacts(adapter, [{ ...head, data }]);
    },
    crisis: async (code) => {
      const { head, fields } = envelope('npais.crisis.reported.v1', code);
      const occurredAt = toInstant(new Date());
      const narrative = sealNarrative(keys, ref(code), 'crisis', { measure: 'Nogādāts krīzes centrā' });
      const data = {
        ...fields,
        reportedBy: 'police' as const,
        occurredAt,
        identity: identity(code),
        narrative,
      };
      await publishFacts(adapter, [{ ...head, data }]);
    },
    person: async (code, formerCode) => {
      const { head, fields } = envelope('pmlp.person.updated.v1', code);
      const content = {
        personCode: code,
        givenName: 'Anna',
        familyName: 'Paraudziņa',
        formerCodes: [formerCode],
        parentCodes: [],
      };
      const data = {
        ...fields,
        bornOn: CalendarDate.parse('2020-01-01'),
        formerRefs: [ref(formerCode)],
        parentRefs: [],
        identity: sealPerson(keys, ref(code), content),
      };
      await publishFacts(adapter, [{ ...head, data }]);
    },
    surveys: (childCode) => {
      const events = opened.told.filter(
        (event): event is Surveyed =>
          event.type === 'sopa.survey.recorded.v1' && event.subject === ref(childCode),
      );
      return [...new Map(events.map((event) => [event.id, event])).values()];
    },
    async parked() {
      const { rows } = await adapter.database.query<Awaited<ReturnType<World['parked']>>[number]>(
        `SELECT item, reason, error_path AS path, state FROM ${adapter.schema}.parked_answer ORDER BY item, reason`,
      );
      return rows;
    },
    async close() {
      await opened.close();
      if (!sharing) await sopa.close();
    },
  };
}
