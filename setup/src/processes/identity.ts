import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process, told apart from a later one that got the same number. */
export type Identity = { pid: number; startedAt: string };

/**
 * When a process started, as text that is the same as long as it lives; nothing when it is gone. A process that
 * has ended and only waits for its parent to notice counts as gone.
 */
export function startOf(pid: number): string | undefined {
  return process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid);
}

export function identify(pid: number): Identity {
  return { pid, startedAt: startOf(pid) ?? 'gone' };
}

/** Whether this very process lives: the number alone may belong to somebody else by now. */
export function isAlive(identity: Identity): boolean {
  return startOf(identity.pid) === identity.startedAt;
}

let bootId: string | undefined;

function startOnLinux(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name of the program stands in brackets and may hold anything, so count from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  if (state === 'Z' || state === 'X') return undefined;
  // The start counts from the boot of the machine, so it means something only together with the boot.
  bootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${bootId}/${fields[19]}`;
}

function startElsewhere(pid: number): string | undefined {
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return started.toString().trim() || undefined;
  } catch {
    return undefined;
  }
}
