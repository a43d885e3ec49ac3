import { readFileSync, statSync } from 'node:fs';
import {
  type Finding,
  guestUser,
  openFile,
  plainIssuer,
  plainServer,
  refuse,
  sandboxAuthority,
  unverifiedEverywhere,
  unverifiedServer,
  weakKeys,
} from './open-defaults.ts';

/** What is looked at before a process starts. */
export interface Surroundings {
  /** On played registers, where only unverified TLS is refused. */
  readonly isSandbox: boolean;
  readonly amqpUrl: string;
  readonly databaseUrl: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Variables that name a file of secrets: keys, a client at a register, an address with its password. */
const SECRET_FILE = /^SAITE_\w*(KEYS?|CLIENT)$|^SAITE_MAIL_CONFIG$|^(AMQP|DATABASE)_URL_FILE$/;
const KEY_FILE = /^SAITE_\w*KEYS$/;
/** Variables that name certificates whose word is taken. */
const AUTHORITIES = /^SAITE_TLS_\w+$|^(AMQP|DATABASE)_CA$|^NODE_EXTRA_CA_CERTS$/;

/**
 * Looks at everything that was set before anything is opened.
 *
 * @throws SaiteError naming all that is open
 */
export function demandClosed({ isSandbox, amqpUrl, databaseUrl, env }: Surroundings): void {
  refuse([
    unverifiedServer('AMQP_URL', amqpUrl),
    unverifiedServer('DATABASE_URL', databaseUrl),
    unverifiedEverywhere(env.NODE_TLS_REJECT_UNAUTHORIZED),
  ]);
  if (isSandbox) return;
  const { OIDC_ISSUER: issuer } = env;
  refuse([
    plainServer('AMQP_URL', amqpUrl),
    plainServer('DATABASE_URL', databaseUrl),
    guestUser('AMQP_URL', amqpUrl),
    issuer !== undefined && URL.canParse(issuer) ? plainIssuer('OIDC_ISSUER', issuer) : undefined,
    ...filesOf(env, SECRET_FILE, (field, path) => openFile(field, path, statSync(path).mode)),
    ...filesOf(env, KEY_FILE, (field, path) => weakKeys(field, readFileSync(path, 'utf8'))),
    ...filesOf(env, AUTHORITIES, (field, path) => sandboxAuthority(field, readFileSync(path, 'utf8'))),
  ]);
}

/** Checks each file that a variable names; one that is not there is missed by whoever reads it. */
function filesOf(
  env: NodeJS.ProcessEnv,
  names: RegExp,
  check: (field: string, path: string) => Finding,
): Finding[] {
  return Object.entries(env).flatMap(([field, path]) => {
    if (!path || !names.test(field)) return [];
    const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
    return isFile ? [check(field, path)] : [];
  });
}
