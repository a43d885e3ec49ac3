import { parseBody } from '@saite/adapter-kit/sandbox';
import type { FastifyInstance } from 'fastify';
import { TokenBody, type TokenIssuer } from './issuer.ts';

/** Mounts the control call that issues tokens, and what a verifier finds by discovery. */
export function mountTokens(app: FastifyInstance, tokens: TokenIssuer): void {
  app.post('/sandbox/token', async (request) => ({
    access_token: await tokens.issue(parseBody(TokenBody, request.body)),
  }));
  app.get('/jwks.json', () => tokens.jwks);
  app.get('/.well-known/openid-configuration', () => ({
    issuer: tokens.issuer,
    jwks_uri: `${tokens.issuer}/jwks.json`,
    token_endpoint: `${tokens.issuer}/sandbox/token`,
    response_types_supported: ['token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
  }));
}
