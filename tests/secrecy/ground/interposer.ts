import { createServer, type IncomingMessage, request as send } from 'node:http';

/** What a register says instead of its answer. */
export interface SpoiltAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Makes a wrong answer of a right one. */
export type Spoil = (right: SpoiltAnswer) => SpoiltAnswer;

/** Stands between the adapters and the played registers, and spoils the registers' answers when it is told to. */
export interface Interposer {
  readonly url: string;
  /** Spoils every answer from now on, or none any more. */
  spoil(how: Spoil | undefined): void;
  /** Registers whose answers were spoilt. */
  readonly spoilt: ReadonlySet<string>;
  close(): Promise<void>;
}

export async function openInterposer(target: string): Promise<Interposer> {
  let how: Spoil | undefined;
  const spoilt = new Set<string>();
  const server = createServer((incoming, outgoing) => {
    const onward = send(new URL(incoming.url ?? '/', target), {
      method: incoming.method ?? 'GET',
      headers: incoming.headers,
    });
    onward.on('response', async (response) => {
      if (!how) {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
        return;
      }
      spoilt.add(incoming.url?.split('/')[1] ?? '');
      const { status, contentType, body } = how(await rightAnswer(response));
      outgoing.writeHead(status, { 'content-type': contentType }).end(body);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.on('error', () => onward.destroy());
    incoming.pipe(onward);
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

async function rightAnswer(response: IncomingMessage): Promise<SpoiltAnswer> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(Buffer.from(part));
  return {
    status: response.statusCode ?? 502,
    contentType: response.headers['content-type'] ?? '',
    body: Buffer.concat(parts).toString(),
  };
}
