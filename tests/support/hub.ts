import { Bus, toMessage } from '@saite/bus';
import type { SaiteEvent } from '@saite/contracts';
import { type HubOptions, openHub } from '@saite/hub';
import { type KeyRing, makeKeyFile, parseKeyFile } from '@saite/identity';
import { createLog, type Log } from '@saite/runtime';
import { openRoom, type Room } from '@saite/runtime/testing';
import { type Issuer, openIssuer } from './issuer.ts';
import { type RegisterEvents, registerEvents } from './register-events.ts';
import { makeTrailKeeping, type TestKeeping } from './trail-keeping.ts';

/** A hub of its own for a test: real broker, real database, real tokens; the registers' events come from the test. */
export interface TestHub {
  readonly room: Room;
  readonly keyRing: KeyRing;
  /** How the audit trail is signed. */
  readonly audit: TestKeeping;
  readonly url: string;
  /** Address of the port with mutual TLS, if it is open. */
  readonly tlsUrl: string | undefined;
  /** Everything that the doors answer to. */
  readonly routes: readonly string[];
  readonly issuer: Issuer;
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
  /** POST with a body and GET without one, if not said. */
  readonly method?: string;
}

/** What a hub is opened with, beside what a test needs no say in. */
export interface TestHubOptions
  extends Partial<
    Pick<
      HubOptions,
      'clock' | 'allowance' | 'childCare' | 'isSandbox' | 'systems' | 'tls' | 'metricsToken' | 'behind'
    >
  > {
  readonly log?: Log;
  /** So many that no test meets the limit that does not look for it. */
  readonly callsPerSecond?: number;
  /** Another issuer than the test's own, and another port than a free one: for people who sign in. */
  readonly issuerUrl?: string;
  readonly port?: number;
}

export async function openTestHub({
  log = createLog('test-hub', process.env.LOG_LEVEL ?? 'silent'),
  callsPerSecond = 100_000,
  issuerUrl,
  port = 0,
  ...options
}: TestHubOptions = {}): Promise<TestHub> {
  const room = await openRoom();
  const issuer: Issuer = await openIssuer();
  const keyRing = parseKeyFile(makeKeyFile());
  const audit = makeTrailKeeping();
  const hub = await openHub({
    amqpUrl: room.amqpUrl,
    databaseUrl: room.databaseUrl,
    keyRing,
    audit,
    issuer: issuerUrl ?? issuer.url,
    audience: 'saite',
    host: '127.0.0.1',
    port,
    allowance: {},
    ...options,
    callsPerSecond,
    log,
  }).catch(async (error: unknown) => {
    await issuer.close();
    await room.close();
    audit.close();
    throw error;
  });
  const bus = await Bus.open({ url: room.amqpUrl, name: 'test-registers' });
  const spolis = await issuer.token({ sub: 'spolis', roles: ['spolis'] });
  return {
    room,
    keyRing,
    audit,
    url: hub.url,
    tlsUrl: hub.tlsUrl,
    routes: hub.routes,
    issuer,
    events: registerEvents(keyRing),
    publish: async (...events) => {
      const outcomes = await bus.publish(events.map(toMessage));
      if (outcomes.some((outcome) => outcome !== 'sent'))
        throw new Error('an event of the test was not sent');
    },
    call: async (path, body, { token = spolis, headers = {}, raw, method } = {}) => {
      const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
      const response = await fetch(hub.url + path, {
        method: method ?? (sent === undefined ? 'GET' : 'POST'),
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
      audit.close();
    },
  };
}
