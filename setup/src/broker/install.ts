import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { SetupProblem } from '../problem.ts';
import { type Say, step } from '../screen.ts';
import { findMachineServer, hasAptPackages, type MachineServer } from './machine-server.ts';

const POLICY = '/usr/sbin/policy-rc.d';
const TRIES = 12;
const PAUSE_MS = 5_000;

/** The machine's RabbitMQ; installed from the distribution's packages when it is missing and we may. */
export async function ensureMachineServer(say: Say): Promise<MachineServer> {
  const found = findMachineServer();
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || !hasAptPackages()) throw notInstalled();
  await step(
    say,
    'RabbitMQ from the packages of the distribution (apt-get install rabbitmq-server)',
    install,
  );
  const installed = findMachineServer();
  if (installed === undefined) throw notInstalled();
  return installed;
}

async function install(): Promise<void> {
  // The package would start the machine's shared node, which is none of our business; this file forbids it.
  const forbids = !existsSync(POLICY);
  if (forbids) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    // Old lists are better than none: an update that fails shows only when the installation fails too.
    const updated = await aptGet(['update']);
    const done = await aptGet(['install', '-y', '--no-install-recommends', 'rabbitmq-server']);
    if (done.status !== 0) throw notInstalled(done.output || updated.output);
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

function notInstalled(reason = ''): SetupProblem {
  const detail = reason === '' ? '' : `\n${reason.trim()}`;
  return new SetupProblem(
    'There is no RabbitMQ: no Docker engine runs, and rabbitmq-server is not installed. Install it ' +
      '("sudo apt-get install rabbitmq-server", "brew install rabbitmq"), start Docker, or set AMQP_URL to a broker.' +
      detail,
    'Nav RabbitMQ: Docker nedarbojas un rabbitmq-server nav uzinstalēts. Uzinstalējiet to ' +
      '("sudo apt-get install rabbitmq-server"), palaidiet Docker vai iestatiet AMQP_URL.',
  );
}
