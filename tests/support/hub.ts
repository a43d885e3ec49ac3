import { Bus, toMessage } from '@saite/bus';
import {
  type CalendarDate,
  Money,
  Month,
  PaymentId,
  PersonCode,
  RecordId,
  RecordVersion,
  type SaiteEvent,
} from '@saite/contracts';
import { openHub } from '@saite/hub';
import {
  eventIdOf,
  type KeyRing,
  makeKeyFile,
  parseKeyFile,
  personRef,
  sealCode,
  sealPerson,
} from '@saite/identity';
import { type Clock, createLog, toInstant } from '@saite/runtime';
import { openRoom, type Room } from '@saite/runtime/testing';
import { type Issuer, openIssuer } from './issuer.ts';

/** A hub of its own for a test: real broker, real database, real tokens; the registers' events come from the test. */
export interface TestHub {
  readonly room: Room;
  readonly keyRing: KeyRing;
  readonly url: string;
  readonly events: RegisterEvents;
  publish(...events: readonly SaiteEvent[]): Promise<void>;
  /** Calls the REST door; without a token as SPOLIS. */
  call(
    path: string,
    body?: unknown,
    options?: CallOptions,
  ): Promise<{ status: number; json: unknown; text: string; headers: Headers }>;
  token(claims: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly raw?: string | Uint8Array;
}

export async function openTestHub(options: { clock?: Clock; allowance?: unknown } = {}): Promise<TestHub> {
  const room = await openRoom();
  const issuer: Issuer = await openIssuer();
  const keyRing = parseKeyFile(makeKeyFile());
  const hub = await openHub({
    amqpUrl: room.amqpUrl,
    databaseUrl: room.databaseUrl,
    keyRing,
    issuer: issuer.url,
    audience: 'saite',
    host: '127.0.0.1',
    port: 0,
    allowance: options.allowance ?? {},
    log: createLog('test-hub', process.env.LOG_LEVEL ?? 'silent'),
    ...(options.clock ? { clock: options.clock } : {}),
  }).catch(async (error: unknown) => {
    await issuer.close();
    await room.close();
    throw error;
  });
  const bus = await Bus.open({ url: room.amqpUrl, name: 'test-registers' });
  const spolis = await issuer.token({ sub: 'spolis', roles: ['spolis'] });
  return {
    room,
    keyRing,
    url: hub.url,
    events: registerEvents(keyRing),
    publish: async (...events) => {
      const outcomes = await bus.publish(events.map(toMessage));
      if (outcomes.some((outcome) => outcome !== 'sent'))
        throw new Error('an event of the test was not sent');
    },
    call: async (path, body, { token = spolis, headers = {}, raw } = {}) => {
      const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
      const response = await fetch(hub.url + path, {
        method: sent === undefined ? 'GET' : 'POST',
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(sent === undefined ? {} : { body: sent }),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      return {
        status: response.status,
        json: isJson ? JSON.parse(bytes.toString()) : undefined,
        text: bytes.toString('latin1'),
        headers: response.headers,
      };
    },
    token: issuer.token,
    close: async () => {
      await bus.close();
      await hub.close();
      await issuer.close();
      await room.close();
    },
  };
}

/** Makes the events that the registers' adapters would publish. */
export type RegisterEvents = ReturnType<typeof registerEvents>;

export function registerEvents(ring: KeyRing) {
  const envelope = (
    source: string,
    subject: ReturnType<typeof personRef>,
    recordId: string,
    version: number,
  ) => {
    const id = RecordId.parse(recordId);
    const recordVersion = RecordVersion.parse(version);
    const [register] = source.split('.');
    return {
      head: {
        specversion: '1.0' as const,
        id: eventIdOf(ring, source, id, recordVersion),
        source: `/registers/${register}`,
        subject,
        time: toInstant(new Date()),
        datacontenttype: 'application/json' as const,
      },
      record: { recordId: id, recordVersion, withdrawn: false },
    };
  };
  return {
    payment(payment: {
      paymentId: string;
      recordVersion?: number;
      personCode: string;
      kind?: string;
      periodFrom: string;
      periodTo: string;
      granted: string;
      paid?: string;
      currency?: string;
      withdrawn?: boolean;
    }): SaiteEvent {
      const code = PersonCode.parse(payment.personCode);
      const subject = personRef(ring, code);
      const { head, record } = envelope(
        'sais.payment',
        subject,
        PaymentId.parse(payment.paymentId),
        payment.recordVersion ?? 1,
      );
      return {
        ...head,
        type: 'sais.payment.recorded.v1',
        data: {
          ...record,
          withdrawn: payment.withdrawn ?? false,
          kind: payment.kind ?? 'STATE_PENSION',
          periodFrom: Month.parse(payment.periodFrom),
          periodTo: Month.parse(payment.periodTo),
          granted: Money.parse(payment.granted),
          paid: Money.parse(payment.paid ?? payment.granted),
          currency: payment.currency ?? 'EUR',
          identity: sealCode(ring, subject, code),
        },
      };
    },
    incomeChecked(personCode: string, to: string): SaiteEvent {
      const subject = personRef(ring, PersonCode.parse(personCode));
      const months = (Number(to.slice(0, 4)) - 2000) * 12 + Number(to.slice(5, 7));
      const { head, record } = envelope('sais.income', subject, subject, months);
      return {
        ...head,
        type: 'sais.income.checked.v1',
        data: { ...record, from: Month.parse('2000-01'), to: Month.parse(to) },
      };
    },
    person(person: {
      personCode: string;
      recordVersion?: number;
      bornOn?: string;
      diedOn?: string;
      formerCodes?: string[];
    }): SaiteEvent {
      const code = PersonCode.parse(person.personCode);
      const subject = personRef(ring, code);
      const formerCodes = (person.formerCodes ?? []).map((former) => PersonCode.parse(former));
      const { head, record } = envelope('pmlp.person', subject, subject, person.recordVersion ?? 1);
      return {
        ...head,
        type: 'pmlp.person.updated.v1',
        data: {
          ...record,
          bornOn: (person.bornOn ?? '1950-01-01') as CalendarDate,
          ...(person.diedOn ? { diedOn: person.diedOn as CalendarDate } : {}),
          formerRefs: formerCodes.map((former) => personRef(ring, former)),
          parentRefs: [],
          identity: sealPerson(ring, subject, {
            personCode: code,
            givenName: 'Anna',
            familyName: 'Kalniņa',
            formerCodes,
            parentCodes: [],
          }),
        },
      };
    },
  };
}
