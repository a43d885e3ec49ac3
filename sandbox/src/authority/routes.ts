import { randomBytes } from 'node:crypto';
import { parseBody, SandboxProblem } from '@saite/adapter-kit/sandbox';
import type { SystemName } from '@saite/contracts';
import { hashPassword } from '@saite/identity';
import type { Clock } from '@saite/runtime';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Authority, BACKDATED_MS, type Validity } from './authority.ts';
import { NewSystemName, registrationFields, registrationOf } from './registration.ts';
import type { SystemsRegister } from './systems-file.ts';
import { readCertificate, thumbprintOf } from './thumbprint.ts';
import type { TlsFiles } from './tls-files.ts';

const DAY_MS = 86_400_000;
const DEFAULT_VALIDITY_MS = 90 * DAY_MS;
const LONGEST_VALIDITY_MS = 3_650 * DAY_MS;
/** A made password has 192 random bits: nobody guesses it, so its digest need not be slow. */
const COST_OF_MADE_PASSWORD = 14;

const Pem = z.string().min(1).max(20_000);
const Time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Body of `POST /sandbox/certificate`. */
const CertificateBody = z
  .strictObject({
    csr: Pem.describe('Signing request, PKCS #10 as PEM'),
    sub: NewSystemName.describe('Name of the system: subject of the certificate, client id, user name'),
    ...registrationFields,
    notBefore: Time.optional().describe('From when it is good; now if not said'),
    notAfter: Time.optional().describe('Until when it is good; 90 days if not said'),
    validForMs: z
      .int()
      .min(1000)
      .max(LONGEST_VALIDITY_MS)
      .optional()
      .describe('How long it is good, instead of `notAfter`'),
  })
  .describe('A certificate for a calling system, which is registered with it');
type CertificateBody = z.infer<typeof CertificateBody>;

const RevokeBody = z.strictObject({ certificate: Pem.describe('Certificate to take back, PEM') });

/** Where the certificates of systems count, beside the file of systems. */
export interface CertificateHolders {
  admit(system: SystemName, certificate: string): Promise<void>;
  dismiss(certificate: string): Promise<void>;
}

export interface AuthorityParts {
  readonly authority: Authority;
  readonly files: TlsFiles;
  readonly systems: SystemsRegister;
  readonly holders: CertificateHolders;
  readonly clock: Clock;
}

/** Mounts the control calls that give certificates and take them back. */
export function mountAuthority(app: FastifyInstance, parts: AuthorityParts): void {
  const { authority, files, systems, holders, clock } = parts;

  app.post('/sandbox/certificate', async (request) => {
    const body = parseBody(CertificateBody, request.body);
    const issued = await authority.issueClient(body.csr, body.sub, validityOf(body, clock.now()));
    const password = body.password ?? randomBytes(24).toString('base64url');
    const digest = await hashPassword(
      password,
      body.password === undefined ? COST_OF_MADE_PASSWORD : undefined,
    );
    const certificate = issued.toString();
    await holders.admit(body.sub, certificate);
    await systems.register(registrationOf(body.sub, body), {
      certificate: thumbprintOf(issued),
      password: digest,
    });
    return { certificate, ca: authority.certificate, username: body.sub, password };
  });

  app.post('/sandbox/certificate/revoke', async (request) => {
    const certificate = readCertificate(parseBody(RevokeBody, request.body).certificate);
    await authority.revoke(certificate);
    await systems.withdraw(thumbprintOf(certificate));
    await holders.dismiss(certificate.toString());
    await files.renew();
    return { thumbprint: thumbprintOf(certificate), revoked: true };
  });
}

/** @throws SandboxProblem `INVALID` if it ends before it begins, or its end is said twice */
function validityOf({ notBefore, notAfter, validForMs }: CertificateBody, now: Date): Validity {
  const refused = (message: string) => new SandboxProblem('INVALID', [{ path: 'notAfter', message }]);
  if (notAfter && validForMs !== undefined) throw refused('expected either notAfter or validForMs');
  const begin = notBefore ?? new Date(now.getTime() - BACKDATED_MS);
  const from = notBefore ?? now;
  const end = notAfter ?? new Date(from.getTime() + (validForMs ?? DEFAULT_VALIDITY_MS));
  if (end <= begin) throw refused('expected a time after notBefore');
  return { notBefore: begin, notAfter: end };
}
