import { type Adapter, publishFacts } from '@saite/adapter-kit';
import { openTestAdapter } from '@saite/adapter-kit/testing';
import {
  DisabilityDecided,
  type EventOf,
  type PersonCode,
  type PersonRef,
  RecordId,
  RecordVersion,
  ServiceRecorded,
  Stay,
} from '@saite/contracts';
import { eventIdOf, personRef, sealCode, sealNarrative } from '@saite/identity';
import { type Clock, systemClock, toInstant } from '@saite/runtime';
import { PMLP_STEPS, startPmlp } from '../adapter.ts';
import { type PlayedPmlp, playPmlp } from './played-pmlp.ts';

type PersonEvent = EventOf<'pmlp.person.updated.v1'>;

/** The adapter on a real broker and database, beside the played register, in a room of its own. */
export interface World {
  readonly adapter: Adapter;
  readonly pmlp: PlayedPmlp;
  ref(code: PersonCode): PersonRef;
  /** SPOLIS places a person in care. */
  place(code: PersonCode): Promise<void>;
  /** NPAIS tells that a child was taken from the family. */
  crisis(code: PersonCode): Promise<void>;
  /** SOPA tells of a social service, or that the municipality deleted it. */
  serve(code: PersonCode, withdrawn?: boolean): Promise<void>;
  /** VDEĀVK tells of a decision on a disability, or that it withdrew it. */
  decide(code: PersonCode, withdrawn?: boolean): Promise<void>;
  /** What the adapter told of a person, under the reference of a code, in order; each event once. */
  told(code: PersonCode): PersonEvent[];
  /** How often anything was told of a person, copies too. */
  copies(code: PersonCode): number;
  parked(): Promise<{ item: string; reason: string; path: string; state: string }[]>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly clock?: Clock;
  readonly timeoutMs?: number;
  /** Permission that the client has at first, if not the full one. */
  readonly permission?: string;
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const pmlp = await playPmlp(options.clock ?? systemClock);
  if (options.permission !== undefined) await pmlp.permit(options.permission);
  const opened = await openTestAdapter({
    name: 'pmlp',
    steps: PMLP_STEPS,
    types: ['pmlp.person.updated.v1'],
    clock: options.clock,
  });
  const { adapter } = opened;
  await startPmlp(adapter, {
    url: pmlp.url,
    clientPath: pmlp.clientPath,
    timeoutMs: options.timeoutMs ?? 1_000,
    pollMs: 50,
  });
  const { keys } = adapter;
  const ref = (code: PersonCode) => personRef(keys, code);
  let facts = 0;
  const envelope = <Type extends string>(type: Type, code: PersonCode) => {
    facts += 1;
    const recordId = RecordId.parse(`fact-${facts}`);
    const recordVersion = RecordVersion.parse(1);
    return {
      fields: {
        recordId,
        recordVersion,
        withdrawn: false as const,
        identity: sealCode(keys, ref(code), code),
      },
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
  return {
    adapter,
    pmlp,
    ref,
    async place(code) {
      const stay = Stay.parse({
        programme: 'adult-long-term-care',
        institutionId: 'VSAC-RIGA-01',
        startedOn: '2024-03-01',
      });
      const { head, fields } = envelope('spolis.placement.recorded.v1', code);
      await publishFacts(adapter, [{ ...head, data: { ...fields, stay } }]);
    },
    async crisis(code) {
      const { head, fields } = envelope('npais.crisis.reported.v1', code);
      const narrative = sealNarrative(keys, ref(code), 'crisis', { measure: 'Nogādāts krīzes centrā' });
      const occurredAt = toInstant(new Date());
      const data = { ...fields, reportedBy: 'police' as const, occurredAt, narrative };
      await publishFacts(adapter, [{ ...head, data }]);
    },
    async serve(code, withdrawn = false) {
      const { head, fields } = envelope('sopa.service.recorded.v1', code);
      const data = ServiceRecorded.parse({
        ...fields,
        withdrawn,
        municipality: '0001000',
        kind: 'home-care',
        providerId: 'SPS-1',
        startedOn: '2026-01-01',
        endedOn: null,
        recipientRole: 'self',
        hoursPerWeek: 10,
        funding: 'municipality',
        disabilityGroup: null,
        monthlyCost: null,
      });
      await publishFacts(adapter, [{ ...head, data }]);
    },
    async decide(code, withdrawn = false) {
      const { head, fields } = envelope('vdeavk.disability.decided.v1', code);
      const data = DisabilityDecided.parse({
        ...fields,
        withdrawn,
        group: 'II',
        validFrom: '2019-01-01',
        validTo: null,
        disorders: ['movement'],
        specialCare: false,
        prognosticated: false,
      });
      await publishFacts(adapter, [{ ...head, data }]);
    },
    told: (code) => {
      const events = opened.told.filter(
        (event): event is PersonEvent =>
          event.type === 'pmlp.person.updated.v1' && event.subject === ref(code),
      );
      return [...new Map(events.map((event) => [event.id, event])).values()];
    },
    copies: (code) => opened.told.filter((event) => event.subject === ref(code)).length,
    async parked() {
      const { rows } = await adapter.database.query<Awaited<ReturnType<World['parked']>>[number]>(
        `SELECT item, reason, error_path AS path, state FROM ${adapter.schema}.parked_answer ORDER BY item, reason`,
      );
      return rows;
    },
    async close() {
      await opened.close();
      await pmlp.close();
    },
  };
}
