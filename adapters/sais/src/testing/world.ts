import { type Adapter, publishFacts } from '@saite/adapter-kit';
import { openTestAdapter } from '@saite/adapter-kit/testing';
import {
  type EventOf,
  type FactEvent,
  type PersonCode,
  type PersonRef,
  RecordId,
  RecordVersion,
  type Sealed,
  Stay,
} from '@saite/contracts';
import { eventIdOf, personRef, sealCode, sealPerson } from '@saite/identity';
import { type Clock, toInstant } from '@saite/runtime';
import { type Room, waitFor } from '@saite/runtime/testing';
import { SAIS_STEPS, startSais } from '../adapter.ts';
import { type PlayedSais, playSais } from './played-sais.ts';

/** The adapter on a real broker and database, beside the played register, in a room of its own. */
export interface World {
  readonly adapter: Adapter;
  readonly sais: PlayedSais;
  /** Facts of SAIS about persons of this world, as they came out of the broker. */
  readonly told: FactEvent[];
  readonly room: Room;
  readonly keyPath: string;
  ref(code: PersonCode): PersonRef;
  placement(
    code: PersonCode,
    id: string,
    version: number,
    stay?: Partial<Record<keyof Stay, string>>,
    identity?: Sealed,
  ): Promise<void>;
  withdrawal(code: PersonCode, id: string, version: number): Promise<void>;
  person(code: PersonCode, formerCodes: readonly PersonCode[]): Promise<void>;
  publish(events: readonly FactEvent[]): Promise<void>;
  /** Payments told of a person, each event once: a fetch and the changes may both tell it. */
  payments(code: PersonCode): EventOf<'sais.payment.recorded.v1'>[];
  checked(code: PersonCode): EventOf<'sais.income.checked.v1'>[];
  /** Waits for the word that SAIS has answered for a person. */
  answered(code: PersonCode): Promise<void>;
  parked(): Promise<{ item: string; reason: string; error_path: string; state: string; attempts: number }[]>;
  /** Ends the adapter as its process would. */
  end(): Promise<void>;
  /** Ends it and clears up all that it made. */
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly sais?: PlayedSais;
  readonly clock?: Clock;
  readonly pollMs?: number;
  readonly timeoutMs?: number;
  /** Another world whose broker, database and keys this one shares, as a second process of the same adapter. */
  readonly sharing?: World;
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const sais = options.sais ?? (await playSais());
  const opened = await openTestAdapter({
    name: 'sais',
    steps: SAIS_STEPS,
    types: ['sais.payment.recorded.v1', 'sais.income.checked.v1'],
    clock: options.clock,
    sharing: options.sharing,
  });
  const { adapter, told, room, keyPath, end } = opened;
  const { keys } = adapter;
  await startSais(adapter, {
    url: sais.url,
    timeoutMs: options.timeoutMs ?? 1_000,
    pollMs: options.pollMs ?? 50,
  });
  const ref = (code: PersonCode) => personRef(keys, code);
  const publish = (events: readonly FactEvent[]) => publishFacts(adapter, events);
  const envelope = <Type extends string>(type: Type, code: PersonCode, id: string, version: number) => {
    const recordId = RecordId.parse(id);
    const recordVersion = RecordVersion.parse(version);
    return {
      fields: { recordId, recordVersion },
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
  const identity = (code: PersonCode) => sealCode(keys, ref(code), code);
  const of = <Type extends FactEvent['type']>(type: Type, code: PersonCode) =>
    told.filter(
      (event): event is Extract<FactEvent, { type: Type }> =>
        event.type === type && event.subject === ref(code),
    );
  const checked = (code: PersonCode) => of('sais.income.checked.v1', code);
  return {
    adapter,
    sais,
    told,
    room,
    keyPath,
    ref,
    publish,
    placement: async (code, id, version, stay, sealed = identity(code)) => {
      const { head, fields } = envelope('spolis.placement.recorded.v1', code, id, version);
      const full = Stay.parse({
        programme: 'adult-long-term-care',
        institutionId: 'vsac-1',
        startedOn: '2024-03-01',
        ...stay,
      });
      const data = { ...fields, withdrawn: false as const, stay: full, identity: sealed };
      await publish([{ ...head, data }]);
    },
    withdrawal: async (code, id, version) => {
      const { head, fields } = envelope('spolis.placement.recorded.v1', code, id, version);
      await publish([{ ...head, data: { ...fields, withdrawn: true, identity: identity(code) } }]);
    },
    person: async (code, formerCodes) => {
      const { head, fields } = envelope('pmlp.person.updated.v1', code, ref(code), 1);
      const content = {
        personCode: code,
        givenName: 'Anna',
        familyName: 'Paraudziņa',
        formerCodes: [...formerCodes],
        parentCodes: [],
      };
      const data = {
        ...fields,
        withdrawn: false,
        bornOn: Stay.shape.startedOn.parse('1950-01-01'),
        formerRefs: formerCodes.map(ref),
        parentRefs: [],
        identity: sealPerson(keys, ref(code), content),
      };
      await publish([{ ...head, data }]);
    },
    payments: (code) => [
      ...new Map(of('sais.payment.recorded.v1', code).map((event) => [event.id, event])).values(),
    ],
    checked,
    answered: async (code) => {
      await waitFor('the word that SAIS has answered', () => checked(code).length > 0);
    },
    parked: async () =>
      (
        await adapter.database.query(
          `SELECT item, reason, error_path, state, attempts FROM ${adapter.schema}.parked_answer ORDER BY 1, 2`,
        )
      ).rows,
    end,
    async close() {
      await opened.close();
      if (!options.sais) await sais.close();
    },
  };
}
