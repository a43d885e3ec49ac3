import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SOURCES, type Source } from '@saite/contracts';
import { type Clock, codeOf, isTransient, type Log } from '@saite/runtime';
import type { Intake } from '../intake/take-file.ts';
import { faultOf } from '../refused.ts';
import { refusedResult } from '../result/result.ts';
import type { SourceFiles } from '../store/source-files.ts';
import { putAway, removeBytes } from './put-away.ts';
import { type WaitingFile, waitingFiles } from './waiting-files.ts';

export interface DropFolderOptions {
  /** Holds a folder for each source, named like it. */
  readonly folder: string;
  readonly intake: Intake;
  readonly files: SourceFiles;
  readonly clock: Clock;
  readonly log: Log;
  readonly keepRefusedMs: number;
  /** Told when a file was taken. */
  readonly onAccepted: () => void;
}

/**
 * Takes files that sources, or a server for SFTP, put into `<folder>/<source>/`, one at a time. One that is decided lies
 * in `done/` or `refused/` with its result beside it. What is cut off in between is done again: the same bytes have the
 * same answer.
 */
export class DropFolder {
  readonly #options: DropFolderOptions;
  readonly #stuck = new Set<Source>();

  constructor(options: DropFolderOptions) {
    this.#options = options;
  }

  async look(): Promise<'more' | 'idle'> {
    let decided = 0;
    let away: unknown;
    for (const source of SOURCES) {
      try {
        if (await this.#lookAt(source)) decided += 1;
        this.#stuck.delete(source);
      } catch (error) {
        if (isTransient(error) && !isOfFile(error)) away ??= error;
        else this.#tellStuck(source, error); // the others' files go on
      }
    }
    if (away !== undefined) throw away;
    return decided > 0 ? 'more' : 'idle';
  }

  async #lookAt(source: Source): Promise<boolean> {
    const { clock, files, keepRefusedMs } = this.#options;
    const folder = join(this.#options.folder, source);
    await mkdir(folder, { recursive: true });
    const now = clock.now();
    await removeBytes(folder, { isTold: (name) => files.isTold(name), now, keepRefusedMs });
    const [first] = await waitingFiles(folder, now);
    if (!first) return false;
    await this.#decide(source, folder, first);
    return true;
  }

  async #decide(source: Source, folder: string, file: WaitingFile): Promise<void> {
    const { intake, clock, log, onAccepted } = this.#options;
    const { says, path } = file;
    const nameWrong = { listed: [faultOf('NAME_WRONG')], count: 1 };
    const result =
      says?.source === source
        ? await intake.take(says, createReadStream(path))
        : refusedResult({ source }, nameWrong, null, clock.now());
    await putAway(folder, file, result);
    const count = result.rows ?? 0;
    if (result.outcome === 'accepted') {
      log.info('source-file.accepted', { part: source, count });
      onAccepted();
    } else log.info('source-file.refused', { part: source, count, code: result.faults[0]?.reason ?? '' });
  }

  /** A file that cannot be read or moved holds its source up until somebody looks after it; said once. */
  #tellStuck(source: Source, error: unknown): void {
    if (this.#stuck.has(source)) return;
    this.#stuck.add(source);
    this.#options.log.warn('source-file.folder-stuck', { part: source, code: codeOf(error) }, error);
  }
}

/** Whether the trouble is with a file or folder here, not with what is reached over a connection. */
const isOfFile = (error: unknown): boolean => error instanceof Error && 'path' in error;
