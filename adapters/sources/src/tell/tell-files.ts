import { type Adapter, publishFacts } from '@saite/adapter-kit';
import { PersonRef } from '@saite/contracts';
import { codesOfRefs, type KeyRing } from '@saite/identity';
import { type Clock, keepCodes } from '@saite/runtime';
import type { SourceFiles } from '../store/source-files.ts';
import type { StagedRow, StagedRows } from '../store/staged-rows.ts';
import { fileEvent, rowEvent } from './events.ts';

const AT_ONCE = 1_000;
/** Batches that are told before it is asked again whether this process still leads. */
const BATCHES = 20;

export interface TellerOptions {
  readonly bus: Adapter['bus'];
  readonly references: Adapter['references'];
  readonly database: Adapter['database'];
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly files: SourceFiles;
  readonly rows: StagedRows;
}

/**
 * Tells the rows of the files that were taken, one file after the other, and then that the file is whole. A row goes from
 * the store once the broker has it: what is left is what is still to tell, and what is told twice is the same event. Its
 * code is kept where references are renewed: the statistics go by the reference alone, and nobody else could say what it
 * is called under another index key.
 */
export class FileTeller {
  readonly #options: TellerOptions;

  constructor(options: TellerOptions) {
    this.#options = options;
  }

  /** Tells the next batches of the oldest file. */
  async tellNext(): Promise<'more' | 'idle'> {
    const { database, keys, clock, files, rows } = this.#options;
    const file = await files.nextToTell();
    if (!file) return 'idle';
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const next = await rows.next(file.number, AT_ONCE);
      const last = next.at(-1);
      if (!last) {
        await publishFacts(this.#options, [fileEvent(keys, file)]);
        await files.told(file.number, clock.now());
        return 'more';
      }
      await keepCodes(
        database,
        keys,
        next.flatMap((row) => codeOf(keys, row)),
      );
      await publishFacts(
        this.#options,
        next.map((row) => rowEvent(keys, file, row)),
      );
      await rows.drop(file.number, last.place);
    }
    return 'more';
  }
}

function codeOf(keys: KeyRing, { subject, code }: StagedRow): ReturnType<typeof codesOfRefs> {
  const ref = PersonRef.safeParse(subject).data;
  return ref === undefined || code === null ? [] : codesOfRefs(keys, JSON.stringify(code), [ref]);
}
