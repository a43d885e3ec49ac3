import { readFile } from 'node:fs/promises';
import { codeOf, type Log } from '@saite/runtime';
import { type PseudonymKeys, parseKeyFile } from './file.ts';

/** The keys as their file says now: it is read anew each time, so that a rotation needs no restart. */
export class KeptKeys {
  readonly #path: string;
  readonly #log: Log;
  #last: PseudonymKeys;
  #trouble: string | undefined;

  private constructor(path: string, log: Log, keys: PseudonymKeys) {
    this.#path = path;
    this.#log = log;
    this.#last = keys;
  }

  /** @throws SaiteError `KEYS_INVALID`, or the error of a file that cannot be read: nothing starts without keys */
  static async open(path: string, log: Log): Promise<KeptKeys> {
    return new KeptKeys(path, log, parseKeyFile(await readFile(path, 'utf8')));
  }

  /** The keys; the last ones, with a word in the log, while the file cannot be read. */
  async read(): Promise<PseudonymKeys> {
    try {
      this.#last = parseKeyFile(await readFile(this.#path, 'utf8'));
      this.#trouble = undefined;
    } catch (error) {
      const code = codeOf(error);
      if (this.#trouble !== code) this.#log.error('labis.keys-not-read', { code }, error);
      this.#trouble = code;
    }
    return this.#last;
  }
}
