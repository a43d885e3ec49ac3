/** Length of time in words, like `3.2 s`. */
const seconds = (sinceMs: number): string => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

const REMINDER_MS = 5_000;

/** A whole number with a space between thousands. */
export const whole = (value: number): string =>
  Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ' ');

/**
 * Does a step and tells that it began, every few seconds how far it is, and what came out.
 *
 * @param far says how far the step is
 * @param outcome says in a few words what came out
 */
export async function step<Result>(
  name: string,
  work: () => Promise<Result>,
  { far, outcome }: { far?: () => string; outcome?: (result: Result) => string } = {},
): Promise<Result> {
  const startedAt = performance.now();
  console.log(`… ${name}`);
  const reminder = setInterval(() => {
    const parts = [seconds(startedAt), far?.()].filter((part) => part);
    console.log(`…   ${name}: ${parts.join(', ')}`);
  }, REMINDER_MS);
  try {
    const result = await work();
    const parts = [seconds(startedAt), outcome?.(result)].filter((part) => part);
    console.log(`✓ ${name} (${parts.join(', ')})`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}
