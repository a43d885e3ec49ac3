import { createHmac } from 'node:crypto';
import {
  fileMonth,
  LISTED_FAULTS,
  SOURCE_STRUCTURES,
  type SourceFileName,
  type SourceFileResult,
} from '@saite/contracts';
import type { KeyRing } from '@saite/identity';
import { type Clock, rigaDate, SaiteError } from '@saite/runtime';
import { FileCheck } from '../check/file-check.ts';
import { readRows } from '../csv/read-rows.ts';
import { FileRefused, faultOf } from '../refused.ts';
import { acceptedResult, refusedResult } from '../result/result.ts';
import type { AcceptedFile, SourceFiles } from '../store/source-files.ts';
import type { StagedRows } from '../store/staged-rows.ts';
import { nameFault } from './name-rules.ts';
import { Staging, stagedRow } from './stage.ts';

export interface IntakeOptions {
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly files: SourceFiles;
  readonly rows: StagedRows;
}

/** Another file was taken while this one was read: it is looked at again. */
class TakenMeanwhile extends SaiteError {
  constructor() {
    super('FILE_TAKEN_MEANWHILE', 'another file was taken while this one was read; it is looked at again');
  }
}

/** Takes a source's file whole or not at all: read as a stream, checked, staged, and taken by one row. */
export class Intake {
  readonly #options: IntakeOptions;

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /**
   * Decides of a file. Decided again, the same bytes have the same answer and change nothing.
   *
   * @throws whatever broke the stream of bytes, or the database: nothing is taken then
   */
  async take(name: SourceFileName, bytes: AsyncIterable<Uint8Array>): Promise<SourceFileResult> {
    const { files, clock } = this.#options;
    const newest = await files.newest(name);
    const fault = nameFault(name, newest?.version ?? 0, rigaDate(clock.now()));
    if (fault) return refusedResult(name, { listed: [fault], count: 1 }, null, clock.now());
    return newest?.version === name.version ? this.#again(name, newest, bytes) : this.#read(name, bytes);
  }

  async #again(
    name: SourceFileName,
    taken: AcceptedFile,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<SourceFileResult> {
    const digest = this.#digest();
    for await (const chunk of bytes) digest.update(chunk);
    if (digest.digest('base64url') === taken.digest) return acceptedResult(taken);
    const fault = faultOf('VERSION_TAKEN', { hint: String(taken.version + 1) });
    return refusedResult(name, { listed: [fault], count: 1 }, null, this.#options.clock.now());
  }

  async #read(name: SourceFileName, bytes: AsyncIterable<Uint8Array>): Promise<SourceFileResult> {
    const { files, clock } = this.#options;
    const number = await files.begin(name);
    try {
      const check = new FileCheck(SOURCE_STRUCTURES[name.source], fileMonth(name.period));
      const { digest, isWhole } = await this.#stage(number, name, bytes, check);
      if (check.faults.count > 0)
        return refusedResult(name, check.faults, isWhole ? check.rows : null, clock.now());
      if (!(await files.accept(number, digest, check.rows, clock.now()))) throw new TakenMeanwhile();
      const taken = await files.newest(name);
      if (taken?.number !== number) throw new TakenMeanwhile();
      return acceptedResult(taken);
    } finally {
      await files.giveUp(number).catch(() => {}); // what was taken stays; else the next reading does it
    }
  }

  async #stage(
    number: number,
    { source }: SourceFileName,
    bytes: AsyncIterable<Uint8Array>,
    check: FileCheck,
  ): Promise<{ digest: string; isWhole: boolean }> {
    const { keys, rows } = this.#options;
    const digest = this.#digest();
    const staging = new Staging(rows, number);
    try {
      for await (const row of readRows(digested(bytes, digest))) {
        const taken = check.take(row);
        if (taken) await staging.add(stagedRow(keys, { source }, taken));
        if (check.isBroken) return { digest: '', isWhole: false };
      }
      check.end();
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      check.faults.add(error.fault);
      return { digest: '', isWhole: false };
    }
    await staging.end();
    const doubled = await rows.doubled(number, LISTED_FAULTS);
    const faults = doubled.rows.map(({ place, first }) =>
      faultOf('ROW_DOUBLED', { row: place, hint: String(first) }),
    );
    check.faults.addSome(faults, doubled.count);
    return { digest: digest.digest('base64url'), isWhole: true };
  }

  #digest() {
    return createHmac('sha256', this.#options.keys.digest);
  }
}

/** The bytes as they are, each also digested. */
async function* digested(bytes: AsyncIterable<Uint8Array>, digest: ReturnType<typeof createHmac>) {
  for await (const chunk of bytes) {
    digest.update(chunk);
    yield chunk;
  }
}
