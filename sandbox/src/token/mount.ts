import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { PATHS } from './configuration.ts';
import type { IdentityProvider } from './provider.ts';
import { mountSignIn } from './sign-in.ts';

/**
 * Hands a request to the provider as if it had come to its own address: what the caller calls us in the `Host` header
 * reaches no document and no cookie.
 */
export function serveProvider(
  issuer: IdentityProvider,
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  request.headers.host = new URL(address).host;
  issuer.current().callback()(request, response);
}

/** Mounts the identity provider at the sandbox's root, beside everything else. */
export async function mountProvider(
  app: FastifyInstance,
  issuer: IdentityProvider,
  address: string,
): Promise<void> {
  await app.register(async (scope) => {
    // The provider reads bodies itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const path of [
      '/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server',
      PATHS.jwks,
      '/oidc/*',
    ])
      scope.all(path, (request, reply) => {
        reply.hijack();
        serveProvider(issuer, address, request.raw, reply.raw);
      });
  });
  await mountSignIn(app, issuer);
}
