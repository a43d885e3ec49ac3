import { createServer, request as send } from 'node:http';

/** An answer that a register never gave. */
export interface FalseAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Stands between the adapters and the played registers, and answers in a register's place when it is told to. */
export interface Interposer {
  readonly url: string;
  /** Answers every call of a register (its first part of the path) so, until told otherwise. */
  answer(register: string, answer: FalseAnswer | undefined): void;
  /** How often a register's adapter heard a false answer. */
  told(register: string): number;
  close(): Promise<void>;
}

export async function openInterposer(target: string): Promise<Interposer> {
  const answers = new Map<string, FalseAnswer>();
  const told = new Map<string, number>();
  const server = createServer((incoming, outgoing) => {
    const register = incoming.url?.split('/')[1] ?? '';
    const answer = answers.get(register);
    if (answer) {
      told.set(register, (told.get(register) ?? 0) + 1);
      incoming.resume();
      outgoing.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body);
      return;
    }
    const onward = send(new URL(incoming.url ?? '/', target), {
      method: incoming.method ?? 'GET',
      headers: incoming.headers,
    });
    onward.on('response', (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.on('error', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    answer: (register, answer) => {
      if (answer) answers.set(register, answer);
      else answers.delete(register);
    },
    told: (register) => told.get(register) ?? 0,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
