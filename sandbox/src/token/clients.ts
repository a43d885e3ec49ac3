import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { SystemName } from '@saite/contracts';
import { SaiteError } from '@saite/runtime';
import type { AdapterPayload } from 'oidc-provider';
import { z } from 'zod';
import { inTurn, OWNER_ONLY, readIfThere, writeWhole } from '../authority/files.ts';
import type { CertificateHolders } from '../authority/routes.ts';

const LEAST_RSA_BITS = 2048;

/** A public key that signs assertions: RSA or P-256, as a JWK without a private part. */
export const ClientKey = z
  .looseObject({ kty: z.enum(['RSA', 'EC']), kid: z.string().min(1).max(200).optional() })
  .refine((jwk) => !['d', 'p', 'q', 'k'].some((part) => part in jwk), {
    error: 'must not hold a private key',
    abort: true,
  })
  .refine((jwk) => isGoodKey(keyOf(jwk)), { error: 'expected a key of P-256, or RSA of 2048 bits and more' })
  .describe('Public key, JWK');
export const ClientKeys = z.strictObject({ keys: z.array(ClientKey).min(1).max(10) }).describe('JWK set');
export type ClientKeys = z.infer<typeof ClientKeys>;

const KnownClient = z.strictObject({
  system: SystemName.describe('Client id'),
  jwks: ClientKeys.optional().describe('Keys that sign its assertions'),
  certificates: z
    .array(z.strictObject({ pem: z.string(), ours: z.boolean().describe('Whether our authority issued it') }))
    .describe('Certificates by which it is known in mutual TLS'),
});
type KnownClient = z.infer<typeof KnownClient>;
const ClientsFile = z.array(KnownClient);

/** The ways in which a system shows at the token endpoint who it is. */
export type ClientMethod = 'private_key_jwt' | 'tls_client_auth' | 'self_signed_tls_client_auth';

/** The systems that may ask for tokens, kept in a file. */
export interface Clients extends CertificateHolders {
  /** Adds a system, or what it is known by; keys replace those before. @returns how it shows who it is */
  register(system: SystemName, proof: { jwks?: ClientKeys; certificate?: string }): Promise<ClientMethod>;
  /** What the issuer knows of a client. */
  metadataOf(clientId: string): AdapterPayload | undefined;
}

/**
 * @param folder where the file is kept
 * @param isOurs whether the sandbox's authority issued a certificate
 */
export async function openClients(
  folder: string,
  isOurs: (certificate: X509Certificate) => boolean,
): Promise<Clients> {
  const path = join(folder, 'clients.json');
  const parsed = ClientsFile.safeParse(JSON.parse((await readIfThere(path)) ?? '[]'));
  if (!parsed.success) throw new SaiteError('CLIENTS_INVALID', `${path} is no list of clients. Remove it.`);
  const clients = new Map(parsed.data.map((client) => [String(client.system), client]));
  const oneAtATime = inTurn();
  const keep = () => writeWhole(path, `${JSON.stringify([...clients.values()], null, 2)}\n`, OWNER_ONLY);

  const register: Clients['register'] = (system, { jwks, certificate }) =>
    oneAtATime(async () => {
      const known = clients.get(system) ?? { system, certificates: [] };
      const others = known.certificates.filter(({ pem }) => pem !== certificate);
      const added =
        certificate === undefined
          ? []
          : [{ pem: certificate, ours: isOurs(new X509Certificate(certificate)) }];
      const client = { ...known, ...(jwks ? { jwks } : {}), certificates: [...others, ...added] };
      clients.set(system, client);
      await keep();
      return methodOf(client);
    });

  return {
    register,
    admit: async (system, certificate) => {
      await register(system, { certificate });
    },
    dismiss: (certificate) =>
      oneAtATime(async () => {
        for (const client of clients.values())
          clients.set(client.system, {
            ...client,
            certificates: client.certificates.filter(({ pem }) => pem !== certificate),
          });
        await keep();
      }),
    metadataOf: (clientId) => {
      const client = clients.get(clientId);
      return client && metadataOf(client);
    },
  };
}

/** Keys before certificates: who has keys signs; where a certificate of others is pinned, all are pinned. */
function methodOf({ jwks, certificates }: KnownClient): ClientMethod {
  if (jwks) return 'private_key_jwt';
  return certificates.every(({ ours }) => ours) ? 'tls_client_auth' : 'self_signed_tls_client_auth';
}

function metadataOf(client: KnownClient): AdapterPayload {
  const method = methodOf(client);
  const proof = {
    private_key_jwt: { jwks: client.jwks },
    tls_client_auth: { tls_client_auth_subject_dn: `CN=${client.system}` },
    self_signed_tls_client_auth: { jwks: { keys: client.certificates.map(({ pem }) => jwkOf(pem)) } },
  } as const;
  return {
    client_id: client.system,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: method,
    ...proof[method],
  };
}

/** A certificate as a JWK: its key, and itself in `x5c`. */
function jwkOf(pem: string) {
  const certificate = new X509Certificate(pem);
  const { kty = '', ...key } = certificate.publicKey.export({ format: 'jwk' });
  return { ...key, kty, x5c: [certificate.raw.toString('base64')] };
}

function keyOf(jwk: Record<string, unknown>): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function isGoodKey(key: KeyObject | undefined): boolean {
  const { namedCurve, modulusLength = 0 } = key?.asymmetricKeyDetails ?? {};
  return key?.asymmetricKeyType === 'rsa' ? modulusLength >= LEAST_RSA_BITS : namedCurve === 'prime256v1';
}
