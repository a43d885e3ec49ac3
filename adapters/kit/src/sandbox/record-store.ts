import { createReadStream } from 'node:fs';
import { mkdir, open, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { SandboxProblem } from './problems.ts';

/** A record as it was taken, with its place in the order of taking. */
export interface StoredRecord<Content> {
  /** Grows with each version that was taken; a cursor of a register's changes. */
  readonly sequence: number;
  readonly content: Content;
}

export interface RecordStore<Content> {
  /** The highest version of a record. */
  get(id: string): StoredRecord<Content> | undefined;
  /** The highest version of every record, in no order. */
  all(): Iterable<StoredRecord<Content>>;
  /** Sequence of the last version that was taken; 0 if none was. */
  readonly last: number;
  /**
   * Takes records, all or none, and resolves when they are written. An older version, or an equal one with equal
   * content, changes nothing.
   *
   * @returns the records that changed something, in order
   * @throws SandboxProblem `VERSION_CONFLICT` naming the record by its place, if an equal version says otherwise
   */
  take(contents: readonly Content[]): Promise<readonly StoredRecord<Content>[]>;
  /** Lays the store over records that are there without having been taken: what is taken is held against them. */
  standOn(known: (id: string) => Content | undefined): void;
  close(): Promise<void>;
}

interface Versioned {
  readonly recordVersion: number;
}

/**
 * Opens a store of records that keeps the highest version of each, in a file of JSON lines that is only added to
 * and read again at the next start.
 *
 * @param folder made if missing
 * @param name name of the file, without its ending
 * @param idOf the register's id of a record
 */
export async function openRecordStore<Content extends Versioned>(
  folder: string,
  name: string,
  idOf: (content: Content) => string,
): Promise<RecordStore<Content>> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.jsonl`);
  const highest = new Map<string, StoredRecord<Content>>();
  let last = 0;
  let standing: (id: string) => Content | undefined = () => undefined;
  for await (const content of replay<Content>(path)) {
    last += 1;
    highest.set(idOf(content), { sequence: last, content });
  }
  const file = await open(path, 'a', 0o600);
  let writing: Promise<unknown> = Promise.resolve();

  const changesOf = (contents: readonly Content[]): Content[] => {
    const taken = new Map<string, Content>();
    return contents.filter((content, index) => {
      const id = idOf(content);
      const known = taken.get(id) ?? highest.get(id)?.content ?? standing(id);
      if (known && known.recordVersion > content.recordVersion) return false;
      if (known?.recordVersion === content.recordVersion) {
        if (isDeepStrictEqual(known, content)) return false;
        const path = `[${index}].recordVersion`;
        throw new SandboxProblem('VERSION_CONFLICT', [{ path, message: 'taken with other content' }]);
      }
      taken.set(id, content);
      return true;
    });
  };

  return {
    get: (id) => highest.get(id),
    all: () => highest.values(),
    get last() {
      return last;
    },
    async take(contents) {
      const stored = changesOf(contents).map((content) => {
        last += 1;
        return { sequence: last, content };
      });
      for (const record of stored) highest.set(idOf(record.content), record);
      const lines = stored.map((record) => `${JSON.stringify(record.content)}\n`).join('');
      if (lines !== '') writing = writing.then(() => file.appendFile(lines));
      await writing;
      return stored;
    },
    standOn(known) {
      standing = known;
    },
    async close() {
      await writing.catch(() => {});
      await file.close();
    },
  };
}

/** The records of a file, oldest first; a last line that a killed process left unfinished is cut off. */
async function* replay<Content>(path: string): AsyncGenerator<Content> {
  let rest = Buffer.alloc(0);
  let whole = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      const buffer = Buffer.concat([rest, chunk]);
      const end = buffer.lastIndexOf(0x0a) + 1;
      rest = buffer.subarray(end);
      whole += end;
      for (const line of buffer.subarray(0, end).toString().split('\n')) {
        if (line !== '') yield JSON.parse(line);
      }
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  if (rest.length > 0) await truncate(path, whole);
}
