/** Where progress is told. Tests give one that keeps silent. */
export type Say = (line: string) => void;

export const sayOnScreen: Say = (line) => console.log(line);

const REMINDER_MS = 5_000;

/**
 * Does a step that may take long and tells about it: that it began, every few seconds that it goes on, and how
 * long it took.
 *
 * @param describe what the finished step says about its result, put in brackets before the time
 */
export async function step<Result>(
  say: Say,
  name: string,
  work: () => Promise<Result>,
  describe: (result: Result) => string = () => '',
): Promise<Result> {
  const startedAt = performance.now();
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`… ${name}`);
  const reminder = setInterval(() => say(`… ${name}: still at it (${seconds()} s)`), REMINDER_MS);
  try {
    const result = await work();
    const details = [describe(result), `${seconds()} s`].filter((part) => part !== '').join(', ');
    say(`✓ ${name} ready (${details})`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}
