import { constants } from 'node:os';
import { reasonOf, SetupProblem } from './problem.ts';
import type { Keeper } from './processes/keeper.ts';

/** What a command is given to end well. */
export type CommandContext = {
  /** Hands in how something is closed when the command ends, last handed in first. */
  closes: (closer: () => Promise<void>) => void;
  /** Hands in the keeper, whose processes a second Ctrl-C kills. */
  keeps: (keeper: Keeper) => void;
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const LAUNCHER_CHECK_MS = 500;

/**
 * Runs a command: closes what it opened however it ends, tells a problem in words, and ends when the program that
 * launched it is gone.
 *
 * @param statusOnSignal exit status after Ctrl-C; a command that is meant to be ended so gives 0
 */
export async function runCommand(
  command: (context: CommandContext) => Promise<number>,
  statusOnSignal?: number,
): Promise<void> {
  const closers: (() => Promise<void>)[] = [];
  const keepers: Keeper[] = [];
  let closing = false;
  const close = async (status: number) => {
    closing = true;
    for (const keeper of keepers) keeper.markClosing();
    for (const closer of closers.reverse()) {
      await closer().catch((error: unknown) => console.error(`! while closing: ${reasonOf(error)}`));
    }
    process.exit(status);
  };
  const onSignal = (signal: (typeof SIGNALS)[number]) => {
    const status = statusOnSignal ?? 128 + constants.signals[signal];
    if (closing) {
      for (const keeper of keepers) keeper.killAll();
      process.exit(status);
    }
    console.log('\n… stopping / aptur (again to kill / vēlreiz, lai pārtrauktu)');
    void close(status);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  endWithLauncher(() => {
    if (!closing) onSignal('SIGTERM');
  });
  try {
    const status = await command({
      closes: (closer) => closers.push(closer),
      keeps: (keeper) => keepers.push(keeper),
    });
    if (!closing) await close(status);
  } catch (error) {
    // What fails because everything is being ended is no news.
    if (closing) return;
    tell(error);
    await close(1);
  }
}

function tell(error: unknown): void {
  if (error instanceof SetupProblem) console.error(`\n✗ ${error.message}\n  ${error.latvian}`);
  else console.error('\n✗', error);
}

/** `run.mjs` killed outright cannot say so; that this process has another parent then is the sign. */
function endWithLauncher(end: () => void): void {
  const launcher = process.env.SAITE_LAUNCHER;
  delete process.env.SAITE_LAUNCHER;
  if (launcher === undefined) return;
  const timer = setInterval(() => {
    if (String(process.ppid) === launcher) return;
    clearInterval(timer);
    end();
  }, LAUNCHER_CHECK_MS);
  timer.unref();
}
