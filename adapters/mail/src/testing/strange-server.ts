import { createServer } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { MailConfig } from '../mail-config.ts';

/** A reply to give instead of a yes. */
export const reply = (status: number): Error => Object.assign(new Error('said no'), { responseCode: status });

/** A mail server that behaves as a test says, beyond what the played one does. */
export async function openStrangeServer(options: SMTPServerOptions): Promise<{
  readonly smtp: MailConfig['smtp'];
  /** Commands that came in, each in a line. */
  readonly heard: () => string;
  close(): Promise<void>;
}> {
  let heard = '';
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    ...options,
  });
  smtp.on('error', () => {});
  const server = createServer((socket) => {
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    smtp.connect(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    smtp: { host: '127.0.0.1', port: address.port, secure: false },
    heard: () => heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const connection of smtp.connections) connection.close();
      }),
  };
}
