import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Watched } from './end.ts';

const PROGRAM = fileURLToPath(new URL('./watchdog-main.ts', import.meta.url));
const AGAIN_MS = 200;

export type Watchdog = {
  pid: () => number | undefined;
  /** Tells the whole list of what runs. */
  tell: (list: readonly Watched[]) => void;
  /** Lets it go; with an empty list it ends without doing anything. */
  close: () => void;
};

/** Starts the watchdog of a data folder, and starts it again whenever it dies. */
export function startWatchdog(folder: string): Watchdog {
  let last: readonly Watched[] = [];
  let closed = false;
  let child: ChildProcess | undefined;
  const send = () => child?.stdin?.write(`${JSON.stringify(last)}\n`);
  const launch = () => {
    if (closed) return;
    // A group of its own: a Ctrl-C in the terminal or a kill of the supervisor's group must not reach it.
    child = spawn(process.execPath, [PROGRAM, folder], {
      detached: true,
      cwd: '/',
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.stdin?.on('error', () => undefined);
    child.on('error', () => undefined);
    child.on('close', () => setTimeout(launch, AGAIN_MS).unref());
    child.unref();
    send();
  };
  launch();
  return {
    pid: () => child?.pid,
    tell: (list) => {
      last = [...list];
      send();
    },
    close: () => {
      closed = true;
      child?.stdin?.end();
    },
  };
}
