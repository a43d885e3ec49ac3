import { createHash, randomBytes } from 'node:crypto';
import { brokerRights } from './rights.ts';
import type { BrokerPasswords } from './state.ts';

const EXCHANGE = 'saite.events';
const VHOST = '/';

/**
 * Names that a foreign program may make and write to: its own. Nothing of Saite's, and of the broker's own names
 * (`amq.`) only those that the broker gives to nameless queues, which keeps the standard exchanges closed. An
 * empty name is the default exchange; the last `.+` closes it too.
 */
const OWN_NAMES = '^(?!saite\\.|amq\\.(?!gen-)).+$';

/** Whoever binds a queue needs to read the exchange; whoever consumes, the queue. */
const READABLE = `^(${EXCHANGE.replace('.', '\\.')}$|(?!saite\\.|amq\\.(?!gen-)).+$)`;

/**
 * The users and rights that a broker loads whenever it starts: each service's own, the readers', and those of who sets
 * up and looks after it, by whom no service logs in. It makes no `guest` then, whose password all know.
 */
export function brokerDefinitions(passwords: BrokerPasswords): string {
  const all = { vhost: VHOST, configure: '.*', write: '.*', read: '.*' };
  const services = Object.keys(passwords.services);
  const rights = services.map((user) => ({ user, ...brokerRights(user, services) }));
  return JSON.stringify({
    vhosts: [{ name: VHOST }],
    users: [
      { name: 'saite', password_hash: hashOf(passwords.saite), tags: '' },
      { name: 'reader', password_hash: hashOf(passwords.reader), tags: '' },
      { name: 'admin', password_hash: hashOf(passwords.admin), tags: 'administrator' },
      ...Object.entries(passwords.services).map(([name, password]) => ({
        name,
        password_hash: hashOf(password),
        tags: '',
      })),
    ].map((user) => ({ ...user, hashing_algorithm: 'rabbit_password_hashing_sha256' })),
    permissions: [
      { user: 'saite', ...all },
      { user: 'reader', vhost: VHOST, configure: OWN_NAMES, write: OWN_NAMES, read: READABLE },
      { user: 'admin', ...all },
      ...rights.map(({ user, configure, write, read }) => ({ user, vhost: VHOST, configure, write, read })),
    ],
    topic_permissions: rights.map(({ user, exchange, published }) => ({
      user,
      vhost: VHOST,
      exchange,
      write: published,
      read: '.*',
    })),
  });
}

/** The broker's own form of a password: a salt, and the digest of salt and password. */
function hashOf(password: string): string {
  const salt = randomBytes(4);
  const digest = createHash('sha256').update(salt).update(password, 'utf8').digest();
  return Buffer.concat([salt, digest]).toString('base64');
}
