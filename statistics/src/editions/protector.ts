import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Protection } from '../suppression/index.ts';
import type { Problem } from './cells.ts';

/** What the thread answers: the protection, or the code of why there is none. */
export type ProtectorAnswer = { readonly protection: Protection } | { readonly failed: string };

/** After so many problems a new thread begins: the solver's memory grows and is never given back within one. */
const PROBLEMS_A_THREAD = 500;

/**
 * Decides what is hidden on a thread of its own: it may compute for seconds, and it must not hold up the door or the
 * intake. One problem at a time.
 */
export class Protector {
  #thread: Worker | undefined;
  #asked = 0;

  /** @throws Error if the solver failed or the thread ended; nothing may be published then */
  async protect({ cells, relations }: Pick<Problem, 'cells' | 'relations'>): Promise<Protection> {
    if (this.#asked >= PROBLEMS_A_THREAD) await this.close();
    this.#thread ??= new Worker(new URL('./protector-thread.ts', import.meta.url));
    this.#asked += 1;
    const thread = this.#thread;
    const ended = new AbortController();
    const onExit = () => ended.abort(new Error('the thread that decides what is hidden has ended'));
    thread.once('exit', onExit);
    try {
      const answered = once(thread, 'message', { signal: ended.signal });
      thread.postMessage({ cells, relations });
      const [answer]: ProtectorAnswer[] = await answered;
      if (answer && 'protection' in answer) return answer.protection;
      throw new Error(`nothing can be published: ${answer?.failed ?? 'no answer'}`);
    } catch (error) {
      await this.close(); // what is left of a solver that failed is of no use
      throw error;
    } finally {
      thread.off('exit', onExit);
    }
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    this.#asked = 0;
    await thread?.terminate();
  }
}
