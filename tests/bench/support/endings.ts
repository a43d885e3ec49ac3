import { constants } from 'node:os';

/** Ends something that was opened. */
export type Closer = () => Promise<void>;
/** Takes how something is ended; what was opened last is ended first. */
export type Closes = (closer: Closer) => void;

/** Everything that is open, so that it can be ended in good order at the end, after a failure, and on Ctrl-C. */
export class Endings {
  readonly #scopes: Closer[][] = [];
  #ending = false;

  /** Whether the run was told to end: what fails from then on is no news. */
  get ending(): boolean {
    return this.#ending;
  }

  /** Does a piece of work and ends what it opened. */
  async within<Result>(work: (closes: Closes) => Promise<Result>): Promise<Result> {
    const scope: Closer[] = [];
    this.#scopes.push(scope);
    try {
      return await work((closer) => scope.push(closer));
    } finally {
      await closeAll(scope);
      this.#scopes.splice(this.#scopes.indexOf(scope), 1);
    }
  }

  /** Ends everything when the run is told to end. */
  onSignals(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, async () => {
        if (this.#ending) return;
        this.#ending = true;
        for (const scope of [...this.#scopes].reverse()) await closeAll(scope);
        process.exit(128 + constants.signals[signal]);
      });
    }
  }
}

async function closeAll(scope: Closer[]): Promise<void> {
  for (let closer = scope.pop(); closer; closer = scope.pop()) {
    await closer().catch((error: unknown) => console.error('! while closing / aizverot:', error));
  }
}
