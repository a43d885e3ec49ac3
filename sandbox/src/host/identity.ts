import { join } from 'node:path';
import type { Clock, Log } from '@saite/runtime';
import type { FastifyInstance } from 'fastify';
import { openAuthority } from '../authority/authority.ts';
import { mountAuthority } from '../authority/routes.ts';
import { openSystemsFile } from '../authority/systems-file.ts';
import { openTlsFiles } from '../authority/tls-files.ts';
import type { SandboxSettings } from '../settings.ts';
import { openClients } from '../token/clients.ts';
import { PATHS } from '../token/configuration.ts';
import { openCookieKeys } from '../token/cookie-keys.ts';
import { createTokenIssuer, type TokenIssuer } from '../token/issuer.ts';
import { openSigningKeys } from '../token/keys.ts';
import { mountProvider, serveProvider } from '../token/mount.ts';
import { openProvider } from '../token/provider.ts';
import { mountTokens } from '../token/routes.ts';
import { openTlsDoor } from '../token/tls-door.ts';

/** Who is known, and by what: the issuer of tokens and the authority of certificates. */
export interface Identity {
  readonly tokens: TokenIssuer;
  mount(app: FastifyInstance): Promise<void>;
  close(): Promise<void>;
}

/** Names by which a server on this machine is called, and the one in its address. */
const namesOf = (url: string): string[] => [
  ...new Set(['127.0.0.1', 'localhost', new URL(url).hostname.replace(/^\[|\]$/g, '')]),
];

/** Where the hub's console lies, by whichever name this machine is called. */
export const redirectUrisOf = (hubUrl: string): string[] =>
  namesOf(hubUrl).flatMap((name) => {
    const address = new URL(hubUrl);
    address.hostname = name;
    return ['/', '/callback'].map((path) => new URL(path, address).href);
  });

/**
 * Opens issuer and authority, and the door with mutual TLS, which listens at once.
 *
 * @param folder for what is kept of the issuer
 */
export async function openIdentity(
  settings: SandboxSettings,
  folder: string,
  clock: Clock,
  log: Log,
): Promise<Identity> {
  const ownFolder = join(settings.dataFolder, 'authority');
  const authority = await openAuthority(ownFolder, clock);
  const files = await openTlsFiles(authority, {
    folder: join(settings.dataFolder, 'tls'),
    ownFolder,
    names: { hub: namesOf(settings.hubUrl), sandbox: namesOf(settings.url) },
    clock,
    log,
  });
  const systems = await openSystemsFile(settings.systemsFile);
  const clients = await openClients(folder, authority.hasIssued);
  const keys = await openSigningKeys(folder);
  const tokens = createTokenIssuer(settings.url, keys, clock);
  const door = await openTlsDoor(settings.host, settings.tlsPort, files);
  const mtlsUrl = `https://${new URL(settings.url).hostname}:${door.port}`;
  const issuer = openProvider({
    issuer: settings.url,
    keys,
    cookieKeys: await openCookieKeys(folder),
    clients,
    authority,
    redirectUris: redirectUrisOf(settings.hubUrl),
    mtlsUrl,
    log,
  });
  door.serve((request, response) => {
    if (request.url === PATHS.token) serveProvider(issuer, mtlsUrl, request, response);
    else response.writeHead(404).end();
  });
  return {
    tokens,
    async mount(app) {
      mountTokens(app, { tokens, issuer, clients, systems, mtlsUrl });
      mountAuthority(app, { authority, files, systems, holders: clients, clock });
      await mountProvider(app, issuer, settings.url);
    },
    async close() {
      files.close();
      await door.close();
    },
  };
}
