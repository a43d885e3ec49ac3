import { parseBody, SandboxProblem } from '@saite/adapter-kit/sandbox';
import { hashPassword } from '@saite/identity';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { NewSystemName, registrationFields, registrationOf } from '../authority/registration.ts';
import type { SystemsRegister } from '../authority/systems-file.ts';
import { readCertificate, thumbprintOf } from '../authority/thumbprint.ts';
import { ClientKeys, type Clients } from './clients.ts';
import { PATHS } from './configuration.ts';
import { TokenBody, type TokenIssuer } from './issuer.ts';
import type { IdentityProvider } from './provider.ts';

/** Body of `POST /sandbox/clients`. */
const ClientBody = z
  .strictObject({
    system: NewSystemName.describe('Name of the system: its client id'),
    ...registrationFields,
    jwks: ClientKeys.optional().describe('Public keys that sign its assertions (private_key_jwt)'),
    certificate: z
      .string()
      .max(20_000)
      .optional()
      .describe('Certificate of any issuer, also of its own, by which it is known in mutual TLS (PEM)'),
  })
  .refine(({ jwks, certificate }) => jwks !== undefined || certificate !== undefined, {
    path: ['jwks'],
    error: 'expected keys or a certificate',
  })
  .describe('A system that asks for tokens by client credentials');

export interface TokenParts {
  readonly tokens: TokenIssuer;
  readonly issuer: IdentityProvider;
  readonly clients: Clients;
  readonly systems: SystemsRegister;
  /** Address of the door with mutual TLS. */
  readonly mtlsUrl: string;
}

/** Mounts the control calls that give tokens, register clients and change the keys. */
export function mountTokens(app: FastifyInstance, parts: TokenParts): void {
  const { tokens, issuer, clients, systems, mtlsUrl } = parts;

  app.post('/sandbox/token', async (request) => ({
    access_token: await tokens.issue(parseBody(TokenBody, request.body)),
  }));

  app.post('/sandbox/token/rotate', async () => {
    await issuer.rotate();
    return { rotated: true };
  });

  app.post('/sandbox/clients', async (request) => {
    const { system, jwks, certificate: pem, ...given } = parseBody(ClientBody, request.body);
    const certificate = pem === undefined ? undefined : readCertificate(pem);
    if (certificate && certificate.validToDate.getTime() <= Date.now())
      throw new SandboxProblem('INVALID', [{ path: 'certificate', message: 'is not good any more' }]);
    const password = given.password === undefined ? undefined : await hashPassword(given.password);
    const method = await clients.register(system, {
      ...(jwks ? { jwks } : {}),
      ...(certificate ? { certificate: certificate.toString() } : {}),
    });
    await systems.register(registrationOf(system, given), {
      ...(certificate ? { certificate: thumbprintOf(certificate) } : {}),
      ...(password === undefined ? {} : { password }),
    });
    return {
      client_id: system,
      token_endpoint_auth_method: method,
      token_endpoint: (method === 'private_key_jwt' ? tokens.issuer : mtlsUrl) + PATHS.token,
    };
  });
}
