import { X509Certificate } from 'node:crypto';
import { SaiteError } from '@saite/runtime';
import { X509Certificate as ReadCertificate, X509Crl } from './x509.ts';

/** An authority of client certificates, and what it has revoked. */
interface Authority {
  readonly certificate: X509Certificate;
  /** Serial numbers; `undefined` without a list. */
  readonly revoked: ReadonlySet<string> | undefined;
  readonly nextUpdate: Date | undefined;
}

export type TrustRefusal = 'CERTIFICATE_ISSUER' | 'CERTIFICATE_REVOKED' | 'REVOCATION_UNKNOWN';

const DELTA_INDICATOR = '2.5.29.27';

/** Authorities that may issue certificates of calling systems. Each is an anchor: leaves come from one directly. */
export class ClientTrust {
  readonly #authorities: readonly Authority[];
  readonly #hasRevocations: boolean;
  /** Who issued what never changes; to verify it costs more than a signature. */
  readonly #issuers = new WeakMap<X509Certificate, readonly Authority[]>();

  private constructor(authorities: readonly Authority[], hasRevocations: boolean) {
    this.#authorities = authorities;
    this.#hasRevocations = hasRevocations;
  }

  /**
   * @param authorities certificates of the authorities, PEM
   * @param revocations their lists of revoked certificates, PEM; once there are any, an authority without a list that
   * is still valid lets nobody in
   * @throws SaiteError `CLIENT_CA_UNREADABLE`, `CLIENT_CRL_UNREADABLE`
   */
  static async load(authorities: string, revocations?: string): Promise<ClientTrust> {
    const certificates = blocksOf(authorities, 'CERTIFICATE').map(readAuthority);
    if (certificates.length === 0)
      throw new SaiteError('CLIENT_CA_UNREADABLE', 'The file of client authorities holds no certificate.');
    const lists = blocksOf(revocations ?? '', 'X509 CRL').map(readRevocations);
    if (revocations !== undefined && lists.length === 0)
      throw new SaiteError('CLIENT_CRL_UNREADABLE', 'The file of revoked certificates holds no list.');
    return new ClientTrust(
      await Promise.all(certificates.map((certificate) => withRevocations(certificate, lists))),
      revocations !== undefined,
    );
  }

  /** Why a certificate is not to be trusted at an instant, `undefined` if it is. */
  judge(certificate: X509Certificate, now: Date): TrustRefusal | undefined {
    const authority = this.#issuersOf(certificate).find(
      (one) => one.certificate.validFromDate <= now && now < one.certificate.validToDate,
    );
    if (!authority) return 'CERTIFICATE_ISSUER';
    if (!this.#hasRevocations) return undefined;
    if (!authority.revoked || !authority.nextUpdate || authority.nextUpdate <= now)
      return 'REVOCATION_UNKNOWN';
    return authority.revoked.has(serialOf(certificate.serialNumber)) ? 'CERTIFICATE_REVOKED' : undefined;
  }

  #issuersOf(certificate: X509Certificate): readonly Authority[] {
    const before = this.#issuers.get(certificate);
    if (before) return before;
    const found = this.#authorities.filter(
      (one) => certificate.checkIssued(one.certificate) && certificate.verify(one.certificate.publicKey),
    );
    this.#issuers.set(certificate, found);
    return found;
  }
}

const blocksOf = (pem: string, label: string): string[] =>
  pem.match(new RegExp(`-----BEGIN ${label}-----[A-Za-z0-9+/=\\s]+-----END ${label}-----`, 'g')) ?? [];

/** Hexadecimal, without zeros in front: each library writes them otherwise. */
const serialOf = (hexadecimal: string): string => hexadecimal.toLowerCase().replace(/^0+/, '');

function readAuthority(pem: string): X509Certificate {
  try {
    const certificate = new X509Certificate(pem);
    if (certificate.ca) return certificate;
  } catch {
    // said below
  }
  throw new SaiteError(
    'CLIENT_CA_UNREADABLE',
    'A client authority is no readable certificate of an authority.',
  );
}

function readRevocations(pem: string): X509Crl {
  try {
    const list = new X509Crl(pem);
    if (!list.getExtension(DELTA_INDICATOR)) return list;
  } catch {
    // said below
  }
  throw new SaiteError(
    'CLIENT_CRL_UNREADABLE',
    'A list of revoked certificates is not readable, or no whole list.',
  );
}

/** The newest list that the authority itself signed. */
async function withRevocations(certificate: X509Certificate, lists: readonly X509Crl[]): Promise<Authority> {
  const { publicKey } = new ReadCertificate(certificate.raw);
  let newest: X509Crl | undefined;
  for (const list of lists) {
    const isOwn = await list.verify({ publicKey }).catch(() => false); // a key of another kind
    if (isOwn && (!newest || list.thisUpdate > newest.thisUpdate)) newest = list;
  }
  return {
    certificate,
    revoked: newest && new Set(newest.entries.map((entry) => serialOf(entry.serialNumber))),
    nextUpdate: newest?.nextUpdate,
  };
}
