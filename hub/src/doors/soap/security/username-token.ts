import { createHash, timingSafeEqual } from 'node:crypto';
import type { System } from '@saite/contracts';
import { attributeOf, elementsOf, hasOnlyElements, isNamed, textOf, type XmlElement } from '@saite/xml';
import { WSSE, WSU } from '../envelope/index.ts';
import { decodeBase64 } from './base64.ts';
import type { Connection, SecurityOptions } from './options.ts';
import { SecurityRefusal } from './refusal.ts';
import { markOf } from './replay.ts';
import type { SecurityHeader } from './security-header.ts';
import { CLOCK_SKEW_MS, instantOf, judgeTimestamp, LONGEST_LIFE_MS } from './timestamp.ts';

const PROFILE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0';
const BASE64 =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary';

/** What a UsernameToken proved. */
export interface VerifiedUsername {
  readonly system: System;
  readonly marks: readonly Buffer[];
  /** `undefined` if nothing in the token says when it was made. */
  readonly until: Date | undefined;
}

/**
 * Verifies a UsernameToken, which counts only inside mutual TLS: the name must be that of the system whose
 * certificate the connection has, and the password its own.
 *
 * @throws SecurityRefusal
 * @see WSS UsernameToken Profile 1.1
 */
export async function verifyUsernameToken(
  security: SecurityHeader,
  { peerThumbprint }: Connection,
  { findSystem, verifyPassword, clock }: Pick<SecurityOptions, 'findSystem' | 'verifyPassword' | 'clock'>,
): Promise<VerifiedUsername> {
  if (!security.username) throw new SecurityRefusal('NOT_SIGNED');
  if (security.token) throw new SecurityRefusal('SECURITY_SHAPE');
  if (!peerThumbprint) throw new SecurityRefusal('NO_MUTUAL_TLS');
  const now = clock.now();
  const token = readToken(security.username);
  const system = await findSystem(peerThumbprint);
  if (!system) throw new SecurityRefusal('PEER_UNKNOWN');
  if (!isSame(token.username, system.system)) throw new SecurityRefusal('USERNAME_OF_ANOTHER');
  const stamped = security.timestamp && judgeTimestamp(security.timestamp, now);
  const created = token.created && judgeCreated(token.created, now);
  // The costly part last, and only for who is known by certificate.
  if (!system.password || !(await verifyPassword(token.password, system.password)))
    throw new SecurityRefusal('PASSWORD_WRONG');
  return {
    system,
    marks: token.nonce ? [markOf('nonce', system.system, token.nonce)] : [],
    until: created ?? stamped,
  };
}

interface UsernameToken {
  readonly username: string;
  readonly password: string;
  readonly nonce: Buffer | undefined;
  readonly created: XmlElement | undefined;
}

function readToken(element: XmlElement): UsernameToken {
  const [username, password, ...rest] = elementsOf(element);
  if (!username || !password || !hasOnlyElements(element)) throw new SecurityRefusal('USERNAME_SHAPE');
  if (!isNamed(username, WSSE, 'Username') || !isNamed(password, WSSE, 'Password'))
    throw new SecurityRefusal('USERNAME_SHAPE');
  const nonces = rest.filter((child) => isNamed(child, WSSE, 'Nonce'));
  const [created, ...moreCreated] = rest.filter((child) => isNamed(child, WSU, 'Created'));
  if (nonces.length > 1 || moreCreated.length > 0 || rest.length !== nonces.length + (created ? 1 : 0))
    throw new SecurityRefusal('USERNAME_SHAPE');
  const type = attributeOf(password, 'Type') ?? `${PROFILE}#PasswordText`;
  // A digest could be checked only against the password in clear, which nobody keeps.
  if (type === `${PROFILE}#PasswordDigest`) throw new SecurityRefusal('PASSWORD_DIGEST');
  if (type !== `${PROFILE}#PasswordText`) throw new SecurityRefusal('USERNAME_SHAPE');
  const name = textOf(username)?.trim();
  const secret = textOf(password);
  if (!name || !secret || name.length > 64 || secret.length > 256)
    throw new SecurityRefusal('USERNAME_SHAPE');
  const nonce = nonces[0] && readNonce(nonces[0]);
  if (nonce && !created) throw new SecurityRefusal('NONCE_SHAPE'); // for how long should it be remembered
  return { username: name, password: secret, nonce, created };
}

function readNonce(element: XmlElement): Buffer {
  const bytes = decodeBase64(textOf(element) ?? '');
  if (!bytes || bytes.length < 8 || bytes.length > 128) throw new SecurityRefusal('NONCE_SHAPE');
  if ((attributeOf(element, 'EncodingType') ?? BASE64) !== BASE64) throw new SecurityRefusal('NONCE_SHAPE');
  return bytes;
}

/** Refuses a token that was not made in the last five minutes. */
function judgeCreated(element: XmlElement, now: Date): Date {
  const created = instantOf(element).getTime();
  if (created > now.getTime() + CLOCK_SKEW_MS) throw new SecurityRefusal('TIMESTAMP_IN_FUTURE');
  const until = new Date(created + LONGEST_LIFE_MS + CLOCK_SKEW_MS);
  if (until <= now) throw new SecurityRefusal('TIMESTAMP_EXPIRED');
  return until;
}

/** Compares in a time that says nothing of where they differ. */
function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(left), digest(right));
}
