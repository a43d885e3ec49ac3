import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Closes } from './endings.ts';

/** A service of the project, or the peer, as a process of its own. */
export interface StartedProcess {
  readonly name: string;
  readonly pid: number;
  /** @throws Error if it has ended by itself, with the last lines of its log */
  assertRuns(): void;
}

export interface ProcessPlan {
  readonly name: string;
  /** Program, from the checkout's folder. */
  readonly file: string;
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Folder of its log. */
  readonly folder: string;
  /** Folder that its CPU profile is written to when it ends; without it none is made. */
  readonly profile?: string | undefined;
}

const ROOT = join(import.meta.dirname, '../../..');
const READY_LIMIT_MS = 60_000;
const PATIENCE_MS = 8_000;
let started = 0;

/** Starts a program that says `ready` to its parent, and waits for that word. */
export async function startProcess(plan: ProcessPlan, closes: Closes): Promise<StartedProcess> {
  const { child, problem } = forkProgram(plan, closes);
  const limit = AbortSignal.timeout(READY_LIMIT_MS);
  const outcome = await Promise.race([
    once(child, 'message', { signal: limit }).then(() => 'ready' as const),
    once(child, 'exit').then(() => 'ended while it started' as const),
  ]).catch(() => 'was not ready in time' as const);
  if (outcome !== 'ready' || child.pid === undefined) throw problem(outcome);
  return {
    name: plan.name,
    pid: child.pid,
    assertRuns: () => {
      if (child.exitCode !== null || child.signalCode !== null) throw problem('has ended');
    },
  };
}

/** Runs a program that ends by itself, and resolves with what it says to its parent. */
export async function answerOf(plan: ProcessPlan, closes: Closes): Promise<unknown> {
  const { child, problem } = forkProgram(plan, closes);
  const answers: unknown[] = [];
  child.on('message', (answer: unknown) => answers.push(answer));
  await Promise.all([once(child, 'exit'), once(child, 'disconnect')]); // the word may come after the end
  if (child.exitCode !== 0 || answers.length === 0) throw problem('failed');
  return answers[0];
}

function forkProgram(plan: ProcessPlan, closes: Closes) {
  started += 1;
  const log = join(plan.folder, `${started}-${plan.name}.log`);
  const handle = openSync(log, 'w');
  const child = fork(join(ROOT, plan.file), plan.args ?? [], {
    cwd: ROOT,
    env: { ...process.env, LOG_LEVEL: 'warn', NODE_ENV: 'production', ...plan.environment },
    execArgv: plan.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${plan.profile}`],
    stdio: ['ignore', handle, handle, 'ipc'],
  });
  closeSync(handle);
  closes((hurry) => endProcess(child, hurry ? 0 : PATIENCE_MS));
  const problem = (what: string) =>
    new Error(`${plan.name} ${what}:\n${readFileSync(log, 'utf8').split('\n').slice(-20).join('\n')}`);
  return { child, problem };
}

async function endProcess(child: ChildProcess, patienceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await exited;
  clearTimeout(timer);
}

/**
 * Most memory that a process held at once since it began, MiB; where the system does not keep it, what it holds now.
 */
export function peakMemory({ pid }: StartedProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  } catch {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  }
}
