import { X509Certificate } from 'node:crypto';
import { SaiteError } from './log.ts';

/**
 * A setting that is right for trying out and wrong beside real data. The checks are pure: what they look at is handed
 * in, and none of them repeats a secret.
 */
export interface OpenDefault {
  /** Stable code. */
  readonly code: string;
  /** Variable that has to be set otherwise. */
  readonly field: string;
  readonly english: string;
  readonly latvian: string;
}

/** The result of one check: nothing, or what is open. */
export type Finding = OpenDefault | undefined;

/** Where container engines put secrets: seen by that container alone, and given to it readable by all of its users. */
const CONTAINER_SECRETS = /^\/run\/secrets\//;
const GROUP_AND_OTHERS = 0o077;

/** A file of keys or passwords that others on the machine may read. */
export function openFile(field: string, path: string, mode: number): Finding {
  if ((mode & GROUP_AND_OTHERS) === 0 || CONTAINER_SECRETS.test(path)) return undefined;
  return {
    code: 'SECRET_FILE_OPEN',
    field,
    english: `others may read ${path}: chmod 600 ${path}`,
    latvian: `citi var lasīt ${path}: chmod 600 ${path}`,
  };
}

const SHORTEST_KEY = 16;

/** Keys that nobody drew: all zero or one byte repeated, counted up, written as text, or used for two things. */
export function weakKeys(field: string, text: string): Finding {
  const keys = keysIn(text);
  const distinct = new Set(keys.map((key) => key.toString('hex')));
  if (!keys.some(isMade) && distinct.size === keys.length) return undefined;
  return {
    code: 'KEYS_WEAK',
    field,
    english: 'holds keys that are an example or equal to each other; make new ones',
    latvian: 'atslēgas ir parauga vai savā starpā vienādas; izveidojiet jaunas',
  };
}

/** Everything in a JSON file that may be a key: text that is base64 of enough bytes. */
function keysIn(text: string): Buffer[] {
  const found: Buffer[] = [];
  const look = (value: unknown): void => {
    if (typeof value === 'string' && /^[A-Za-z0-9+/_-]+=*$/.test(value)) {
      const key = Buffer.from(value, 'base64');
      if (key.length >= SHORTEST_KEY) found.push(key);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  try {
    look(JSON.parse(text));
  } catch {
    // What is no JSON is refused by whoever reads it.
  }
  return found;
}

function isMade(key: Buffer): boolean {
  const steps = new Set(key.subarray(1).map((byte, index) => (byte - (key[index] ?? 0)) & 0xff));
  return steps.size === 1 || key.every((byte) => byte >= 0x20 && byte < 0x7f);
}

const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(host) || host === '';

/** An issuer of tokens that is asked for its keys over plain HTTP, where others may answer. */
export function plainIssuer(field: string, url: string): Finding {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || isLoopback(hostname)) return undefined;
  return {
    code: 'ISSUER_PLAIN',
    field,
    english: 'the issuer of tokens must be reached by https',
    latvian: 'pilnvaru izdevējam jābūt sasniedzamam ar https',
  };
}

/** Broker or database on another machine without TLS. */
export function plainServer(field: string, url: string): Finding {
  const { protocol, hostname, searchParams } = new URL(url);
  const isSafe = protocol === 'amqps:' || searchParams.get('sslmode') === 'verify-full';
  if (isSafe || isLoopback(searchParams.get('host') ?? hostname)) return undefined;
  const how = protocol.startsWith('amqp') ? 'amqps://' : '?sslmode=verify-full';
  return {
    code: 'CONNECTION_PLAIN',
    field,
    english: `a server on another machine needs TLS (${how})`,
    latvian: `serverim citā datorā vajadzīgs TLS (${how})`,
  };
}

/** TLS that takes any certificate. Never right, not in the sandbox either. */
export function unverifiedServer(field: string, url: string): Finding {
  const { searchParams } = new URL(url);
  const mode = searchParams.get('sslmode') ?? 'disable';
  const asked = ['disable', 'verify-full'].includes(mode);
  const verify = searchParams.get('verify') ?? 'verify_peer';
  if (asked && !searchParams.has('uselibpqcompat') && !searchParams.has('ssl') && verify === 'verify_peer')
    return undefined;
  return unverified(field, 'use sslmode=verify-full', 'lietojiet sslmode=verify-full');
}

/** The variable by which Node takes any certificate, everywhere. */
export const unverifiedEverywhere = (value: string | undefined): Finding =>
  value === '0' ? unverified('NODE_TLS_REJECT_UNAUTHORIZED', 'unset it', 'noņemiet to') : undefined;

const unverified = (field: string, english: string, latvian: string): OpenDefault => ({
  code: 'TLS_UNVERIFIED',
  field,
  english: `certificates would not be verified; ${english}`,
  latvian: `sertifikāti netiktu pārbaudīti; ${latvian}`,
});

/** The user whose password all know; it is the one that is taken when the address names none. */
export function guestUser(field: string, url: string): Finding {
  const { username } = new URL(url);
  if (username !== '' && username !== 'guest') return undefined;
  return {
    code: 'BROKER_GUEST',
    field,
    english: 'names the user guest, or none; give this service a user of its own',
    latvian: 'norāda lietotāju guest vai nevienu; dodiet pakalpojumam savu lietotāju',
  };
}

/** What a database role may do beyond its own schema. */
export interface RolePowers {
  /** Superuser, or may make roles or databases, or passes by row security. */
  readonly mighty: boolean;
  /** May change or remove rows of the audit trail. */
  readonly changesAudit: boolean;
}

/** A service that logs in at the database as more than a service. */
export function mightyRole(field: string, { mighty, changesAudit }: RolePowers): Finding {
  if (mighty)
    return {
      code: 'DATABASE_ROLE_MIGHTY',
      field,
      english: 'logs in as an administrator of the database; give this service a role of its own',
      latvian: 'pieslēdzas kā datubāzes administrators; dodiet pakalpojumam savu lomu',
    };
  if (!changesAudit) return undefined;
  return {
    code: 'AUDIT_OPEN',
    field,
    english: 'its role may change rows of the audit trail; let the administrator keep that schema',
    latvian: 'tā loma var mainīt auditācijas ierakstus; šī shēma jāpārvalda administratoram',
  };
}

/** The certificate authority of the sandbox, which signs for whoever asks. It is known by its name, `Saite sandbox …`. */
export function sandboxAuthority(field: string, pem: string): Finding {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (!found.some(isOfSandbox)) return undefined;
  return {
    code: 'SANDBOX_CA',
    field,
    english: 'trusts the certificate authority of the sandbox, which signs for anybody',
    latvian: 'uzticas smilškastes sertifikātu izdevējam, kas paraksta jebkuram',
  };
}

function isOfSandbox(pem: string): boolean {
  const { subject, issuer } = new X509Certificate(pem);
  return /saite sandbox/i.test(`${subject}\n${issuer}`);
}

/**
 * @throws SaiteError that names every field that is open, in English and Latvian, with the code of the first
 */
export function refuse(findings: readonly Finding[]): void {
  const open = findings.filter((finding) => finding !== undefined);
  const [first] = open;
  if (!first) return;
  const lines = open.map(
    ({ code, field, english, latvian }) => `${field} (${code}): ${english} / ${latvian}`,
  );
  throw new SaiteError(first.code, `Not started / Netiek palaists. ${lines.join('; ')}`);
}
