import { codeOf, SaiteError } from '@saite/runtime';

/**
 * What a failed call means for what follows:
 * `outage` - the register is away or broken: nothing is parked, try again later; it may open the breaker.
 * `refused` - the register understood and says no (a 4xx, a business error): it will say so again.
 * `bad-answer` - the register answered, and the answer must not be taken: park the reason, try again later.
 */
export type Consequence = 'outage' | 'refused' | 'bad-answer';

/** Codes of every failed call to a register; stable, shown in logs, metrics and parked rows. */
export const UPSTREAM_CODES = {
  UPSTREAM_TIMEOUT: 'outage',
  UPSTREAM_UNREACHABLE: 'outage',
  UPSTREAM_FAILED: 'outage',
  UPSTREAM_BUSY: 'outage',
  UPSTREAM_UNREADABLE: 'outage',
  BREAKER_OPEN: 'outage',
  BREAKER_HELD: 'outage',
  NOT_AUTHORISED: 'refused',
  REFUSED: 'refused',
  ANSWER_TOO_LARGE: 'bad-answer',
  ANSWER_INVALID: 'bad-answer',
  ANSWER_OF_ANOTHER: 'bad-answer',
  PAGE_REPEATED: 'bad-answer',
  SUSPICIOUSLY_EMPTY: 'bad-answer',
} as const satisfies Record<string, Consequence>;
export type UpstreamCode = keyof typeof UPSTREAM_CODES;

/** A call to a register that failed. Neither message nor path ever holds anything that the register sent. */
export class UpstreamError extends SaiteError {
  readonly consequence: Consequence;
  /** Path of the field that is wrong, if one is. */
  readonly path: string;
  /** The register's own code of a refusal, if it gave one. */
  readonly registerCode: string | undefined;

  constructor(code: UpstreamCode, message: string, path = '', registerCode?: string) {
    super(code, message);
    this.name = 'UpstreamError';
    this.consequence = UPSTREAM_CODES[code];
    this.path = path;
    this.registerCode = registerCode;
  }
}

export const isOutage = (error: unknown): boolean =>
  error instanceof UpstreamError && error.consequence === 'outage';

const NETWORK = /^(E[A-Z]{3,}|UND_ERR_[A-Z_]+|ERR_(SSL|TLS|SOCKET|STREAM)[A-Z_]*|CERT_[A-Z_]+|HPE_[A-Z_]+)$/;

/** Gives a failure of the network its stable code; everything else is passed on as it is. */
export function asUpstreamError(error: unknown, timedOut: boolean): unknown {
  if (error instanceof UpstreamError) return error;
  if (timedOut) return new UpstreamError('UPSTREAM_TIMEOUT', 'the register did not answer in time');
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (NETWORK.test(codeOf(cause)) || (error instanceof TypeError && error.message === 'fetch failed'))
    return new UpstreamError('UPSTREAM_UNREACHABLE', `the register cannot be reached (${codeOf(cause)})`);
  return error;
}
