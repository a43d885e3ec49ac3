import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from '../../../setup/src/processes/part.ts';

const START_LIMIT_MS = 120_000;
const AGAIN_MS = 200;

/**
 * A part of the running system under a supervisor's care: whatever ends by itself is started again. Starts and
 * kills of one part never overlap.
 */
export class KeptPart {
  readonly part: Part;
  /** Ends that no fault caused: each of them is worth a look. */
  ownEnds = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #expectEnd: ((how: string) => void) | undefined;
  #closed = false;

  constructor(part: Part) {
    this.part = part;
    part.onCrash((how) => {
      if (this.#expectEnd) return this.#expectEnd(how);
      if (this.#closed) return;
      this.ownEnds += 1;
      void this.start().catch(() => {});
    });
  }

  get name(): string {
    return this.part.name;
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work, work);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** Starts it, again and again while what it needs is not there yet. */
  start(): Promise<void> {
    return this.#inTurn(async () => {
      const until = performance.now() + START_LIMIT_MS;
      for (;;) {
        if (this.#closed) return;
        try {
          return await this.part.start();
        } catch (error) {
          if (performance.now() > until) throw error;
          await pause(AGAIN_MS);
        }
      }
    });
  }

  /** Kills it as a crash would; it stays down until it is started. */
  kill(): Promise<void> {
    return this.#inTurn(() => this.part.kill());
  }

  /**
   * Starts it once and waits until it ends by itself.
   *
   * @returns false if it was still there after the time; it is killed then
   */
  startUntilItEnds(limitMs: number): Promise<boolean> {
    return this.#inTurn(async () => {
      let timer: NodeJS.Timeout | undefined;
      const ended = new Promise<boolean>((resolve) => {
        this.#expectEnd = () => resolve(true);
        timer = setTimeout(() => resolve(false), limitMs);
      });
      try {
        // It may end before it says that it is ready; the start then fails.
        const startedAndDied = this.part.start().then(
          () => ended,
          () => true,
        );
        const didEnd = await startedAndDied;
        // On a slow machine it may come by the point just now: it is down either way, and nobody's fault.
        if (!didEnd) await this.part.kill();
        return didEnd;
      } finally {
        clearTimeout(timer);
        this.#expectEnd = undefined;
      }
    });
  }

  /** Kills it for good. */
  close(): Promise<void> {
    this.#closed = true;
    return this.#inTurn(() => this.part.kill());
  }
}
