import { PersonRef } from '@saite/contracts';
import {
  allRefs,
  codesOfRefs,
  type KeyRing,
  keyedDigest,
  refsOfOthers,
  renameRefs,
  type VersionedKeys,
  versionOfRef,
} from '@saite/identity';
import { migrate, type Transaction } from './database.ts';
import { FirstRefs } from './first-refs.ts';
import { type Log, SaiteError } from './log.ts';
import { type Loop, startLoop } from './loop.ts';
import { namesUnder, PERSON_REFS, preparedVersion } from './person-refs.ts';
import { type RenewOptions, renewSchema } from './renew-schema.ts';
import type { KeptWord } from './same-keys.ts';

/**
 * What stands among a service's data for the version that they are under. It has the form of a reference, so that it is
 * counted as one, and is no code's.
 */
const markOf = (ring: KeyRing, version: number): string =>
  `p${version}.${keyedDigest(ring, 'index-version', '')}`;

/** A ring with which references are made under the version that a service's data are under. */
class RingInForce implements KeyRing {
  readonly #ring: KeyRing;
  readonly #version: number;

  constructor(ring: KeyRing, version: number) {
    this.#ring = ring;
    this.#version = version;
  }

  get index(): VersionedKeys {
    return { current: this.#version, keys: this.#ring.index.keys };
  }

  get sealing(): VersionedKeys {
    return this.#ring.sealing;
  }

  get audit(): VersionedKeys {
    return this.#ring.audit;
  }

  get digest(): KeyRing['digest'] {
    return this.#ring.digest;
  }

  lookAgain(): void {
    this.#ring.lookAgain?.();
  }
}

export interface ReferencesOptions extends Omit<RenewOptions, 'version' | 'firsts'> {
  /** Name of the service's lock. */
  readonly name: string;
  /** Where the service keeps which version its data are under. */
  readonly word: KeptWord;
  /** Schema in which it keeps the first reference of each code. */
  readonly schema: string;
  readonly log: Log;
}

/** A message under a service's own references, or why it is to be taken later. */
export type RenamedMessage =
  | { readonly body: Buffer }
  | { readonly verdict: 'later'; readonly code: string; readonly detail: string };

const KEY_UNKNOWN: RenamedMessage = {
  verdict: 'later',
  code: 'KEY_UNKNOWN',
  detail: 'the sealing key is not on the key ring yet',
};
const REF_UNKNOWN: RenamedMessage = {
  verdict: 'later',
  code: 'REFERENCE_UNKNOWN',
  detail: 'what a reference is called under the index key of this service is not known yet',
};

const LOOK_MS = 1_000;
/** While the service is closed the tables are its own: the database works on one part while the next is sealed. */
const LANES = 3;
/** So often whoever waits for the process to be ready is told that it works. */
const BUSY_MS = 5_000;
const SHORTEST_REST_MS = 5_000;
const REST_FACTOR = 9;

/**
 * The references of one service: all of them are under one version of the index key at a time. What comes in under
 * another one is renamed before anybody looks at it.
 */
export class References {
  /** Makes references under the version of the service's data. */
  readonly keys: KeyRing;
  readonly version: number;
  readonly firsts: FirstRefs;
  readonly #options: ReferencesOptions;
  #holder: Transaction | undefined;

  private constructor(options: ReferencesOptions, firsts: FirstRefs, version: number, holder: Transaction) {
    this.firsts = firsts;
    this.#options = options;
    this.version = version;
    this.keys = new RingInForce(options.keyRing, version);
    this.#hold(holder);
  }

  /**
   * Opens a service's references; to be done before it looks at any of its data. If everybody is known under a newer
   * version of the index key, all of the service's tables are brought under it first.
   *
   * @throws SaiteError `INDEX_KEY_MISSING`
   */
  static async open(options: ReferencesOptions): Promise<References> {
    const { database, keyRing } = options;
    await migrate(database, PERSON_REFS.schema, PERSON_REFS.steps);
    const firsts = await FirstRefs.open(database, keyRing, options.schema);
    const holder = await database.connect();
    try {
      let version = await lockVersion(holder, options);
      const newest = await preparedVersion(database);
      if (newest !== undefined && newest > version) version = await renewAll(holder, { ...options, firsts });
      if (!keyRing.index.keys[version])
        throw new SaiteError(
          'INDEX_KEY_MISSING',
          'The key file lacks the index key that the stored references are made with. Restore the key file.',
        );
      return new References(options, firsts, version, holder);
    } catch (error) {
      holder.release(true);
      throw error;
    }
  }

  /** The lock says to other processes of this service that it works under its version; it ends with the connection. */
  #hold(holder: Transaction): void {
    this.#holder = holder;
    holder.on('error', () => {
      if (this.#holder !== holder) return;
      this.#holder = undefined;
      holder.release(true);
    });
  }

