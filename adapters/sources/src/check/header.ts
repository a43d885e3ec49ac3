import type { SourceColumn, SourceStructure } from '@saite/contracts';
import { type Fault, faultOf } from '../refused.ts';

/** What the first row of a file says: the name of the column at each place, or what is wrong. */
export type HeaderRead =
  | { readonly names: readonly string[]; readonly faults?: never }
  | { readonly faults: readonly Fault[] };

/** A column's name as it may be shown: a file without a header has data there. */
const PLAIN_NAME = /^[\p{L}_][\p{L}_ .()-]{0,39}$/u;

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, '');

/** Holds the header against the declared columns, which may stand in any order. */
export function readHeader(cells: readonly string[], structure: SourceStructure): HeaderRead {
  const { columns } = structure;
  const declared = columns.map(({ name }) => name);
  if (!cells.some((name) => declared.includes(name)) && !cells.some((name) => meant(name, columns)))
    return { faults: [faultOf('HEADER_MISSING', { row: 1, hint: declared.join(', ') })] };
  const missing = columns.filter(({ name }) => !cells.includes(name));
  const faults: Fault[] = [];
  for (const [at, name] of cells.entries()) {
    const where = { row: 1, column: at + 1 };
    if (!declared.includes(name))
      faults.push(faultOf('COLUMN_UNKNOWN', { ...where, hint: meant(name, missing)?.name ?? null }));
    else if (cells.indexOf(name) < at) faults.push(faultOf('COLUMN_DOUBLED', { ...where, columnName: name }));
  }
  for (const column of missing) {
    const given = cells.find((name) => !declared.includes(name) && meant(name, missing) === column);
    const hint = given !== undefined && PLAIN_NAME.test(given) ? given : null;
    faults.push(faultOf('COLUMN_MISSING', { row: 1, columnName: column.name, hint }));
  }
  return faults.length > 0 ? { faults } : { names: cells };
}

/** The column that is probably meant: by another way of writing it, its title, or a slip or two of the hand. */
function meant(given: string, columns: readonly SourceColumn[]): SourceColumn | undefined {
  const name = plain(given);
  if (name.length < 3) return undefined;
  const isCalled = (column: SourceColumn) =>
    [column.name, column.lv, column.en].some((word) => plain(word) === name);
  const isNear = (column: SourceColumn) =>
    distance(plain(column.name), name) <= Math.floor(column.name.length / 4);
  return columns.find(isCalled) ?? columns.find(isNear);
}

/** How many letters must be put in, taken out or replaced (Levenshtein). */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 5) return 6;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
