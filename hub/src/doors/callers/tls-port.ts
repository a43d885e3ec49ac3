import { constants } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { type Closer, codeOf, type DependencyState, type Log, SaiteError, startLoop } from '@saite/runtime';
import type { Refusals } from '../refusals.ts';
import { limitConnections, onClientError, SERVER_OPTIONS } from '../rest/http-server.ts';
import { ClientTrust } from '../soap/security/index.ts';

/** Paths of what the port with mutual TLS needs, PEM. */
export interface TlsFiles {
  /** Certificate of the hub, with those between it and its authority. */
  readonly certificate: string;
  readonly key: string;
  /** Authorities that clients' certificates may come from. */
  readonly clientAuthorities: string;
  /** What these authorities took back: one list for each of them, or nobody is let in. */
  readonly revoked?: string | undefined;
}

export interface TlsPortOptions {
  readonly files: TlsFiles;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
  readonly refusals: Refusals;
  readonly log: Log;
}

export interface TlsPort {
  readonly url: string;
  /** Authorities of clients and what they took back, as the files say now: a signed message is judged by them too. */
  trust(): ClientTrust;
  /** Degraded while the newest files are not the ones that hold. */
  health(): Readonly<Record<string, DependencyState>>;
  readonly close: Closer;
}

const LOOK_AGAIN_MS = 400;
const HANDSHAKE_MS = 10_000;

const SUITES = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  '@SECLEVEL=2', // no RSA below 2048 bits, no SHA-1, in any certificate of the chain
].join(':');

/**
 * TLS 1.2 with forward secrecy, or 1.3. Sessions are not resumed: whose certificate was taken back would come in by an
 * old one. Nobody changes the certificate within a connection.
 */
const PROTOCOL: SecureContextOptions = {
  minVersion: 'TLSv1.2',
  ciphers: SUITES,
  honorCipherOrder: true,
  secureOptions:
    constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_COMPRESSION,
};

const OPTIONS: ServerOptions = {
  ...SERVER_OPTIONS,
  requestCert: true,
  rejectUnauthorized: true,
  handshakeTimeout: HANDSHAKE_MS,
  ALPNProtocols: ['http/1.1'],
};

/**
 * Opens the port with mutual TLS before the same doors, and reads its files again when they change: connections from
 * then on are judged by the new ones.
 *
 * @throws SaiteError `TLS_UNREADABLE`, `TLS_INVALID`
 */
export async function openTlsPort(options: TlsPortOptions): Promise<TlsPort> {
  const { files, host, port, answer, refusals, log } = options;
  let held = await readFiles(files);
  let trust = await ClientTrust.load(held.ca, held.crl);
  let broken: string | undefined;
  /** By which files each connection was judged. */
  const joined = new WeakMap<object, PemFiles>();
  const server = createServer({ ...OPTIONS, ...contextOf(held) }, (request, response) => {
    // A connection from before the files changed ends with its answer.
    if (joined.get(request.socket) !== held) response.setHeader('connection', 'close');
    answer(request, response);
  });
  server.on('secureConnection', (socket) => joined.set(socket, held));
  server.on('tlsClientError', (error, { authorizationError }) => {
    refusals.noteConnection(authorizationError ? String(authorizationError) : codeOf(error));
  });
  server.on('clientError', onClientError);
  limitConnections(server);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  server.on('error', (error) => log.error('tls.failed', { code: codeOf(error) }, error));

  const loop = startLoop('tls-files', LOOK_AGAIN_MS, log, async () => {
    try {
      const found = await readFiles(files);
      if (isSame(found, held)) {
        broken = undefined;
        return 'idle';
      }
      const trusted = await ClientTrust.load(found.ca, found.crl);
      server.setSecureContext(contextOf(found));
      held = found;
      trust = trusted;
      broken = undefined;
      server.closeIdleConnections();
      log.info('tls.read');
    } catch (error) {
      if (broken !== codeOf(error)) log.error('tls.kept-before', { code: codeOf(error) }, error);
      broken = codeOf(error);
    }
    return 'idle';
  });

  const address = server.address();
  return {
    url: `https://${host}:${typeof address === 'object' && address ? address.port : port}`,
    trust: () => trust,
    health: () => ({
      certificates: broken
        ? { state: 'degraded', needed: false, code: broken }
        : { state: 'up', needed: false },
    }),
    close: async () => {
      await loop.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

type PemFiles = Readonly<Record<'cert' | 'key' | 'ca', string>> & { readonly crl?: string };

async function readFiles(files: TlsFiles): Promise<PemFiles> {
  try {
    const [cert, key, ca] = await Promise.all(
      [files.certificate, files.key, files.clientAuthorities].map((path) => readFile(path, 'utf8')),
    );
    return {
      cert: cert ?? '',
      key: key ?? '',
      ca: ca ?? '',
      ...(files.revoked !== undefined && { crl: await readFile(files.revoked, 'utf8') }),
    };
  } catch (error) {
    throw new SaiteError('TLS_UNREADABLE', 'A file of the port with mutual TLS cannot be read.', {
      cause: error,
    });
  }
}

const isSame = (one: PemFiles, other: PemFiles): boolean =>
  one.cert === other.cert && one.key === other.key && one.ca === other.ca && one.crl === other.crl;

/** @throws SaiteError `TLS_INVALID` if the files do not belong together, or are none */
function contextOf(files: PemFiles): SecureContextOptions {
  const context = { ...PROTOCOL, ...files };
  try {
    createSecureContext(context);
    return context;
  } catch (error) {
    throw new SaiteError('TLS_INVALID', 'The files of the port with mutual TLS do not fit together.', {
      cause: error,
    });
  }
}