  /** Whether this service has to be opened again, because its data are to come under another version, or have. */
  async isDue(): Promise<boolean> {
    const { database } = this.#options;
    if (!this.#holder) {
      const holder = await database.connect();
      try {
        const version = await lockVersion(holder, this.#options);
        if (version !== this.version) {
          holder.release(true);
          return true;
        }
      } catch (error) {
        holder.release(true);
        throw error;
      }
      this.#hold(holder);
    }
    return ((await preparedVersion(database)) ?? 0) > this.version;
  }

  /**
   * Messages with their references under this service's version, by what is known of them, or by the codes in their own
   * boxes. One that can be neither is to be taken later: whoever knows the code has still to be heard.
   */
  async rename(bodies: readonly Buffer[]): Promise<RenamedMessage[]> {
    const texts = bodies.map((body) => body.toString('utf8'));
    const foreign = texts.map((text) => refsOfOthers(text, this.version));
    const refs = [...new Set(foreign.flat())];
    if (refs.length === 0) return bodies.map((body) => ({ body }));
    const known = await namesUnder(this.#options.database, this.keys, refs, this.version);
    return bodies.map((body, place): RenamedMessage => {
      const [text = '', own = []] = [texts[place], foreign[place]];
      if (own.length === 0) return { body };
      const names = new Map([
        ...this.#namesByCode(
          text,
          own.filter((ref) => !known.has(ref)),
        ),
        ...known,
      ]);
      if (own.some((ref) => !names.has(ref) && this.keys.index.keys[versionOfRef(ref)])) return REF_UNKNOWN;
      const renamed = renameRefs(this.keys, text, names);
      return renamed.stuck > 0 ? KEY_UNKNOWN : { body: Buffer.from(renamed.text, 'utf8') };
    });
  }

  /** A reference as this service calls it; one of which nothing is known stays. */
  async nameOf(database: Pick<Transaction, 'query'>, ref: PersonRef): Promise<PersonRef> {
    if (versionOfRef(ref) === this.version) return ref;
    return (await namesUnder(database, this.keys, [ref], this.version)).get(ref) ?? ref;
  }

  /** What is not known yet, because the hub hears of it at the same time. */
  #namesByCode(text: string, refs: readonly PersonRef[]): Map<PersonRef, PersonRef> {
    if (refs.length === 0) return new Map();
    const wanted = new Set(refs);
    return new Map(
      codesOfRefs(this.keys, text, refsOfOthers(text, this.version)).flatMap((code) => {
        const all = allRefs(this.keys, code);
        const name = all.get(this.version);
        return name === undefined
          ? []
          : [...all.values()].filter((ref) => wanted.has(ref)).map((ref) => [ref, name] as const);
      }),
    );
  }

  /**
   * Looks whether the service is to be opened again, and brings under its version what was not known when it was opened,
   * for as long as the ring has other versions.
   *
   * @param reopen closes the service and opens it again; what was stored is brought under the new version between
   */
  start(reopen: () => void): Loop[] {
    const { log, keyRing } = this.#options;
    let restUntil = 0;
    return [
      startLoop('index-version', LOOK_MS, log, async () => {
        if (await this.isDue()) reopen();
        return 'idle';
      }),
      startLoop('renew-refs', LOOK_MS, log, async () => {
        if (Object.keys(keyRing.index.keys).length === 1 || performance.now() < restUntil) return 'idle';
        const begunAt = performance.now();
        tellRenewed(log, await renewSchema({ ...this.#options, firsts: this.firsts, version: this.version }));
        const took = performance.now() - begunAt;
        restUntil = performance.now() + Math.max(SHORTEST_REST_MS, REST_FACTOR * took);
        return 'idle';
      }),
    ];
  }

  async close(): Promise<void> {
    const holder = this.#holder;
    this.#holder = undefined;
    holder?.release(true);
  }
}

function tellRenewed(
  log: Log,
  { renewed, stuck }: { readonly renewed: number; readonly stuck: number },
): void {
  if (renewed > 0) log.info('refs.renewed', { count: renewed });
  if (stuck > 0) log.error('refs.stuck', { count: stuck, code: 'REFERENCE_TAKEN' });
}

const lockOf = ({ name }: ReferencesOptions): readonly [string] => [`saite.references.${name}`];

/** Waits until no process brings the data under another version. @returns the version that they are under */
async function lockVersion(holder: Transaction, options: ReferencesOptions): Promise<number> {
  await holder.query('SELECT pg_advisory_lock_shared(hashtextextended($1, 0))', [...lockOf(options)]);
  return readVersion(options);
}

async function readVersion({ database, keyRing, word }: ReferencesOptions): Promise<number> {
  const kept = await word.read();
  if (kept !== undefined) return versionOfRef(PersonRef.parse(kept));
  // What a service is given before the hub has prepared anything is under the oldest key there is.
  const version = (await preparedVersion(database)) ?? oldestOf(keyRing);
  await word.keep(markOf(keyRing, version));
  return version;
}

const oldestOf = ({ index }: KeyRing): number => Math.min(...Object.keys(index.keys).map(Number));

/** Brings all tables under the newest version, once every other process of the service has noticed and closed. */
async function renewAll(
  holder: Transaction,
  options: ReferencesOptions & { readonly firsts: FirstRefs },
): Promise<number> {
  const { database, keyRing, log, word } = options;
  const lock = [...lockOf(options)];
  await holder.query('SELECT pg_advisory_unlock_shared(hashtextextended($1, 0))', lock);
  await holder.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', lock);
  const [before, version] = [await readVersion(options), (await preparedVersion(database)) ?? 0];
  if (version > before) {
    const begunAt = performance.now();
    log.info('refs.renewing', { count: version });
    const telling = setInterval(() => process.send?.('busy'), BUSY_MS);
    try {
      tellRenewed(log, await renewSchema({ ...options, version, lanes: LANES }));
    } finally {
      clearInterval(telling);
    }
    await word.keep(markOf(keyRing, version));
    log.info('refs.version', { count: version, ms: Math.round(performance.now() - begunAt) });
  }
  await holder.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', lock);
  return lockVersion(holder, options);
}
