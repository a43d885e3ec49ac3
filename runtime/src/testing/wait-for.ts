import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something is there; throws with what was waited for if it does not come. */
export async function waitFor<Found>(
  what: string,
  find: () => Promise<Found | undefined | false> | Found | undefined | false,
  limitMs = 15_000,
): Promise<Found> {
  const until = performance.now() + limitMs;
  for (;;) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > until) throw new Error(`waited ${limitMs} ms in vain for: ${what}`);
    await pause(20);
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
