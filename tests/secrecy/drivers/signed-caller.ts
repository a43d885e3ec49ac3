import { X509Certificate } from 'node:crypto';
import { makeApplicant } from '../../../sandbox/src/testing/certificates.ts';
import type { Identity } from '../../support/certificates.ts';
import type { World } from '../world.ts';

/** A system with a certificate of the sandbox's authority, as it may call by SOAP and over mutual TLS. */
export interface SignedCaller {
  readonly identity: Identity;
  /** Certificate of the authority, PEM. */
  readonly ca: string;
  readonly username: string;
  readonly password: string;
}

const MOST_READ_MS = 2_000;

/** Asks for a certificate, and waits until the hub has read who may call. */
export async function signedCaller(
  world: World,
  sub: string,
  roles: readonly string[],
): Promise<SignedCaller> {
  const { key, csr } = await makeApplicant('rsa');
  const given = Object(JSON.parse(await world.sandbox('/sandbox/certificate', { csr, sub, roles })));
  const [certificate, password] = [String(given.certificate), String(given.password)];
  world.tokens.set(`password of ${sub}`, password);
  const { serialNumber } = new X509Certificate(certificate);
  await new Promise((resolve) => setTimeout(resolve, MOST_READ_MS));
  return {
    identity: { key, cert: certificate, thumbprint: '', serial: serialNumber },
    ca: String(given.ca),
    username: String(given.username),
    password,
  };
}
