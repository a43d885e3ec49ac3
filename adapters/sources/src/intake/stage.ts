import { Sealed, type SourceFileName, type TakenRow } from '@saite/contracts';
import { type KeyRing, keyedDigest, personRef, sealCode } from '@saite/identity';
import type { CheckedRow } from '../check/file-check.ts';
import type { StagedRow, StagedRows } from '../store/staged-rows.ts';

const AT_ONCE = 2_000;

/** The row as it is staged. A personal code is a reference from here on, sealed beside it. */
export function stagedRow(
  keys: KeyRing,
  { source }: Pick<SourceFileName, 'source'>,
  row: CheckedRow,
): StagedRow {
  const { place, name, facts } = row;
  return {
    place,
    key: keyedDigest(keys, `source-row.${source}`, name),
    facts: { ...facts },
    ...about(keys, row),
  };
}

function about(keys: KeyRing, { subject: of }: TakenRow): Pick<StagedRow, 'subject' | 'identity' | 'code'> {
  if (of.kind === 'territory') return { subject: of.atvk, identity: null, code: null };
  const subject = personRef(keys, of.code);
  const code = Sealed.parse(sealCode(keys, subject, of.code));
  return { subject, identity: of.needsCode ? code : null, code };
}

/** Writes the rows of a file into the store while it is read, some thousand at a time. */
export class Staging {
  readonly #rows: StagedRows;
  readonly #file: number;
  #waiting: StagedRow[] = [];

  constructor(rows: StagedRows, file: number) {
    this.#rows = rows;
    this.#file = file;
  }

  async add(row: StagedRow): Promise<void> {
    this.#waiting.push(row);
    if (this.#waiting.length >= AT_ONCE) await this.end();
  }

  /** Writes whatever is left. */
  async end(): Promise<void> {
    const rows = this.#waiting;
    this.#waiting = [];
    await this.#rows.add(this.#file, rows);
  }
}
