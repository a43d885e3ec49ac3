import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Atvk } from '@saite/contracts';
import { codeOf, isTransient, type Log } from '@saite/runtime';
import type { Receiver } from '../intake/receive.ts';
import { writeResult } from '../result/write-result.ts';
import type { Imports } from '../store/imports.ts';

/** Names that programs give a file while they write it. */
const UNFINISHED = /^\.|\.(part|partial|filepart|tmp|crdownload|swp)$|~$/i;
const RESULT = /\.result\.xml$/;
/** A file is whole once it has not changed for so long. */
const STILL_MS = 3_000;

interface Waiting {
  readonly municipality: Atvk;
  readonly name: string;
  readonly path: string;
}

export interface DropFolderOptions {
  /** Holds a folder for each municipality, named by its ATVK code. */
  readonly folder: string;
  readonly receiver: Receiver;
  readonly imports: Imports;
  readonly log: Log;
  readonly now: () => Date;
}

/**
 * Takes files that a server for SFTP puts into `<folder>/<atvk>/`: whole ones, the oldest of a municipality first and
 * one at a time. When one is done with it is moved to `<folder>/<atvk>/done/`, with its result beside it. What is cut
 * off in between is done again: the same bytes give the same result.
 */
export class DropFolder {
  readonly #options: DropFolderOptions;
  /** Import of a file that was taken in and is being checked, by its path. */
  readonly #taken = new Map<string, string>();
  readonly #stuck = new Set<Atvk>();

  constructor(options: DropFolderOptions) {
    this.#options = options;
  }

  async look(): Promise<'idle'> {
    let away: unknown;
    for (const municipality of await this.#municipalities()) {
      try {
        const [oldest] = await this.#waiting(municipality);
        if (oldest) await this.#take(oldest);
        this.#stuck.delete(municipality);
      } catch (error) {
        if (isTransient(error) && !isOfFile(error)) away ??= error;
        else this.#tellStuck(municipality, error); // the others' files go on
      }
    }
    if (away !== undefined) throw away;
    return 'idle';
  }

  /** A file that cannot be read or moved holds its municipality up until somebody looks after it; said once. */
  #tellStuck(municipality: Atvk, error: unknown): void {
    if (this.#stuck.has(municipality)) return;
    this.#stuck.add(municipality);
    this.#options.log.warn('import.folder-stuck', { part: municipality, code: codeOf(error) }, error);
  }

  async #municipalities(): Promise<Atvk[]> {
    const entries = await readdir(this.#options.folder, { withFileTypes: true });
    return entries.flatMap((entry) => {
      const code = Atvk.safeParse(entry.name);
      return entry.isDirectory() && code.success ? [code.data] : [];
    });
  }

  async #waiting(municipality: Atvk): Promise<Waiting[]> {
    const folder = join(this.#options.folder, municipality);
    const entries = await readdir(folder, { withFileTypes: true });
    const files: (Waiting & { readonly changedAt: number })[] = [];
    for (const { name } of entries.filter((entry) => entry.isFile())) {
      if (UNFINISHED.test(name) || RESULT.test(name)) continue;
      const path = join(folder, name);
      const { mtimeMs } = await stat(path);
      if (this.#options.now().getTime() - mtimeMs < STILL_MS) continue;
      files.push({ municipality, name, path, changedAt: mtimeMs });
    }
    return files.sort((one, other) => one.changedAt - other.changedAt || (one.name < other.name ? -1 : 1));
  }

  async #take({ municipality, name, path }: Waiting): Promise<void> {
    const { receiver, imports } = this.#options;
    let importId = this.#taken.get(path);
    if (importId === undefined) {
      const bytes = createReadStream(path);
      importId = (await receiver.receive({ municipality, way: 'folder', givenName: name, bytes })).importId;
      this.#taken.set(path, importId);
    }
    const row = await imports.byId(importId);
    if (!row || row.checkedAt === null) return; // looked at again
    await this.#finish(municipality, name, path, writeResult(imports.database, imports.schema, row));
    this.#taken.delete(path);
  }

  /** The result is whole before the file is moved beside it. */
  async #finish(
    municipality: string,
    name: string,
    path: string,
    result: AsyncGenerator<string>,
  ): Promise<void> {
    const done = join(this.#options.folder, municipality, 'done');
    await mkdir(done, { recursive: true });
    const target = await freeName(done, name);
    const unfinished = join(done, `.${target}.result.part`);
    const file = await open(unfinished, 'w', 0o640);
    await pipeline(Readable.from(result), file.createWriteStream({ flush: true }));
    await rename(unfinished, join(done, `${target}.result.xml`));
    await rename(path, join(done, target));
  }
}

/** Whether the trouble is with a file or folder here, not with what is reached over a connection. */
const isOfFile = (error: unknown): boolean => error instanceof Error && 'path' in error;

/** A name under which nothing is there yet: a file that was refused and sent again keeps both. */
async function freeName(folder: string, name: string): Promise<string> {
  const there = new Set(await readdir(folder));
  if (!there.has(name)) return name;
  for (let number = 2; ; number += 1) {
    const other = name.replace(/(\.xml)?$/i, `.${number}$1`);
    if (!there.has(other)) return other;
  }
}
