import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { CommandContext } from './command.ts';
import { projectRoot } from './project.ts';

/**
 * Runs a program of the project on the screen that needs no keeper: it starts nothing, or keeps what it starts
 * itself. When the command is ended, so is the program, and it is waited for.
 *
 * @param args file and arguments for Node, from the checkout's folder
 * @returns its exit status
 */
export async function runPlainProgram(context: CommandContext, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    // A program that is a command too ends when this one is gone.
    env: { ...process.env, SAITE_LAUNCHER: String(process.pid) },
  });
  const exited = once(child, 'exit');
  context.closes(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await exited;
  });
  const [code] = await exited;
  return typeof code === 'number' ? code : 1;
}
