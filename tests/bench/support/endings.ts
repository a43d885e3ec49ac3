import { constants } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Ends something that was opened.
 *
 * @param hurry the run was told to end: broker and database may be gone, and there are seconds only
 */
export type Closer = (hurry: boolean) => Promise<void>;
/** Takes how something is ended; what was opened last is ended first. */
export type Closes = (closer: Closer) => void;

/** A stop takes broker and database before it tells this program, so what fails just before that word is no news. */
const WORD_TO_END_MS = 2_000;
const CLOSER_LIMIT_MS = 700;

/** Everything that is open, so that it can be ended in good order at the end, after a failure, and on Ctrl-C. */
export class Endings {
  readonly #scopes: Closer[][] = [];
  #ending = false;

  /** Does a piece of work and ends what it opened. */
  async within<Result>(work: (closes: Closes) => Promise<Result>): Promise<Result> {
    const scope: Closer[] = [];
    this.#scopes.push(scope);
    try {
      return await work((closer) => scope.push(closer));
    } catch (error) {
      await this.#waitForWordToEnd();
      throw error;
    } finally {
      await this.#close(scope);
    }
  }

  /** Runs the program: ends everything when it is told to end, and after a failure wherever it happens. */
  async run(program: () => Promise<void>): Promise<void> {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (this.#ending) return;
        this.#ending = true;
        void this.#end(128 + constants.signals[signal]);
      });
    }
    const fail = async (error: unknown) => {
      await this.#waitForWordToEnd();
      if (this.#ending) return;
      this.#ending = true;
      console.error('\n✗', error);
      await this.#end(1);
    };
    process.on('uncaughtException', (error) => void fail(error));
    await program().catch(fail);
  }

  async #waitForWordToEnd(): Promise<void> {
    for (let waited = 0; waited < WORD_TO_END_MS && !this.#ending; waited += 100) await pause(100);
  }

  async #end(status: number): Promise<void> {
    for (const scope of [...this.#scopes].reverse()) await this.#close(scope);
    process.exit(status);
  }

  async #close(scope: Closer[]): Promise<void> {
    for (let closer = scope.pop(); closer; closer = scope.pop()) {
      const closing = closer(this.#ending).catch((error: unknown) => {
        if (!this.#ending) console.error('! while closing / aizverot:', error);
      });
      await (this.#ending ? Promise.race([closing, pause(CLOSER_LIMIT_MS)]) : closing);
    }
  }
}
