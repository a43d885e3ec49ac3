import { unknownCaller } from '../problem-error.ts';
import { parseStrictJson } from '../strict-json.ts';

/** Signatures that are taken; none with a shared secret. */
export const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

const LONGEST_TOKEN = 8_192;

/** Headers by which a token would bring its own key, be more than a signed one, or change how it is to be read. */
const REFUSED_HEADERS = ['jwk', 'jku', 'x5u', 'x5c', 'crit', 'b64', 'zip', 'enc', 'epk', 'cty'];

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * The token of an `Authorization` header, if its form is that of a signed access token (RFC 9068). Whatever does not
 * need the issuer's keys is looked at here, before any of them is looked for.
 *
 * @throws ProblemError `UNAUTHENTICATED`
 */
export function bearerOf(authorization: string | undefined): string {
  if (authorization === undefined) throw unknownCaller('NO_TOKEN');
  if (authorization.length > LONGEST_TOKEN) throw unknownCaller('TOKEN_TOO_LONG');
  const [, token, header, claims] =
    /^Bearer (([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+)$/i.exec(authorization) ?? [];
  if (!token || !header || !claims) throw unknownCaller('TOKEN_MALFORMED');
  const { alg, typ, kid, ...others } = objectIn(header);
  if (!ALGORITHMS.some((known) => known === alg)) throw unknownCaller('TOKEN_ALGORITHM');
  if (typeof typ !== 'string' || !/^(application\/)?at\+jwt$/i.test(typ)) throw unknownCaller('TOKEN_TYPE');
  if (kid !== undefined && typeof kid !== 'string') throw unknownCaller('TOKEN_HEADER');
  if (REFUSED_HEADERS.some((name) => Object.hasOwn(others, name))) throw unknownCaller('TOKEN_HEADER');
  objectIn(claims); // the same claim twice is two tokens in one
  return token;
}

function objectIn(part: string): Readonly<Record<string, unknown>> {
  try {
    const content = parseStrictJson(decoder.decode(Buffer.from(part, 'base64url')));
    if (content !== null && typeof content === 'object' && !Array.isArray(content)) return { ...content };
  } catch {
    // said below
  }
  throw unknownCaller('TOKEN_MALFORMED');
}
