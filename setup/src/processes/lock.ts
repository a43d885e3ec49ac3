import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readJson } from '../files.ts';
import { SetupProblem } from '../problem.ts';
import type { Say } from '../screen.ts';
import { type Identity, identify, isAlive } from './identity.ts';

const FILE = 'supervisor.json';
const LOOK_MS = 200;
const CLOSING_LIMIT_MS = 60_000;

type Owner = Identity & { closing: boolean };

export type FolderLock = {
  /** Says that the folder will soon be free: a start that comes now waits instead of refusing. */
  markClosing: () => void;
  release: () => void;
};

/** Makes this process the only supervisor of a data folder: two would start two brokers on the same data. */
export async function lockFolder(folder: string, say: Say): Promise<FolderLock> {
  const lock = join(folder, FILE);
  const draft = `${lock}.${process.pid}`;
  const write = (closing: boolean) =>
    writeFileSync(draft, JSON.stringify({ ...identify(process.pid), closing }));
  const until = performance.now() + CLOSING_LIMIT_MS;
  let told = false;
  write(false);
  try {
    // Making a link is the one step that fails when the name is taken and else puts a whole file there.
    while (!tryLink(draft, lock)) {
      const owner = ownerIn(lock);
      if (owner === undefined || !isAlive(owner)) {
        dropStale(lock);
        continue;
      }
      if (!owner.closing || performance.now() > until) throw alreadyRuns(folder, owner.pid);
      if (!told) say(`… waiting for the run before to stop (process ${owner.pid})`);
      told = true;
      await wait(LOOK_MS);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const isOurs = () => ownerIn(lock)?.pid === process.pid;
  return {
    markClosing: () => {
      if (!isOurs()) return;
      write(true);
      renameSync(draft, lock);
    },
    release: () => {
      if (isOurs()) rmSync(lock, { force: true });
    },
  };
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves the lock aside before it goes, and puts it back if somebody alive took it in between. */
function dropStale(lock: string): void {
  const aside = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  const owner = ownerIn(aside);
  if (owner !== undefined && isAlive(owner)) tryLink(aside, lock);
  rmSync(aside, { force: true });
}

function ownerIn(file: string): Owner | undefined {
  const content = readJson(file) as Partial<Owner> | undefined;
  if (typeof content?.pid !== 'number' || typeof content.startedAt !== 'string') return undefined;
  return { pid: content.pid, startedAt: content.startedAt, closing: content.closing === true };
}

function alreadyRuns(folder: string, pid: number): SetupProblem {
  return new SetupProblem(
    `Saite already runs on ${folder} (process ${pid}). Stop it, or set SAITE_DATA to another folder.`,
    `Saite jau darbojas mapē ${folder} (process ${pid}). Apturiet to vai iestatiet SAITE_DATA uz citu mapi.`,
  );
}
