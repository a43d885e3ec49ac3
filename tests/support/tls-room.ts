import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { createAuthority, type Identity, type TestAuthority } from './certificates.ts';

/** An authority and the files that a hub's port with mutual TLS and its list of systems are made from. */
export interface TlsRoom {
  readonly authority: TestAuthority;
  readonly files: Readonly<Record<'certificate' | 'key' | 'clientAuthorities' | 'revoked', string>>;
  /** Path of the file of systems. */
  readonly systems: string;
  register(...systems: readonly Readonly<Record<string, unknown>>[]): Promise<void>;
  revoke(...revoked: readonly Identity[]): Promise<void>;
  close(): Promise<void>;
}

export async function openTlsRoom(): Promise<TlsRoom> {
  const folder = await mkdtemp(join(tmpdir(), 'saite-tls-'));
  const authority = await createAuthority('Authority of the test');
  const path = (name: string) => join(folder, name);
  const files = {
    certificate: path('hub.pem'),
    key: path('hub-key.pem'),
    clientAuthorities: path('ca.pem'),
    revoked: path('crl.pem'),
  };
  const server = await authority.issue('hub', { usage: 'server' });
  const room: TlsRoom = {
    authority,
    files,
    systems: path('systems.json'),
    register: (...systems) => writeFile(path('systems.json'), JSON.stringify({ systems })),
    revoke: async (...revoked) => writeFile(files.revoked, await authority.revocations(revoked)),
    close: () => rm(folder, { recursive: true }),
  };
  await writeFile(files.certificate, server.cert);
  await writeFile(files.key, server.key, { mode: 0o600 });
  await writeFile(files.clientAuthorities, authority.certificate);
  await room.revoke();
  await room.register();
  return room;
}

export interface TlsAnswer {
  readonly status: number;
  readonly json: unknown;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** How a test calls a port with mutual TLS. */
export interface TlsCall {
  readonly identity?: Identity | undefined;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** A body that is sent as it is. */
  readonly raw?: string;
  readonly tls?: ConnectionOptions;
}

/**
 * One call over a connection of its own.
 *
 * @throws what ends the connection, if the port does not let it in
 */
export function callTls(ca: string, url: string, call: TlsCall = {}): Promise<TlsAnswer> {
  const { identity, token, headers, body, raw, tls } = call;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      ...tls,
      ca,
      agent: false,
      ...(identity && { cert: identity.cert, key: identity.key }),
      method: body === undefined && raw === undefined ? 'GET' : 'POST',
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    outgoing.once('error', reject);
    outgoing.once('response', async (response) => {
      try {
        const text = Buffer.concat(await response.toArray()).toString();
        const isJson = response.headers['content-type']?.includes('json') ?? false;
        resolve({
          status: response.statusCode ?? 0,
          text,
          json: isJson ? JSON.parse(text) : undefined,
          headers: response.headers,
        });
      } catch (error) {
        reject(error);
      }
    });
    outgoing.end(body === undefined ? raw : JSON.stringify(body));
  });
}

/** A connection with TLS that a test holds itself. */
export async function connectTls(ca: string, url: string, options: ConnectionOptions): Promise<TLSSocket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), ca, ...options });
  await once(socket, 'secureConnect');
  return socket;
}
