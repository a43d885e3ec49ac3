import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Transaction } from '@saite/runtime';
import { canonicalJson } from './canonical.ts';
import { headsAfter } from './heads.ts';
import { HeadRow } from './rows.ts';

/** Whether the file of heads goes on as the database does. */
export type HeadsFileState = 'same' | 'differs';

/** The line of a head, in the file of heads as in an export. */
export const headLine = (head: HeadRow): string => `${canonicalJson({ type: 'head', ...head })}\n`;

/**
 * The file that each head is written to as well: a second place, which a chain that was written anew does not fit.
 * Only added to. Heads that were committed and not written before a crash are written later.
 */
export class HeadsFile {
  readonly #path: string;
  #last: HeadRow | undefined;

  /** @throws Error if the file cannot be read or written, or holds something else */
  constructor(path: string) {
    this.#path = path;
    const handle = openSync(path, 'a+', 0o640);
    try {
      const text = readFileSync(handle, 'utf8');
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      // A crash while a line was written leaves a part of it; the database has the whole head.
      if (whole.length < text.length) ftruncateSync(handle, Buffer.byteLength(whole));
      const last = whole.split('\n').at(-2);
      this.#last = last === undefined ? undefined : headOf(last);
    } finally {
      closeSync(handle);
    }
  }

  /** Whether a head is the last one written. */
  endsWith(head: HeadRow | undefined): boolean {
    return head === undefined
      ? this.#last === undefined
      : this.#last !== undefined && isSame(head, this.#last);
  }

  /**
   * Writes the heads that the file lacks.
   *
   * @param transaction holds the sealer's lock
   * @returns `differs` if the database has another head of the same number, or fewer: then nothing is written
   */
  async sync(transaction: Transaction): Promise<HeadsFileState> {
    if (this.#last) {
      const [same] = await headsAfter(transaction, this.#last.number - 1);
      if (!same || !isSame(same, this.#last)) return 'differs';
    }
    for (;;) {
      const heads = await headsAfter(transaction, this.#last?.number ?? 0);
      if (heads.length === 0) return 'same';
      this.#append(heads);
    }
  }

  #append(heads: readonly HeadRow[]): void {
    const handle = openSync(this.#path, 'a', 0o640);
    try {
      writeSync(handle, heads.map(headLine).join(''));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    this.#last = heads.at(-1);
  }
}

const isSame = (one: HeadRow, other: HeadRow): boolean => headLine(one) === headLine(other);

function headOf(line: string): HeadRow {
  const { type: _type, ...head } = JSON.parse(line);
  return HeadRow.parse(head);
}
