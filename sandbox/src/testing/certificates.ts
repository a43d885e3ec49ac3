import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { request } from 'node:https';
import type { CustomFetch } from 'openid-client';
import { Pkcs10CertificateRequestGenerator, X509CertificateGenerator } from '../authority/x509.ts';

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** A key pair of a system and its signing request. */
export interface Applicant {
  readonly key: string;
  readonly csr: string;
}

const pemOf = (key: KeyObject): string => String(key.export({ format: 'pem', type: 'pkcs8' }));

/** Makes a key and a signing request, as a system would. */
export async function makeApplicant(type: 'ec' | 'rsa' = 'ec', bits = 2048): Promise<Applicant> {
  const pair =
    type === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: bits });
  const algorithm = type === 'ec' ? EC : RSA;
  const csr = await Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: ['whatever'] }],
    keys: {
      privateKey: pair.privateKey.toCryptoKey(algorithm, true, ['sign']),
      publicKey: pair.publicKey.toCryptoKey(algorithm, true, ['verify']),
    },
    signingAlgorithm: algorithm,
  });
  return { key: pemOf(pair.privateKey), csr: csr.toString('pem') };
}

/** A certificate that its owner signed. */
export async function makeSelfSigned(name: string): Promise<{ key: string; certificate: string }> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [name] }],
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
    keys: {
      privateKey: privateKey.toCryptoKey(EC, true, ['sign']),
      publicKey: publicKey.toCryptoKey(EC, true, ['verify']),
    },
    signingAlgorithm: EC,
  });
  return { key: pemOf(privateKey), certificate: certificate.toString('pem') };
}

/** `fetch` for openid-client over TLS with a client's certificate; without one, as who has none. */
export function tlsFetch(ca: string, own?: { key: string; certificate: string }): CustomFetch {
  return (url, { method, headers, body }) =>
    new Promise((resolve, reject) => {
      const call = request(
        url,
        {
          method,
          headers,
          ca,
          agent: false,
          ...(own ? { key: pemOf(createPrivateKey(own.key)), cert: own.certificate } : {}),
        },
        async (answer) => {
          const chunks: Buffer[] = [];
          for await (const chunk of answer) chunks.push(chunk);
          const text = Buffer.concat(chunks);
          const given = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
          resolve(
            new Response(text, {
              status: answer.statusCode ?? 0,
              headers: new Headers([...given].map(([n, v]) => [n, v])),
            }),
          );
        },
      );
      call.on('error', reject);
      call.end(body instanceof URLSearchParams ? body.toString() : (body ?? undefined));
    });
}
