import type { Keeper } from './processes/keeper.ts';
import { projectRoot } from './project.ts';

/**
 * Runs a program of the project on the screen until it ends.
 *
 * @param args file and arguments, from the checkout's folder
 * @returns its exit status
 */
export async function runProgram(
  keeper: Keeper,
  name: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<number> {
  const program = await keeper.run(name, process.execPath, args, {
    kind: 'service',
    ending: { signal: 'SIGTERM', patienceMs: 3_000 },
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const { code } = await program.exited;
  return code ?? 1;
}
