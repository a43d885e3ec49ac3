import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../files.ts';
import { SetupProblem } from '../problem.ts';
import { type Identity, identify, isAlive } from './identity.ts';

const FILE = 'supervisor.json';

/**
 * Makes this process the only supervisor of a data folder: two would start two brokers on the same data.
 *
 * @returns gives the folder free again
 */
export function lockFolder(folder: string): () => void {
  const lock = join(folder, FILE);
  const draft = `${lock}.${process.pid}`;
  const own = JSON.stringify(identify(process.pid));
  writeFileSync(draft, own);
  try {
    // Making a link is the one step that fails when the name is taken and else puts a whole file there.
    while (!tryLink(draft, lock)) {
      const owner = ownerIn(lock);
      if (owner !== undefined && isAlive(owner)) throw alreadyRuns(folder, owner.pid);
      dropStale(lock);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (ownerIn(lock)?.pid === process.pid) rmSync(lock, { force: true });
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

function ownerIn(file: string): Identity | undefined {
  const content = readJson(file) as Partial<Identity> | undefined;
  if (typeof content?.pid !== 'number' || typeof content.startedAt !== 'string') return undefined;
  return { pid: content.pid, startedAt: content.startedAt };
}

function alreadyRuns(folder: string, pid: number): SetupProblem {
  return new SetupProblem(
    `Saite already runs on ${folder} (process ${pid}). Stop it, or set SAITE_DATA to another folder.`,
    `Saite jau darbojas mapē ${folder} (process ${pid}). Apturiet to vai iestatiet SAITE_DATA uz citu mapi.`,
  );
}
