import { readFileSync, statSync } from 'node:fs';
import { type KeyRing, parseKeyFile, type VersionedKeys } from '@saite/identity';
import type { DependencyState, HealthReport } from './health.ts';
import { codeOf, type Log, SaiteError } from './log.ts';

/** How long a ring is believed without a look at its file. */
const BELIEVED_MS = 500;

/**
 * The keys as their file says now: who asks for one gets those of the last half second, so a rotation needs no restart.
 * While the file cannot be read or may not follow the one before, the last keys hold, the log says so, and health too.
 */
export class LiveKeyRing implements KeyRing {
  readonly #path: string;
  readonly #log: Log;
  #ring: KeyRing;
  #seen: string;
  #lookedAt: number;
  #trouble: string | undefined;

  /** @throws Error if the file cannot be read or is not valid: nothing starts without keys */
  constructor(path: string, log: Log) {
    this.#path = path;
    this.#log = log;
    this.#seen = this.#stateOfFile();
    this.#ring = parseKeyFile(readFileSync(path, 'utf8'));
    this.#lookedAt = Date.now();
  }

  get index(): VersionedKeys {
    return this.#present().index;
  }

  get sealing(): VersionedKeys {
    return this.#present().sealing;
  }

  get audit(): VersionedKeys {
    return this.#present().audit;
  }

  get digest(): KeyRing['digest'] {
    return this.#present().digest;
  }

  #present(): KeyRing {
    const age = Date.now() - this.#lookedAt;
    if (age >= BELIEVED_MS || age < 0) this.lookAgain();
    return this.#ring;
  }

  lookAgain(): void {
    this.#lookedAt = Date.now();
    try {
      const state = this.#stateOfFile();
      if (state === this.#seen) return;
      const ring = parsed(readFileSync(this.#path, 'utf8'));
      demandFollows(this.#ring, ring);
      this.#ring = ring;
      this.#seen = state;
      this.#trouble = undefined;
      this.#log.info('keys.read', { part: 'sealing', count: ring.sealing.current });
      this.#log.info('keys.read', { part: 'index', count: ring.index.current });
    } catch (error) {
      const code = codeOf(error);
      if (this.#trouble !== code) this.#log.error('keys.not-read', { code }, error);
      this.#trouble = code;
    }
  }

  /** Which file lies there: another one, or one that was written to, is another state. */
  #stateOfFile(): string {
    const { ino, size, mtimeNs, ctimeNs } = statSync(this.#path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join('/');
  }

  /** For health: degraded while the keys of before hold. */
  state(): DependencyState {
    this.#present();
    return this.#trouble === undefined
      ? { state: 'up', needed: false }
      : { state: 'degraded', needed: false, code: this.#trouble };
  }
}

/** The state of a ring for a health report; one that was made in a test has none. */
export const keysHealth = (ring: KeyRing): HealthReport =>
  ring instanceof LiveKeyRing ? { keys: ring.state() } : {};

function parsed(text: string): KeyRing {
  try {
    return parseKeyFile(text);
  } catch (error) {
    throw new SaiteError(
      'KEYS_INVALID',
      error instanceof Error ? error.message : 'The key file is not valid.',
    );
  }
}

/**
 * A file that was put there by mistake would make boxes that nobody opens later, or another person of everybody.
 *
 * @throws SaiteError `KEYS_OLDER` if a current version went back, `KEYS_REPLACED` if a known one has another key
 */
function demandFollows(before: KeyRing, after: KeyRing): void {
  for (const family of ['index', 'sealing', 'audit'] as const) {
    if (after[family].current < before[family].current)
      throw new SaiteError(
        'KEYS_OLDER',
        'The key file is older than the one before. Restore the newest one.',
      );
    for (const [version, key] of Object.entries(after[family].keys)) {
      if (before[family].keys[Number(version)]?.equals(key) === false)
        throw new SaiteError('KEYS_REPLACED', 'A key that is in use was replaced. Restore the key file.');
    }
  }
  if (!after.digest.equals(before.digest))
    throw new SaiteError('KEYS_REPLACED', 'The digest key never changes. Restore the key file.');
}
