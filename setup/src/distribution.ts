import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const POLICY = '/usr/sbin/policy-rc.d';
const TRIES = 12;
const PAUSE_MS = 5_000;

/** Whether we may install packages of the distribution: as root, from apt. */
export const mayInstallPackages = (): boolean => process.getuid?.() === 0 && hasAptPackages();

/**
 * Installs packages of the distribution. None of their services is started: a shared broker of the machine is none
 * of our business.
 *
 * @returns whether they are there, else the last words of apt-get
 */
export async function installPackages(
  packages: readonly string[],
): Promise<{ installed: boolean; output: string }> {
  const forbids = !existsSync(POLICY);
  if (forbids) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    // Old lists are better than none: an update that fails shows only when the installation fails too.
    const updated = await aptGet(['update']);
    const done = await aptGet(['install', '-y', '--no-install-recommends', ...packages]);
    return { installed: done.status === 0, output: done.output || updated.output };
  } finally {
    if (forbids) rmSync(POLICY, { force: true });
  }
}

/** Runs apt-get, and waits while another one works: two checkouts may be set up at the same time. */
async function aptGet(args: readonly string[]): Promise<{ status: number; output: string }> {
  for (let tries = 1; ; tries += 1) {
    const result = await runQuietly('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args]);
    const busy = result.status !== 0 && /Could not get lock|Unable to lock/.test(result.output);
    if (!busy || tries === TRIES) return result;
    await wait(PAUSE_MS);
  }
}

function runQuietly(command: string, args: readonly string[]): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
    const child = spawn(command, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-2_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ status: 1, output: error.message }));
    child.on('close', (code) => resolve({ status: code ?? 1, output }));
  });
}

function hasAptPackages(): boolean {
  if (!existsSync('/usr/bin/apt-get')) return false;
  try {
    return /debian|ubuntu/i.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return true;
  }
}
