import { createServer, type IncomingMessage, request as send } from 'node:http';

/** What a register says instead of its answer. */
export interface SpoiltAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Makes a wrong answer of a right one. */
export type Spoil = (right: SpoiltAnswer) => SpoiltAnswer;

/** Which answers are spoilt. */
export interface Spoiling {
  /** Each call of a kind gets the next of them. */
  readonly spoils: readonly Spoil[];
  readonly isSpoilt: (register: string) => boolean;
}

/** Stands between the adapters and the played registers, and spoils the registers' answers when it is told to. */
export interface Interposer {
  readonly url: string;
  /** Spoils answers from now on, or none any more. */
  spoil(how: Spoiling | undefined): void;
  /** In how many ways each register's answers were spoilt. */
  readonly spoilt: ReadonlyMap<string, ReadonlySet<Spoil>>;
  close(): Promise<void>;
}

export async function openInterposer(target: string): Promise<Interposer> {
  let how: Spoiling | undefined;
  const spoilt = new Map<string, Set<Spoil>>();
  const calls = new Map<string, number>();
  /** The next way to spoil the answer to a call of this kind. */
  const nextOf = (path: string, body: Buffer): Spoil | undefined => {
    const register = path.split('/')[1] ?? '';
    if (!how?.isSpoilt(register)) return undefined;
    // An id in a path makes no other kind of call.
    const kind = `${path.split('?')[0]?.split('/').slice(0, 3).join('/')} ${elementOf(body)}`;
    const count = calls.get(kind) ?? 0;
    calls.set(kind, count + 1);
    const spoil = how.spoils[count % how.spoils.length];
    if (spoil) spoilt.set(register, (spoilt.get(register) ?? new Set()).add(spoil));
    return spoil;
  };
  const server = createServer(async (incoming, outgoing) => {
    const url = incoming.url ?? '/';
    const asked = await bytesOf(incoming).catch(() => undefined);
    if (!asked) return outgoing.destroy();
    const onward = send(new URL(url, target), {
      method: incoming.method ?? 'GET',
      headers: incoming.headers,
    });
    onward.on('response', async (response) => {
      const spoil = nextOf(url, asked);
      if (!spoil) {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
        return;
      }
      const { status, contentType, body } = spoil(await rightAnswer(response));
      outgoing.writeHead(status, { 'content-type': contentType }).end(body);
    });
    onward.on('error', () => outgoing.destroy());
    return onward.end(asked);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    spoil: (next) => {
      how = next;
    },
    spoilt,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Name of what an envelope asks; nothing of what is none. */
const elementOf = (body: Buffer): string =>
  [...body.toString('latin1').matchAll(/Body[^>]*>\s*<(?:\w+:)?(\w+)/g)].at(-1)?.[1] ?? '';

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

const rightAnswer = async (response: IncomingMessage): Promise<SpoiltAnswer> => ({
  status: response.statusCode ?? 502,
  contentType: response.headers['content-type'] ?? '',
  body: (await bytesOf(response)).toString(),
});
