import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_MS = 100;

/** Waits until the broker answers at both of its doors. */
export async function untilBrokerReady(
  amqpPort: number,
  adminUrl: string,
  signal: AbortSignal,
): Promise<void> {
  while (!(await speaksAmqp(amqpPort))) await wait(LOOK_MS, undefined, { signal });
  while ((await askBroker(adminUrl, '/api/overview')) === undefined)
    await wait(LOOK_MS, undefined, { signal });
}

/** Sends the protocol's greeting; a broker that is up answers it. An open port alone says too little. */
function speaksAmqp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => socket.write('AMQP\u0000\u0000\u0009\u0001'));
    socket.once('data', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
    socket.once('close', () => end(false));
  });
}

/**
 * Asks the management API.
 *
 * @param adminUrl with user and password, which `fetch` wants in a header instead
 * @returns the answer's content, or nothing while there is none
 */
export async function askBroker(adminUrl: string, path: string): Promise<unknown> {
  const url = new URL(path, adminUrl);
  const credentials = Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`);
  url.username = '';
  url.password = '';
  try {
    const response = await fetch(url, {
      headers: { authorization: `Basic ${credentials.toString('base64')}`, connection: 'close' },
      signal: AbortSignal.timeout(5_000),
    });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
