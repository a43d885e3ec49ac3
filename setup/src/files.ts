import {
  chmodSync,
  closeSync,
  existsSync,
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
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

/** Writes a secret anew that exists, with the rights that it had: in a container another user reads it. */
export function replaceSecret(path: string, text: string): void {
  const { mode } = statSync(path);
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  chmodSync(draft, mode & 0o777);
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

/**
 * The log of a part. The first start of a run begins a new file and keeps the one before beside it; a start after
 * a crash writes on, so that the reason of the crash stays.
 *
 * @returns opens it for the next start
 */
export function createLogFile(path: string): () => number {
  let fresh = true;
  return () => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o750 });
    if (fresh && existsSync(path)) renameSync(path, `${path}.1`);
    fresh = false;
    return openSync(path, 'a', 0o640);
  };
}
