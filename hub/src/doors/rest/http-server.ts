import type { Server, ServerOptions } from 'node:http';
import type { Socket } from 'node:net';

/** How long, how much and how many a connection may be; the same with and without TLS. */
export const SERVER_OPTIONS = {
  /** A request line and its headers, bytes. */
  maxHeaderSize: 16_384,
  /** Headers that are not all here by then never will be. */
  headersTimeout: 10_000,
  /** A file takes as long as it takes; all other bodies have a limit of their own. */
  requestTimeout: 0,
  /** How often connections are held against these limits. */
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 30_000,
  /** Neither a duplicate length nor any other way to hide a request in another. */
  insecureHTTPParser: false,
  requireHostHeader: true,
} as const satisfies ServerOptions;

const MOST_CONNECTIONS = 2_000;
const REQUESTS_OF_CONNECTION = 100_000;

/** Limits that are no options of a server. */
export function limitConnections(server: Server): void {
  server.maxConnections = MOST_CONNECTIONS;
  server.maxRequestsPerSocket = REQUESTS_OF_CONNECTION;
  // One more than are taken: those that send more are told, not cut.
  server.maxHeadersCount = 100;
}

const STATUS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers what is no request, without a word about why. */
export function onClientError(error: Error, socket: Socket): void {
  const code = 'code' in error ? String(error.code) : '';
  if (socket.writable && code !== 'ECONNRESET')
    socket.write(
      `HTTP/1.1 ${STATUS[code] ?? '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
  socket.destroySoon();
}
