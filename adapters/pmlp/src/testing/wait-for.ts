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
