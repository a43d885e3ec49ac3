import { constants } from 'node:crypto';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { TlsFiles, TlsParts } from '../authority/tls-files.ts';

/** The door at which callers show certificates. */
export interface TlsDoor {
  readonly port: number;
  /** @param listener takes every request from now on */
  serve(listener: RequestListener): void;
  close(): Promise<void>;
}

// No session is resumed: the certificate is judged at every connection.
const contextOf = (parts: TlsParts) => ({
  ...parts,
  minVersion: 'TLSv1.2' as const,
  secureOptions: constants.SSL_OP_NO_TICKET,
});

/**
 * Listens with TLS and asks for a certificate. Nobody is refused for having none, or one that we do not know: whether
 * that is enough is for the token endpoint to say, client by client.
 */
export async function openTlsDoor(host: string, port: number, files: TlsFiles): Promise<TlsDoor> {
  let listener: RequestListener = (_request, response) => response.writeHead(503).end();
  const server = createServer(
    { ...contextOf(await files.own()), requestCert: true, rejectUnauthorized: false },
    (request, response) => listener(request, response),
  );
  files.onRenewed((parts) => server.setSecureContext(contextOf(parts)));
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    serve: (next) => {
      listener = next;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
