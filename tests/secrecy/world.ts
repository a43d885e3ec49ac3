import { connect } from 'node:net';
import { rigaDate } from '@saite/runtime';
import { waitFor } from '@saite/runtime/testing';
import { PERSONS } from './dose.ts';
import { type Ground, openGround } from './ground/ground.ts';
import { OutsideWorld } from './outside-world.ts';
import type { Needle } from './search/needle.ts';

/** An answer that somebody got, to be searched. */
export interface HeardAnswer {
  readonly what: string;
  readonly status: number;
  readonly text: string;
}

export interface CallOptions {
  readonly who?: Readonly<Record<string, unknown>>;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is text already. */
  readonly body?: unknown;
  /** The caller is told personal data rightfully: the content of an answer that is none of an error is not searched. */
  readonly shows?: boolean | ((content: string) => boolean);
}

/** A running system, everything that the outside world knows, and every answer that was heard. */
export interface World {
  readonly ground: Ground;
  readonly outside: OutsideWorld;
  readonly answers: HeardAnswer[];
  /** Tokens and passwords that were used. */
  readonly tokens: Map<string, string>;
  /** Keys that were in use before they were changed. */
  readonly secrets: Needle[];
  tokenOf(who: Readonly<Record<string, unknown>>): Promise<string>;
  call(path: string, options?: CallOptions): Promise<HeardAnswer>;
  /** Sends bytes as they are to the hub's door and hears what comes back. */
  send(what: string, bytes: string | Buffer): Promise<HeardAnswer>;
  /** Calls the sandbox: the outside world's own. */
  sandbox(path: string, body?: unknown): Promise<string>;
  /** Waits until nothing is to be decided, relayed or checked any more. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/** A larger dose takes its time. */
const QUIET_LIMIT_MS = 60_000 + PERSONS * 500;
const UNSETTLED = `SELECT (SELECT count(*) FROM hub.dirty)
  + (SELECT count(*) FROM hub.outbox WHERE sent_at IS NULL)
  + (SELECT count(*) FROM adapter_sopa.import WHERE state IN ('receiving', 'received', 'checking') OR
      (state LIKE 'accepted%' AND told_at IS NULL)) AS count`;

export const today = () => rigaDate(new Date());

export async function openWorld(say: (line: string) => void): Promise<World> {
  const ground = await openGround(say);
  const { hub, sandbox: sandboxUrl } = ground.system.urls;
  const outside = new OutsideWorld();
  const answers: HeardAnswer[] = [];
  const tokens = new Map<string, string>();
  const sandbox = async (path: string, body?: unknown) => {
    const response = await fetch(sandboxUrl + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok || text.includes('"finished":false'))
      throw new Error(`the sandbox answered ${response.status} to ${path}: ${text.slice(-500)}`);
    return text;
  };
  const askedFor = new Map<string, Promise<string>>();
  const tokenOf = (who: Readonly<Record<string, unknown>>): Promise<string> => {
    const key = JSON.stringify(who);
    const issued = askedFor.get(key) ?? issue(key, who);
    askedFor.set(key, issued);
    return issued;
  };
  const issue = async (key: string, who: Readonly<Record<string, unknown>>): Promise<string> => {
    const issued: unknown = JSON.parse(await sandbox('/sandbox/token', { sub: 'secrecy', ...who }));
    const token = String(Object(issued).access_token);
    tokens.set(key, token);
    return token;
  };
  return {
    ground,
    outside,
    answers,
    tokens,
    secrets: [],
    tokenOf,
    sandbox,
    call: async (path, { who, headers, body, shows = false, ...options } = {}) => {
      const method = options.method ?? (body === undefined ? 'GET' : 'POST');
      const response = await fetch(hub + path, {
        method,
        redirect: 'manual',
        headers: {
          connection: 'close', // services are killed, and a connection that is kept would break
          ...(who && { authorization: `Bearer ${await tokenOf(who)}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) }),
      });
      const head = [...response.headers].map((header) => header.join(': ')).join('\n');
      const content = await response.text();
      const isShown = response.ok && (typeof shows === 'function' ? shows(content) : shows);
      const text = isShown ? head : `${head}\n\n${content}`;
      const answer = {
        what: `${method} ${path.split('?')[0]} (${response.status})`,
        status: response.status,
        text,
      };
      answers.push(answer);
      return { ...answer, text: content };
    },
    send: async (what, bytes) => {
      const text = await heard(new URL(hub), bytes);
      const answer = { what, status: Number(/^HTTP\/1\.1 ([0-9]{3})/.exec(text)?.[1] ?? 0), text };
      answers.push(answer);
      return answer;
    },
    quiet: async () => {
      await waitFor(
        'nothing to be under way',
        async () => {
          const [row] = await ground.query<{ count: number | string }>(UNSETTLED);
          return Number(row?.count) === 0;
        },
        QUIET_LIMIT_MS,
      );
    },
    close: ground.close,
  };
}

const SILENT_MS = 3_000;

/** What a server says to bytes, until it closes or is silent. */
function heard({ hostname, port }: URL, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const end = () => {
      socket.destroy();
      resolve(text);
    };
    socket.setTimeout(SILENT_MS, end);
    socket.on('data', (data) => {
      text += data.toString('latin1');
    });
    socket.on('end', end);
    socket.on('error', end);
  });
}
