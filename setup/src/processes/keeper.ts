import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync } from 'node:fs';
import type { Say } from '../screen.ts';
import { type Ending, endAll, endProcess, killProcess, sendSignal, type Watched } from './end.ts';
import { identify, isAlive } from './identity.ts';
import { lockFolder } from './lock.ts';
import { readRecord, writeRecord } from './record.ts';
import { startWatchdog } from './watchdog.ts';

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** A process that the keeper started. */
export type KeptProcess = {
  child: ChildProcess;
  pid: number;
  exited: Promise<Exit>;
  /** Asks it to end, kills it when it takes too long, and returns when it is gone. */
  end: () => Promise<void>;
  /** Kills it and returns when it is gone. */
  kill: () => Promise<void>;
};

export type KeptOptions = SpawnOptions & { kind: Watched['kind']; ending: Ending };

/** Starts processes so that none of them outlives this one. */
export type Keeper = {
  folder: string;
  /** The servers' data go away with the run, so servers are killed instead of asked. */
  disposable: boolean;
  run: (name: string, command: string, args: readonly string[], options: KeptOptions) => Promise<KeptProcess>;
  list: () => readonly Watched[];
  watchdogPid: () => number | undefined;
  /** Says that everything is about to end, so that a start that comes now waits for it. */
  markClosing: () => void;
  /** Kills everything at once, without waiting. */
  killAll: () => void;
  /** Ends what still runs and gives the folder free. */
  close: () => Promise<void>;
};

/** Takes a data folder, and ends what an earlier run that was killed left there. */
export async function openKeeper(folder: string, say: Say, disposable = false): Promise<Keeper> {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  // Passable but not readable: the database may run under a user of its own. The secrets in it are closed one by one.
  chmodSync(folder, 0o711);
  const lock = await lockFolder(folder, say);
  const leftovers = readRecord(folder).filter(isAlive);
  if (leftovers.length > 0) {
    say(
      `… ending ${leftovers.map(({ name, pid }) => `${name} (${pid})`).join(', ')}, left by an earlier run`,
    );
    await endAll(leftovers);
  }
  let list: Watched[] = [];
  const watchdog = startWatchdog(folder);
  const changed = () => {
    watchdog.tell(list);
    writeRecord(folder, list);
  };
  changed();

  return {
    folder,
    disposable,
    list: () => list,
    watchdogPid: watchdog.pid,
    run: async (name, command, args, { kind, ending, ...options }) => {
      // A session of its own: the terminal's Ctrl-C comes to the supervisor, which ends things in order.
      const child = spawn(command, args, { ...options, detached: true });
      const exited = new Promise<Exit>((resolve) =>
        child.on('exit', (code, signal) => resolve({ code, signal })),
      );
      if (child.pid === undefined) {
        throw await new Promise<Error>((resolve) => child.once('error', resolve));
      }
      const patienceMs = disposable && kind === 'server' ? 0 : ending.patienceMs;
      const watched: Watched = { name, kind, ...identify(child.pid), ...ending, patienceMs };
      list = [...list, watched];
      changed();
      // The child has the log open by now; here it would stay open at every start again.
      for (const handle of new Set(Array.isArray(options.stdio) ? options.stdio : [])) {
        if (typeof handle === 'number' && handle > 2) closeSync(handle);
      }
      void exited.then(() => {
        list = list.filter((other) => other !== watched);
        changed();
      });
      return {
        child,
        pid: watched.pid,
        exited,
        end: async () => void (await Promise.all([endProcess(watched), exited])),
        kill: async () => void (await Promise.all([killProcess(watched), exited])),
      };
    },
    markClosing: lock.markClosing,
    killAll: () => {
      for (const watched of list) if (isAlive(watched)) sendSignal(watched.pid, 'SIGKILL');
    },
    close: async () => {
      lock.markClosing();
      await endAll(list);
      list = [];
      changed();
      watchdog.close();
      lock.release();
    },
  };
}
