import { randomUUID } from 'node:crypto';
import { type Adapter, publishFacts } from '@saite/adapter-kit';
import { openTestAdapter } from '@saite/adapter-kit/testing';
import {
  DeliveryId,
  type DeliveryRequested,
  type DiscrepancyDocument,
  type EventOf,
  type EventType,
  type FactEvent,
  type FactType,
  type PersonCode,
  type PersonRef,
  RecordId,
  RecordVersion,
  Stay,
} from '@saite/contracts';
import { eventIdOf, personRef, sealCode, sealPerson } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import { type Room, waitFor } from '@saite/runtime/testing';
import { NPAIS_STEPS, startNpais } from '../adapter.ts';
import { type PlayedNpais, playNpais } from './played-npais.ts';

type Settled = EventOf<'npais.delivery.settled.v1'>;

/** The adapter on a real broker and database, beside the played register, in a room of its own. */
export interface World {
  readonly adapter: Adapter;
  readonly npais: PlayedNpais;
  /** Facts of NPAIS and settled deliveries, as they came out of the broker. */
  readonly told: FactEvent[];
  readonly room: Room;
  readonly keyPath: string;
  ref(code: PersonCode): PersonRef;
  placement(code: PersonCode, id: string, stay?: Partial<Record<keyof Stay, string>>): Promise<void>;
  person(code: PersonCode, formerCodes: readonly PersonCode[]): Promise<void>;
  /** Facts of one type about a child, each event once: a fetch and the changes may both tell it. */
  of<Type extends FactType>(type: Type, code: PersonCode): Extract<FactEvent, { type: Type }>[];
  decided(code: PersonCode, count: number): Promise<EventOf<'npais.custody.decided.v1'>[]>;
  crises(code: PersonCode, count: number): Promise<EventOf<'npais.crisis.reported.v1'>[]>;
  /** Asks to deliver; the round, the recipient and whether it is cancelled may differ. @returns the delivery's id */
  request(
    code: PersonCode,
    document: DeliveryRequested['document'] | DiscrepancyDocument,
    differing?: Partial<Pick<DeliveryRequested, 'deliveryId' | 'round' | 'cancelled' | 'recipient'>>,
  ): Promise<DeliveryId>;
  settled(deliveryId: DeliveryId, round?: number): Promise<Settled['data']>;
  /** Waits until the register was asked about a child and everything could be read. */
  fetched(code: PersonCode): Promise<void>;
  parked(): Promise<{ item: string; reason: string; error_path: string; state: string }[]>;
  /** Ends the adapter as its process would. */
  end(): Promise<void>;
  /** Ends it and clears up all that it made. */
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly npais?: PlayedNpais;
  /** Another world whose broker, database and keys this one shares, as the next process of the same adapter. */
  readonly sharing?: Pick<World, 'room' | 'keyPath'>;
  /** False if the adapter runs in a process of its own. */
  readonly starts?: boolean;
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const opened = await openTestAdapter({
    name: 'npais',
    steps: NPAIS_STEPS,
    types: [
      'npais.custody.decided.v1',
      'npais.crisis.reported.v1',
      'npais.child.checked.v1',
      'npais.delivery.settled.v1',
    ],
    sharing: options.sharing,
  });
  const npais = options.npais ?? (await playNpais());
  const { adapter, told } = opened;
  const { keys, database, schema, bus } = adapter;
  if (options.starts ?? true) await startNpais(adapter, { url: npais.url, timeoutMs: 1_000, pollMs: 50 });

  const ref = (code: PersonCode) => personRef(keys, code);
  const identity = (code: PersonCode) => sealCode(keys, ref(code), code);
  const head = <Type extends EventType>(type: Type, code: PersonCode, id: string, version: number) => ({
    specversion: '1.0' as const,
    id: eventIdOf(keys, type, RecordId.parse(id), RecordVersion.parse(version)),
    source: '/registers/test',
    type,
    subject: ref(code),
    time: toInstant(new Date()),
    datacontenttype: 'application/json' as const,
  });
  const fields = (id: string) => ({
    recordId: RecordId.parse(id),
    recordVersion: RecordVersion.parse(1),
    withdrawn: false as const,
  });
  const of = <Type extends FactType>(type: Type, code: PersonCode) => {
    const events = told.filter(
      (event): event is Extract<FactEvent, { type: Type }> =>
        event.type === type && event.subject === ref(code),
    );
    return [...new Map(events.map((event) => [event.id, event])).values()];
  };
  const enough = <Type extends FactType>(type: Type, code: PersonCode, count: number) =>
    waitFor(`${count} of ${type}`, () => {
      const events = of(type, code);
      return events.length >= count && events;
    });
  return {
    adapter,
    npais,
    told,
    room: opened.room,
    keyPath: opened.keyPath,
    ref,
    of,
    placement: async (code, id, stay) => {
      const full = Stay.parse({
        programme: 'child-out-of-family',
        institutionId: 'home-1',
        startedOn: '2026-05-10',
        ...stay,
      });
      const data = { ...fields(id), stay: full, identity: identity(code) };
      await publishFacts(adapter, [{ ...head('spolis.placement.recorded.v1', code, id, 1), data }]);
    },
    person: async (code, formerCodes) => {
      const content = {
        personCode: code,
        givenName: 'Anna',
        familyName: 'Paraudziņa',
        formerCodes: [...formerCodes],
        parentCodes: [],
      };
      const data = {
        ...fields(ref(code)),
        bornOn: Stay.shape.startedOn.parse('2020-01-01'),
        formerRefs: formerCodes.map(ref),
        parentRefs: [],
        identity: sealPerson(keys, ref(code), content),
      };
      await publishFacts(adapter, [{ ...head('pmlp.person.updated.v1', code, ref(code), 1), data }]);
    },
    decided: (code, count) => enough('npais.custody.decided.v1', code, count),
    crises: (code, count) => enough('npais.crisis.reported.v1', code, count),
    request: async (code, document, differing = {}) => {
      const data = {
        deliveryId: DeliveryId.parse(randomUUID()),
        round: 1,
        cancelled: false,
        recipient: { role: 'orphan-court' as const, id: 'court-1' },
        document,
        identity: identity(code),
        ...differing,
      };
      const type =
        document.kind === 'discrepancy'
          ? 'npais.discrepancy-delivery.requested.v1'
          : 'npais.delivery.requested.v1';
      const event = { ...head(type, code, data.deliveryId, data.round), data };
      const message = { type: event.type, id: event.id, body: JSON.stringify(event) };
      await waitFor("the adapter's queue", async () => (await bus.publish([message]))[0] === 'sent');
      return data.deliveryId;
    },
    settled: async (deliveryId, round = 1) => {
      const found = await waitFor(`the delivery's round ${round} to be settled`, () =>
        told.find(
          (event): event is Settled =>
            event.type === 'npais.delivery.settled.v1' &&
            String(event.data.recordId) === String(deliveryId) &&
            event.data.recordVersion === round,
        ),
      );
      return found.data;
    },
    fetched: async (code) => {
      await waitFor('the child to be asked about', async () => {
        const text = `SELECT 1 FROM ${schema}.watched_person WHERE person_ref = $1 AND fetched_for IS NOT NULL`;
        return (await database.query(text, [ref(code)])).rows.length === 1;
      });
    },
    parked: async () =>
      (await database.query(`SELECT item, reason, error_path, state FROM ${schema}.parked_answer`)).rows,
    end: opened.end,
    async close() {
      await opened.close();
      if (!options.npais) await npais.close();
    },
  };
}
