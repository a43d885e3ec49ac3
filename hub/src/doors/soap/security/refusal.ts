import type { ProblemCode } from '@saite/contracts';
import { XML_TREE_REFUSALS } from '@saite/xml';
import { ProblemError } from '../../problem-error.ts';
import { ENVELOPE_REFUSALS } from '../envelope/index.ts';

/** Why an envelope is nobody's, for the log. */
export const SECURITY_REFUSALS = [
  /** No Security header for us, two of them, or something in it that is neither needed nor ours to read. */
  'NO_SECURITY',
  'SECURITY_TWICE',
  'SECURITY_SHAPE',
  /** Neither a signature nor a UsernameToken; both, or more than one signature anywhere in the document. */
  'NOT_SIGNED',
  'TWO_TOKENS',
  'SIGNATURE_TWICE',
  /** An id that stands twice, under whatever name. */
  'DUPLICATE_ID',
  // The signature's form.
  'SIGNATURE_SHAPE',
  'ALGORITHM',
  'TRANSFORM',
  'REFERENCE_OUTSIDE',
  /** A reference to nothing, or to what is neither Body, Timestamp, header block nor token. */
  'REFERENCE_UNKNOWN',
  'REFERENCE_TWICE',
  'BODY_NOT_SIGNED',
  'TIMESTAMP_NOT_SIGNED',
  'ADDRESSING_NOT_SIGNED',
  // Its key.
  'KEY_INFO',
  'CERTIFICATE_UNREADABLE',
  'CERTIFICATE_UNKNOWN',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NOT_YET_VALID',
  'CERTIFICATE_USAGE',
  'CERTIFICATE_ISSUER',
  'CERTIFICATE_REVOKED',
  /** The list of revoked certificates is missing or too old: nobody can say. */
  'REVOCATION_UNKNOWN',
  'KEY_WEAK',
  // What it says.
  'DIGEST_DIFFERS',
  'SIGNATURE_WRONG',
  // Time and repetition.
  'TIMESTAMP_MISSING',
  'TIMESTAMP_TWICE',
  'TIMESTAMP_SHAPE',
  'TIMESTAMP_TOO_LONG',
  'TIMESTAMP_EXPIRED',
  'TIMESTAMP_IN_FUTURE',
  'ADDRESSING_SHAPE',
  'REPLAYED',
  // UsernameToken.
  'NO_MUTUAL_TLS',
  'PEER_UNKNOWN',
  'USERNAME_SHAPE',
  'USERNAME_OF_ANOTHER',
  'PASSWORD_DIGEST',
  'PASSWORD_WRONG',
  'NONCE_SHAPE',
] as const;
export type SecurityReason =
  | (typeof SECURITY_REFUSALS)[number]
  | (typeof XML_TREE_REFUSALS)[number]
  | (typeof ENVELOPE_REFUSALS)[number];

/**
 * An envelope that is not let in. Outside goes only the problem's code: `TOO_LARGE` or `UNREADABLE` for what is no
 * envelope at all, for everything else the one answer `UNAUTHENTICATED`. The reason is for the log.
 */
export class SecurityRefusal extends ProblemError {
  override readonly reason: SecurityReason;

  constructor(reason: SecurityReason) {
    super(problemOf(reason), [], reason);
    this.name = 'SecurityRefusal';
    this.reason = reason;
  }
}

const UNREADABLE: ReadonlySet<SecurityReason> = new Set([...XML_TREE_REFUSALS, ...ENVELOPE_REFUSALS]);

function problemOf(reason: SecurityReason): ProblemCode {
  if (reason === 'TOO_LARGE') return 'TOO_LARGE';
  return UNREADABLE.has(reason) ? 'UNREADABLE' : 'UNAUTHENTICATED';
}
