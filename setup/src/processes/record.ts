import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeSecret } from '../files.ts';
import type { Watched } from './end.ts';

const fileOf = (folder: string) => join(folder, 'processes.json');

/** Keeps the list of what runs, for the next start to clean up after a crash of everything. */
export function writeRecord(folder: string, list: readonly Watched[]): void {
  if (list.length === 0) rmSync(fileOf(folder), { force: true });
  else writeSecret(fileOf(folder), `${JSON.stringify(list, null, 2)}\n`);
}

/** What an earlier run left on the list; entries that make no sense are passed over. */
export function readRecord(folder: string): Watched[] {
  const content = readJson(fileOf(folder));
  return Array.isArray(content) ? content.filter(isWatched) : [];
}

/** Whether a value read from outside is an entry of the list. */
export function isWatched(value: unknown): value is Watched {
  const entry = value as Partial<Watched> | null;
  return (
    typeof entry?.pid === 'number' &&
    entry.pid > 1 &&
    typeof entry.startedAt === 'string' &&
    typeof entry.name === 'string' &&
    typeof entry.patienceMs === 'number' &&
    (entry.signal === 'SIGTERM' || entry.signal === 'SIGINT') &&
    (entry.kind === 'service' || entry.kind === 'server')
  );
}
