import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Bus, toMessage } from '@saite/bus';
import { EVENTS_EXCHANGE, type SaiteEvent } from '@saite/contracts';
import { openRoom, type Room } from '@saite/runtime/testing';
import type { MadePerson } from '@saite/sandbox';
import { connect } from 'amqplib';
import pg from 'pg';
import { sendAll } from '../../../sandbox/src/host/sending.ts';
import { ofAdult } from '../../../sandbox/src/host/told.ts';
import type { RunningHost } from '../../../sandbox/src/testing/running-host.ts';
import { ensureAuditKey } from '../../../setup/src/keys.ts';
import { freePort } from '../../../setup/src/ports.ts';
import { openIssuer } from '../../support/issuer.ts';
import type { Closes } from './endings.ts';
import { type StartedProcess, startProcess } from './processes.ts';
import type { Run } from './run.ts';

/** The hub as a process of its own, with a virtual host and a database that nobody else uses. */
export interface HubRoom {
  readonly hub: StartedProcess;
  readonly database: pg.Client;
  readonly databaseUrl: string;
  readonly hubUrl: string;
  /** A token of somebody. */
  token(claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** Calls the REST door as an operator. @throws Error if the answer is not a good one */
  operate(path: string, body?: unknown): Promise<unknown>;
  /** Admits persons through the REST door, as SPOLIS would. */
  admit(persons: readonly MadePerson[], onAdmitted: () => void): Promise<void>;
  /** Asks the REST door, and reads the whole answer. */
  ask(path: string, claims: object): Promise<string>;
  /** Publishes events as an adapter would, and resolves when the broker has confirmed them all. */
  publish(messages: readonly PreparedMessage[]): Promise<void>;
}

/** An event as text, so that the making of it is not measured. */
export type PreparedMessage = ReturnType<typeof toMessage>;
export const prepare = (events: readonly SaiteEvent[]): PreparedMessage[] => events.map(toMessage);

const PUBLISHED_AT_ONCE = 500;
const ADMITTED_AT_ONCE = 24;
const PATIENCE_MS = 120_000;

/** How the hub of a measure is started. */
export interface HubRoomOptions {
  /** Variables of its own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Who signs tokens, if people are to sign in there too: the sandbox, which leads them back to this address. */
  readonly signIn?: RunningHost;
}

export async function openHubRoom(
  run: Run,
  closes: Closes,
  { environment = {}, signIn }: HubRoomOptions = {},
): Promise<HubRoom> {
  const room = await openRoom();
  closes(() => room.close());
  const issuer = signIn ? issuerOf(signIn) : await openTestIssuer(closes);
  const port = signIn ? Number(new URL(signIn.hubUrl).port) : await freePort();
  const hub = await startProcess(
    {
      name: 'hub',
      file: 'hub/src/main.ts',
      folder: run.folder,
      profile: run.options.profile,
      environment: {
        AMQP_URL: room.amqpUrl,
        DATABASE_URL: room.databaseUrl,
        OIDC_ISSUER: issuer.url,
        ...ensureAuditKey(mkdtempSync(join(run.folder, 'hub-')), {}),
        SAITE_PORT: String(port),
        SAITE_CALLS_PER_SECOND: '100000', // what is measured is not the limit
        ...environment,
      },
    },
    closes,
  );
  const database = new pg.Client({ connectionString: room.databaseUrl });
  await database.connect();
  closes(() => database.end());
  await openAdaptersQueue(room, closes);
  const bus = await Bus.open({ url: room.amqpUrl, name: 'bench' });
  closes(() => bus.close());
  const stop = new AbortController();
  closes(async () => stop.abort());
  return {
    hub,
    database,
    databaseUrl: room.databaseUrl,
    hubUrl: `http://127.0.0.1:${port}`,
    token: (claims) => issuer.token(claims),
    operate: async (path, body) => {
      const token = await issuer.token({ sub: 'bench-operator', roles: ['operator'] });
      const response = await fetch(`http://127.0.0.1:${port}/v1/operator/${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'saite-purpose': 'a benchmark',
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    },
    admit: async (persons, onAdmitted) =>
      sendAll(
        persons.map((person) => ofAdult(person).admission),
        {
          hubUrl: `http://127.0.0.1:${port}`,
          token: await issuer.token({ sub: 'bench-spolis', roles: ['spolis'] }),
          inFlight: ADMITTED_AT_ONCE,
          patienceMs: PATIENCE_MS,
          onSent: onAdmitted,
          signal: stop.signal,
        },
      ),
    ask: async (path, claims) => {
      const authorization = `Bearer ${await issuer.token({ ...claims })}`;
      // Not compressed: to unpack it is this process' work, and not what is measured.
      const headers = { authorization, 'accept-encoding': 'identity' };
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
      const answer = await response.text();
      if (response.status !== 200) throw new Error(`the hub answered ${response.status}`);
      return answer;
    },
    publish: (messages) => publishAll(bus, messages),
  };
}

interface TokenIssuer {
  readonly url: string;
  token(claims: Readonly<Record<string, unknown>>): Promise<string>;
}

async function openTestIssuer(closes: Closes): Promise<TokenIssuer> {
  const issuer = await openIssuer();
  closes(() => issuer.close());
  return issuer;
}

const issuerOf = ({ url, control }: RunningHost): TokenIssuer => ({
  url,
  token: async (claims) => String((await control('/sandbox/token', claims)).json.access_token),
});

/** Publishes events, some at once, and resolves when the broker has confirmed them all. */
export async function publishAll(bus: Bus, messages: readonly PreparedMessage[]): Promise<void> {
  for (let from = 0; from < messages.length; from += PUBLISHED_AT_ONCE) {
    const outcomes = await bus.publish(messages.slice(from, from + PUBLISHED_AT_ONCE));
    if (outcomes.some((outcome) => outcome !== 'sent')) throw new Error('the broker did not take an event');
  }
}

/** Stands for the adapters, which are not measured here: placements and requests have a reader, as they always have. */
async function openAdaptersQueue(room: Room, closes: Closes): Promise<void> {
  const connection = await connect(room.amqpUrl, { noDelay: true });
  const closed = once(connection, 'close');
  closes(async () => {
    await connection.close();
    await closed;
  });
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  for (const pattern of ['spolis.#', '*.delivery.requested.v1', '*.discrepancy-delivery.requested.v1'])
    await channel.bindQueue(queue, EVENTS_EXCHANGE, pattern);
  await channel.consume(queue, () => {}, { noAck: true });
}
