import { setImmediate } from 'node:timers/promises';

/** Long enough to get on, short enough that a process which also answers calls stays prompt. */
const MILLISECONDS_AT_A_STRETCH = 25;

/** @returns a function to await between two steps of a long computation: now and then it lets others run. */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < MILLISECONDS_AT_A_STRETCH) return;
    await setImmediate();
    since = performance.now();
  };
}
