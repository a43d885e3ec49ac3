import { Counter, codeOf, Gauge, Histogram, type Log, type Registry } from '@saite/runtime';
import { Breaker, type BreakerOptions, type BreakerState } from './breaker.ts';
import { asUpstreamError, isOutage, UpstreamError } from './upstream-error.ts';

export interface UpstreamOptions extends Partial<BreakerOptions> {
  /** Register, and where several installations fail apart the installation too; a metric label, never an id. */
  readonly name: string;
  /** Longest time of one call, milliseconds. */
  readonly timeoutMs: number;
  readonly log: Log;
  readonly metrics: Registry;
  /** Headers that prove who calls; asked before each call, so a token may be renewed in it. */
  readonly authorise?: (signal: AbortSignal) => Promise<Readonly<Record<string, string>>>;
}

/** What a call is given. */
export interface CallContext {
  /** Ends the call when its time is up. */
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
}

const FAILURES_IN_A_ROW = 5;
const RESET_MS = 1_000;
const STATE_VALUES: Readonly<Record<BreakerState, number>> = { closed: 0, 'half-open': 1, open: 2 };
const HELD_VALUE = 3;

const metricsOf = (metrics: Registry) => ({
  calls: existing(
    metrics,
    'saite_upstream_calls_total',
    (name) =>
      new Counter({
        name,
        help: 'Calls to a register by outcome: ok or the error code',
        labelNames: ['upstream', 'operation', 'outcome'],
        registers: [metrics],
      }),
    Counter,
  ),
  seconds: existing(
    metrics,
    'saite_upstream_call_seconds',
    (name) =>
      new Histogram({
        name,
        help: 'Duration of calls to a register, seconds',
        labelNames: ['upstream', 'operation'],
        buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
        registers: [metrics],
      }),
    Histogram,
  ),
  breaker: existing(
    metrics,
    'saite_upstream_breaker_state',
    (name) =>
      new Gauge({
        name,
        help: 'Breaker of a register: 0 closed, 1 half-open, 2 open, 3 held by an operator',
        labelNames: ['upstream'],
        registers: [metrics],
      }),
    Gauge,
  ),
});

/** The metric of that name if another upstream of this process made it already, else a new one. */
function existing<Metric>(
  metrics: Registry,
  name: string,
  make: (name: string) => Metric,
  kind: abstract new (...of: never[]) => Metric,
): Metric {
  const found: unknown = metrics.getSingleMetric(name);
  return found instanceof kind ? found : make(name);
}

/**
 * The way to one register. Each call goes through the same layers, from the inside out: the time limit, the
 * authorisation, the breaker, the metrics, the log by error code.
 */
export class Upstream {
  readonly #options: UpstreamOptions;
  readonly #breaker: Breaker;
  readonly #metrics: ReturnType<typeof metricsOf>;
  readonly #listeners: (() => void)[] = [];
  #failing = false;
  #held = false;
  #lastGoodAt: Date | undefined;
  #lastFailure: { readonly at: Date; readonly code: string } | undefined;

  constructor(options: UpstreamOptions) {
    this.#options = options;
    this.#metrics = metricsOf(options.metrics);
    const { name, log } = options;
    this.#metrics.breaker.set({ upstream: name }, 0);
    this.#breaker = new Breaker(
      name,
      {
        failuresInARow: options.failuresInARow ?? FAILURES_IN_A_ROW,
        resetMs: options.resetMs ?? RESET_MS,
      },
      (state) => {
        if (this.#held) return;
        this.#metrics.breaker.set({ upstream: name }, STATE_VALUES[state]);
        if (state !== 'half-open') log.info('upstream.breaker', { part: name, state });
      },
    );
  }

  /** `held` if an operator stopped all calls. */
  get state(): BreakerState | 'held' {
    return this.#held ? 'held' : this.#breaker.state;
  }

  /** When the register last answered well, and how the last failed call ended; `undefined` if there was none. */
  get lastCalls() {
    return { lastGoodAt: this.#lastGoodAt, lastFailure: this.#lastFailure };
  }

  /** Refuses every call from now on, as an open breaker does, until it is let go by hand. */
  hold(held: boolean): void {
    if (this.#held === held) return;
    this.#held = held;
    const { name, log } = this.#options;
    this.#metrics.breaker.set({ upstream: name }, held ? HELD_VALUE : STATE_VALUES[this.#breaker.state]);
    log.info('upstream.breaker', { part: name, state: this.state });
    if (!held) for (const listener of this.#listeners) listener();
  }

  /** Whether the last call failed for an outage. */
  get failing(): boolean {
    return this.#held || this.#failing || this.#breaker.state !== 'closed';
  }

  /** Told when a call succeeds after an outage: whatever waits for the register may go on at once. */
  onRecovered(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /**
   * @param operation what is asked, a word of the contract: a metric label
   * @throws UpstreamError with a stable code and what follows from it
   */
  async call<Result>(operation: string, work: (context: CallContext) => Promise<Result>): Promise<Result> {
    const { name, log } = this.#options;
    const began = performance.now();
    const count = (outcome: string) => this.#metrics.calls.inc({ upstream: name, operation, outcome });
    try {
      if (this.#held) throw new UpstreamError('BREAKER_HELD', 'an operator holds the breaker; not called');
      const result = await this.#breaker.call(() => this.#timed(work));
      count('ok');
      this.#lastGoodAt = new Date();
      this.#recovered();
      return result;
    } catch (error) {
      const code = codeOf(error);
      count(code);
      if (code !== 'BREAKER_OPEN' && code !== 'BREAKER_HELD') {
        this.#lastFailure = { at: new Date(), code };
        log.warn('upstream.call-failed', { part: name, type: operation, code }, error);
      }
      if (isOutage(error)) this.#failing = true;
      throw error;
    } finally {
      this.#metrics.seconds.observe({ upstream: name, operation }, (performance.now() - began) / 1000);
    }
  }

  #recovered(): void {
    if (!this.#failing) return;
    this.#failing = false;
    for (const listener of this.#listeners) listener();
  }

  async #timed<Result>(work: (context: CallContext) => Promise<Result>): Promise<Result> {
    const signal = AbortSignal.timeout(this.#options.timeoutMs);
    const late = Promise.withResolvers<never>();
    const onAbort = () => late.reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    const run = async () => work({ signal, headers: (await this.#options.authorise?.(signal)) ?? {} });
    try {
      return await Promise.race([run(), late.promise]);
    } catch (error) {
      throw asUpstreamError(error, signal.aborted);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  close(): void {
    this.#breaker.close();
  }
}
