import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import type { Clock } from '@saite/runtime';
import { type Authority, BACKDATED_MS } from './authority.ts';
import { EVERYBODY, OWNER_ONLY, readIfThere, writeWhole } from './files.ts';

const DAY_MS = 86_400_000;
const VALIDITY_MS = 90 * DAY_MS;
const RENEWED_BEFORE_MS = 30 * DAY_MS;

/** Where a server's certificate and key lie. */
export interface ServerFiles {
  readonly certificate: string;
  readonly key: string;
}

/**
 * Makes a server's key and certificate, or makes them anew: in the last third of their time, for other names, or where
 * another authority signed them.
 *
 * @returns whether they were made
 */
export async function keepServerCertificate(
  authority: Authority,
  files: ServerFiles,
  names: readonly string[],
  clock: Clock,
): Promise<boolean> {
  const now = clock.now().getTime();
  const [certificate, key] = [await readIfThere(files.certificate), await readIfThere(files.key)];
  if (certificate !== undefined && key !== undefined) {
    const known = new X509Certificate(certificate);
    const isGood =
      authority.hasIssued(known) &&
      known.checkPrivateKey(createPrivateKey(key)) &&
      known.validToDate.getTime() - now > RENEWED_BEFORE_MS &&
      names.every((name) => known.checkHost(name) ?? known.checkIP(name));
    if (isGood) return false;
  }
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issued = await authority.issueServer(createPublicKey(privateKey), names, {
    notBefore: new Date(now - BACKDATED_MS),
    notAfter: new Date(now + VALIDITY_MS),
  });
  await writeWhole(files.key, String(privateKey.export({ format: 'pem', type: 'pkcs8' })), OWNER_ONLY);
  await writeWhole(files.certificate, issued.toString(), EVERYBODY);
  return true;
}
