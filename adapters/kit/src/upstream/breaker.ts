import CircuitBreaker from 'opossum';
import { isOutage, UpstreamError } from './upstream-error.ts';

/** `closed` lets calls through, `open` refuses them at once, `half-open` lets one through to see. */
export type BreakerState = 'closed' | 'half-open' | 'open';

export interface BreakerOptions {
  /** Failures in a row that open it, whatever came before. */
  readonly failuresInARow: number;
  /** Time until it lets one call through again, milliseconds. */
  readonly resetMs: number;
}

const WINDOW_MS = 5_000;
const LEAST_CALLS = 10;
const FAILED_PERCENT = 50;

/**
 * The breaker of one upstream. Only outages open it: a refusal or a wrong answer shows that the register is there.
 *
 * The rolling window alone is not enough: after many good calls a burst of failures stays below its share, so
 * failures in a row open it too.
 */
export class Breaker {
  readonly #circuit: CircuitBreaker<[() => Promise<void>], void>;
  readonly #failuresInARow: number;
  #failures = 0;

  constructor(name: string, options: BreakerOptions, onState: (state: BreakerState) => void) {
    this.#failuresInARow = options.failuresInARow;
    this.#circuit = new CircuitBreaker((run: () => Promise<void>) => run(), {
      name,
      timeout: false,
      resetTimeout: options.resetMs,
      rollingCountTimeout: WINDOW_MS,
      rollingCountBuckets: 5,
      volumeThreshold: LEAST_CALLS,
      errorThresholdPercentage: FAILED_PERCENT,
      rollingPercentilesEnabled: false,
      errorFilter: (error: unknown) => !isOutage(error),
    });
    this.#circuit.on('open', () => onState('open'));
    this.#circuit.on('halfOpen', () => onState('half-open'));
    this.#circuit.on('close', () => onState('closed'));
  }

  get state(): BreakerState {
    if (this.#circuit.opened) return 'open';
    return this.#circuit.halfOpen ? 'half-open' : 'closed';
  }

  async call<Result>(work: () => Promise<Result>): Promise<Result> {
    const kept: { readonly result: Result }[] = [];
    try {
      await this.#circuit.fire(async () => {
        kept.push({ result: await work() });
      });
      this.#failures = 0;
    } catch (error) {
      if (error instanceof Error && CircuitBreaker.isOurError(error))
        throw new UpstreamError('BREAKER_OPEN', 'the register was away a moment ago; not called');
      this.#count(error);
      throw error;
    }
    const [first] = kept;
    if (!first) throw new Error('a call ended without result');
    return first.result;
  }

  #count(error: unknown): void {
    if (!isOutage(error)) {
      this.#failures = 0;
      return;
    }
    this.#failures += 1;
    if (this.#failures >= this.#failuresInARow && !this.#circuit.opened) this.#circuit.open();
  }

  close(): void {
    this.#circuit.shutdown();
  }
}
