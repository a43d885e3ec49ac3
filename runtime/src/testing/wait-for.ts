import { setTimeout as pause } from 'node:timers/promises';

const SHORTEST_MS = 20;
const LONGEST_MS = 200;

/**
 * Time until the next look: a tenth of what was waited, so that a long wait is hardly longer and what is waited for gets
 * the processor.
 */
const pauseAfter = (waitedMs: number): number => Math.min(LONGEST_MS, Math.max(SHORTEST_MS, waitedMs / 10));

type Nothing = undefined | null | false;

/** Waits until something is there; throws with what was waited for if it does not come. */
export async function waitFor<Found>(
  what: string,
  find: () => Promise<Found | Nothing> | Found | Nothing,
  limitMs = 15_000,
): Promise<Found> {
  const since = performance.now();
  for (;;) {
    const found = await find();
    if (found !== undefined && found !== null && found !== false) return found;
    const waited = performance.now() - since;
    if (waited > limitMs) throw new Error(`waited ${limitMs} ms in vain for: ${what}`);
    await pause(pauseAfter(waited));
  }
}

/** Asks again until the answer is as wanted; throws with what it was at last if it does not become so. */
export async function until<Answer>(
  ask: () => Answer | Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
  limitMs = 15_000,
): Promise<Answer> {
  let last: { readonly answer: Answer } | undefined;
  const find = async () => {
    last = { answer: await ask() };
    return isWanted(last.answer) && last;
  };
  try {
    return (await waitFor('the wanted answer', find, limitMs)).answer;
  } catch (error) {
    throw new Error(`not as wanted: ${JSON.stringify(last?.answer)?.slice(0, 500)}`, { cause: error });
  }
}
