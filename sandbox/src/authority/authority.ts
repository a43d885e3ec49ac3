import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { SandboxProblem } from '@saite/adapter-kit/sandbox';
import type { Clock } from '@saite/runtime';
import { inTurn, OWNER_ONLY, readIfThere, writeWhole } from './files.ts';
import { readRequest } from './request.ts';
import { openRevokedList } from './revoked.ts';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  type JsonName,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate as PeculiarCertificate,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  X509CrlGenerator,
} from './x509.ts';

const DAY_MS = 86_400_000;
const OWN_VALIDITY_MS = 3_650 * DAY_MS;
/** Certificates begin a little earlier, for clocks that are behind. */
export const BACKDATED_MS = 60_000;
/** A list of revocations is good for a day; it is written anew much oftener. */
const CRL_VALIDITY_MS = DAY_MS;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const OWN_NAME: JsonName = [{ CN: ['Saite sandbox authority'] }];
const CRL_NUMBER = '2.5.29.20';

/** From when until when a certificate is good. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** The certificate authority of the sandbox: ECDSA on P-256, one level. */
export interface Authority {
  /** Its own certificate, PEM. */
  readonly certificate: string;
  /**
   * Signs the request of a calling system: a certificate of a TLS client that may sign, with the name as its subject.
   *
   * @param csr PKCS #10, PEM
   * @throws SandboxProblem `INVALID` naming `csr`
   */
  issueClient(csr: string, name: string, validity: Validity): Promise<X509Certificate>;
  /** @param names host names and IP addresses under which the server is called */
  issueServer(key: KeyObject, names: readonly string[], validity: Validity): Promise<X509Certificate>;
  hasIssued(certificate: X509Certificate): boolean;
  isRevoked(certificate: X509Certificate): boolean;
  /** @throws SandboxProblem `INVALID` if another authority issued it */
  revoke(certificate: X509Certificate): Promise<void>;
  /** The list of revocations (CRL, PEM), signed now. */
  revocations(): Promise<string>;
}

/** @param folder where key, certificate and revocations are kept; they are made at the first start */
export async function openAuthority(folder: string, clock: Clock): Promise<Authority> {
  const { key, certificate } = await readOrMakeOwn(folder, clock);
  const signingKey = key.toCryptoKey(ALGORITHM, false, ['sign']);
  const own = new X509Certificate(certificate);
  const issuer = new PeculiarCertificate(certificate);
  const revoked = await openRevokedList(join(folder, 'revoked.json'));
  const oneAtATime = inTurn();
  const authorityKey = await AuthorityKeyIdentifierExtension.create(issuer.publicKey);

  const issue = async (
    publicKey: KeyObject,
    subject: JsonName,
    validity: Validity,
    extensions: Extension[],
  ) => {
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    const issued = await X509CertificateGenerator.create({
      serialNumber: newSerial(),
      subject,
      issuer: issuer.subjectName,
      ...validity,
      publicKey: spki,
      signingKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        ...extensions,
        await SubjectKeyIdentifierExtension.create(spki),
        authorityKey,
      ],
    });
    return new X509Certificate(issued.toString('pem'));
  };
  const hasIssued = (other: X509Certificate) => other.checkIssued(own) && other.verify(own.publicKey);

  return {
    certificate,
    hasIssued,
    issueClient: async (csr, name, validity) =>
      issue(await readRequest(csr), [{ CN: [name] }], validity, [
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
      ]),
    issueServer: (publicKey, names, validity) =>
      issue(publicKey, [{ CN: [names[0] ?? 'localhost'] }], validity, [
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(
          names.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value })),
        ),
      ]),
    isRevoked: ({ serialNumber }) => revoked.has(serialNumber),
    revoke: async (other) => {
      if (!hasIssued(other))
        throw new SandboxProblem('INVALID', [{ path: 'certificate', message: 'was not issued here' }]);
      await oneAtATime(() => revoked.add(other.serialNumber, clock.now()));
    },
    revocations: async () => {
      const now = clock.now();
      const list = await X509CrlGenerator.create({
        issuer: issuer.subjectName,
        thisUpdate: now,
        nextUpdate: new Date(now.getTime() + CRL_VALIDITY_MS),
        entries: revoked.entries().map(({ serial, at }) => ({ serialNumber: serial, revocationDate: at })),
        extensions: [authorityKey, crlNumber(now)],
        signingKey,
        signingAlgorithm: ALGORITHM,
      });
      return `${PemConverter.encode(list.rawData, 'X509 CRL')}\n`; // the library's own label is not OpenSSL's
    },
  };
}

/** 127 random bits, positive and of full length. */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

/** A number that grows from list to list: the time of its making in milliseconds, an INTEGER of six bytes. */
function crlNumber(now: Date): Extension {
  const der = Buffer.from([0x02, 6, 0, 0, 0, 0, 0, 0]);
  der.writeUIntBE(now.getTime(), 2, 6);
  return new Extension(CRL_NUMBER, false, der);
}

/** Key and certificate belong together: where one is missing, both are made. */
async function readOrMakeOwn(folder: string, clock: Clock): Promise<{ key: KeyObject; certificate: string }> {
  const [keyPath, path] = [join(folder, 'ca-key.pem'), join(folder, 'ca.pem')];
  const [keyText, text] = [await readIfThere(keyPath), await readIfThere(path)];
  if (keyText !== undefined && text !== undefined)
    return { key: createPrivateKey(keyText), certificate: text };
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = await signOwn(privateKey, clock);
  await writeWhole(keyPath, String(privateKey.export({ format: 'pem', type: 'pkcs8' })), OWNER_ONLY);
  await writeWhole(path, certificate, OWNER_ONLY);
  return { key: privateKey, certificate };
}

async function signOwn(key: KeyObject, clock: Clock): Promise<string> {
  const publicKey = createPublicKey(key);
  const now = clock.now().getTime();
  const own = await X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: OWN_NAME,
    notBefore: new Date(now - BACKDATED_MS),
    notAfter: new Date(now + OWN_VALIDITY_MS),
    keys: {
      privateKey: key.toCryptoKey(ALGORITHM, false, ['sign']),
      publicKey: publicKey.toCryptoKey(ALGORITHM, true, ['verify']),
    },
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(publicKey.export({ format: 'der', type: 'spki' })),
    ],
  });
  return `${own.toString('pem')}\n`;
}
