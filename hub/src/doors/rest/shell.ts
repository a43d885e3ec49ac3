import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isTls, peerThumbprint } from '../callers/peer.ts';
import type { Systems } from '../callers/systems.ts';
import { ProblemError, unknownCaller } from '../problem-error.ts';
import type { CallLimits } from './limits.ts';

const LONGEST_URL = 2_048;
const MOST_HEADERS = 64;
const HSTS = 'max-age=31536000';

/** What no page and no answer may do; a page that needs more says so at its route, with a nonce. */
const NOTHING = {
  defaultSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

/**
 * For the routes of a page of ours: files and calls of the hub, calls of the issuer, and a nonce for the one style that
 * a library sets by itself.
 */
export const pageShell = (issuer: string) => ({
  enableCSPNonces: true,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      ...NOTHING,
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'", issuer],
    },
  },
});

/** What holds for every request and answer, whatever route it goes to. */
export async function hardenShell(
  app: FastifyInstance,
  { systems, limits }: { readonly systems: Pick<Systems, 'byThumbprint'>; readonly limits: CallLimits },
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: NOTHING },
    frameguard: { action: 'deny' },
    // Said below on connections with TLS only, as RFC 6797 wants it.
    strictTransportSecurity: false,
    // For browsers that nobody has any more.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (isTls(request)) reply.header('strict-transport-security', HSTS);
    const refusal = isNobody(request, systems)
      ? unknownCaller('CERTIFICATE_UNKNOWN')
      : request.is404 || !isMeasured(request)
        ? new ProblemError('NOT_FOUND')
        : undefined;
    if (!refusal) return;
    await limits.countStranger(request);
    throw refusal;
  });
}

/** Behind mutual TLS there are systems only, and one whose certificate is not in the file is nobody. */
function isNobody(request: FastifyRequest, systems: Pick<Systems, 'byThumbprint'>): boolean {
  const thumbprint = peerThumbprint(request);
  return isTls(request) && !(thumbprint && systems.byThumbprint(thumbprint));
}

/** Whether a request has no longer an address, and no more headers, than callers send. */
const isMeasured = ({ raw }: FastifyRequest): boolean =>
  raw.rawHeaders.length <= 2 * MOST_HEADERS && (raw.url?.length ?? 0) <= LONGEST_URL;

/**
 * Whether a path is written in the one way that is ours: what stands before the doors may read `%2e`, `//` and their
 * like in another way than we do.
 */
export function isPlainPath({ raw }: FastifyRequest): boolean {
  const [path = ''] = (raw.url ?? '').split('?', 1);
  return /^\/(?:[A-Za-z0-9._:/-]|%3[Aa])*$/.test(path) && !/\/\/|\/\.\.?(?:\/|$)/.test(path);
}
