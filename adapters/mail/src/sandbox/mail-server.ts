import { createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FaultSwitch } from '@saite/adapter-kit/sandbox';
import { SMTPServer } from 'smtp-server';
import type { Inbox } from './inbox.ts';

/** Ways in which only this server fails, beside those that all share. */
export const MAIL_FAULTS = ['busy', 'refuse', 'lost-answer'] as const;
export type MailFault = (typeof MAIL_FAULTS)[number];

export interface MailServerOptions {
  readonly inbox: Inbox;
  readonly fault: FaultSwitch<MailFault>;
  /** How long the fault `slow` keeps its answer back, milliseconds. */
  readonly slowMs: number;
}

export interface MailServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A reply of the server that is no yes. */
class Reply extends Error {
  readonly responseCode: number;
  constructor(status: number, text: string) {
    super(text);
    this.responseCode = status;
  }
}

const LIMIT_BYTES = 10 * 1024 * 1024;
const CLOSE_MS = 200;

/**
 * Listens for mail (SMTP, RFC 5321) on a free port of this machine. Whatever a fault does to a connection that no
 * server would do is done here, in front of the protocol.
 */
export async function listenForMail({ inbox, fault, slowMs }: MailServerOptions): Promise<MailServer> {
  const sockets = new Map<number, Socket>();
  const closing = new AbortController();
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: LIMIT_BYTES,
    closeTimeout: CLOSE_MS,
    onConnect: (_session, done) =>
      done(fault.mode === 'http-500' ? new Reply(421, 'Service not available') : null),
    onRcptTo: (_address, _session, done) => {
      if (fault.mode === 'busy') return done(new Reply(450, 'Mailbox busy'));
      if (fault.mode === 'refuse') return done(new Reply(550, 'No such mailbox'));
      return done();
    },
    onData: (stream, session, done) => {
      const take = async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk);
        const { mode } = fault;
        await inbox.take(Buffer.concat(chunks).toString('latin1'));
        if (mode === 'lost-answer') sockets.get(session.remotePort)?.resetAndDestroy();
        if (mode === 'slow') await pause(slowMs, undefined, { ref: false, signal: closing.signal });
      };
      take().then(
        () => done(),
        () => done(new Reply(451, 'Local error')),
      );
    },
  });
  smtp.on('error', () => {}); // a client that goes away in the middle is no failure of the server
  const server = createServer((socket) => {
    const { remotePort } = socket;
    socket.on('error', () => {});
    if (fault.mode === 'down' || remotePort === undefined) return socket.resetAndDestroy();
    if (fault.mode === 'garbage') return socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
    return smtp.connect(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port');
  return {
    port: address.port,
    async close() {
      closing.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}
