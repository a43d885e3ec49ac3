import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file that only its owner may read. It appears whole or not at all, so that a kill in the middle
 * leaves no half of a password behind.
 */
export function writeSecret(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, text, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

/** The content of a JSON file, or nothing when there is none or it is not readable as JSON. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

const TAIL_BYTES = 8_192;

/** The last lines of a log, for the message about a process that did not come up. */
export function lastLines(path: string, count = 12): string {
  try {
    const { size } = statSync(path);
    const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
    const handle = openSync(path, 'r');
    readSync(handle, buffer, 0, buffer.length, size - buffer.length);
    closeSync(handle);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}

/** Opens a log for a new run and keeps the one of the run before beside it. */
export function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o750 });
  try {
    renameSync(path, `${path}.1`);
  } catch {
    // The first run has no log of an earlier one.
  }
  return openSync(path, 'a', 0o640);
}
