import { setTimeout as wait } from 'node:timers/promises';
import { reasonOf } from '../problem.ts';
import type { Say } from '../screen.ts';
import type { KeptProcess } from './keeper.ts';

/** One part of the running system that can be started, stopped and killed on its own, again and again. */
export type Part = {
  name: string;
  pid: () => number | undefined;
  /** Returns when the part is ready for work. Does nothing when it runs. */
  start: () => Promise<void>;
  /** Lets it close in order. */
  stop: () => Promise<void>;
  /** Kills it as a crash would. */
  kill: () => Promise<void>;
  /** Hears of every end that nobody asked for through `stop` or `kill`. */
  onCrash: (listener: (how: string) => void) => void;
};

/**
 * A part that is one process.
 *
 * @param launch starts the process and returns it once it is ready; cleans up after itself when it fails
 */
export function createPart(name: string, launch: () => Promise<KeptProcess>): Part {
  let running: KeptProcess | undefined;
  const listeners: ((how: string) => void)[] = [];
  const take = () => {
    const process = running;
    running = undefined;
    return process;
  };
  return {
    name,
    pid: () => running?.pid,
    start: async () => {
      if (running !== undefined) return;
      const started = await launch();
      running = started;
      void started.exited.then(({ code, signal }) => {
        if (running !== started) return;
        running = undefined;
        for (const listener of listeners) listener(signal ?? `exit status ${code}`);
      });
    },
    stop: async () => take()?.end(),
    kill: async () => take()?.kill(),
    onCrash: (listener) => void listeners.push(listener),
  };
}

const SHORTEST_MS = 200;
const LONGEST_MS = 5_000;
const STEADY_MS = 30_000;

/**
 * Starts a part again whenever it crashes, after a pause that grows while it keeps crashing.
 *
 * @returns ends the care; what runs then goes on running
 */
export function keepRunning(part: Part, say: Say): () => void {
  let caring = true;
  let pause = SHORTEST_MS;
  let startedAt = performance.now();
  const again = async (how: string) => {
    if (performance.now() - startedAt > STEADY_MS) pause = SHORTEST_MS;
    let reason = how;
    while (caring) {
      say(`! ${part.name} ended (${reason}); starting it again in ${pause / 1000} s`);
      await wait(pause);
      pause = Math.min(pause * 2, LONGEST_MS);
      if (!caring) return;
      try {
        startedAt = performance.now();
        await part.start();
        say(`✓ ${part.name} is back`);
        return;
      } catch (error) {
        // The first line only: the rest is the end of a log, and it comes at every try.
        reason = reasonOf(error).split('\n')[0] ?? '';
      }
    }
  };
  part.onCrash((how) => void again(how));
  return () => {
    caring = false;
  };
}
