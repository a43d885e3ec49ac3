import { spawn } from 'node:child_process';
import { projectRoot } from '../project.ts';

export interface NpmResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs npm itself, the one that runs this script if there is one: its settings say which registry is meant. */
export async function runNpm(args: readonly string[]): Promise<NpmResult> {
  const cli = process.env.npm_execpath;
  const [program, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  const child = spawn(program, [...first, ...args, '--no-update-notifier'], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      texts[stream] += chunk;
    });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, ...texts, stderr: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, ...texts }));
  });
}
