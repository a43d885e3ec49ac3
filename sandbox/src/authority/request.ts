import { createPublicKey, type KeyObject } from 'node:crypto';
import { SandboxProblem } from '@saite/adapter-kit/sandbox';
import { Pkcs10CertificateRequest } from './x509.ts';

const CURVES: readonly string[] = ['prime256v1', 'secp384r1', 'secp521r1'];
const DIGESTS: readonly string[] = ['SHA-256', 'SHA-384', 'SHA-512'];
const LEAST_RSA_BITS = 2048;
const MOST_RSA_BITS = 8192;

const refused = (message: string): SandboxProblem =>
  new SandboxProblem('INVALID', [{ path: 'csr', message }]);

/**
 * Reads a signing request (PKCS #10, PEM) and checks that who sends it has the key: ECDSA on P-256, P-384 or P-521, or
 * RSA of 2048 bits and more, signed with SHA-2. Its subject and extensions say nothing: the authority writes its own.
 *
 * @returns the public key
 * @throws SandboxProblem `INVALID` naming `csr`
 */
export async function readRequest(pem: string): Promise<KeyObject> {
  const request = parse(pem);
  const key = keyOf(request);
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  const bits = details?.modulusLength ?? 0;
  const isGood =
    type === 'ec'
      ? CURVES.includes(details?.namedCurve ?? '')
      : type === 'rsa' && bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS;
  if (!isGood) throw refused('expected a key of P-256, P-384, P-521, or RSA of 2048 to 8192 bits');
  if (!DIGESTS.includes(request.signatureAlgorithm.hash?.name ?? '')) throw refused('expected SHA-2');
  const isSigned = await request.verify().catch(() => false);
  if (!isSigned) throw refused('the signature is not by the key of the request');
  return key;
}

function parse(pem: string): Pkcs10CertificateRequest {
  try {
    return new Pkcs10CertificateRequest(pem);
  } catch {
    throw refused('expected a certificate signing request as PEM');
  }
}

function keyOf(request: Pkcs10CertificateRequest): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(request.publicKey.rawData), format: 'der', type: 'spki' });
  } catch {
    throw refused('the key cannot be read');
  }
}
