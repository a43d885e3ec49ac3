import type { Cell, Relation } from './cell.ts';
import { activity, isKept, type LinearRow, rowsOf } from './linear-row.ts';
import { SuppressionError } from './suppression-error.ts';

/** Cells in the order of their ids and the rows that bind them: the same for every order in which they were given. */
export interface Table {
  readonly cells: readonly Cell[];
  readonly rows: readonly LinearRow[];
}

/**
 * @throws SuppressionError BAD_CELL, BAD_RELATION, RELATION_BROKEN
 */
export function tableOf(given: readonly Cell[], relations: readonly Relation[]): Table {
  const cells = given.toSorted((a, b) => compare(a.id, b.id));
  cells.forEach((cell, at) => {
    checkCell(cell, cells[at - 1]);
  });
  const rows = bind(
    cells.map(({ id }) => id),
    relations,
  );
  for (const row of rows) {
    if (
      isKept(
        row,
        activity(row, (cell) => cells[cell]?.value ?? 0),
      )
    )
      continue;
    const names = row.cells.map((cell) => cells[cell]?.id).join(', ');
    throw new SuppressionError('RELATION_BROKEN', `The values do not keep the relation of ${names}`);
  }
  return { cells, rows };
}

/**
 * @param ids in ascending order
 * @returns the rows of all relations, each once
 * @throws SuppressionError BAD_RELATION
 */
export function bind(ids: readonly string[], relations: readonly Relation[]): LinearRow[] {
  const places = new Map(ids.map((id, place) => [id, place]));
  const placeOf = (id: string) => {
    const place = places.get(id);
    if (place === undefined) throw new SuppressionError('BAD_RELATION', `No cell has the id ${id}`);
    return place;
  };
  const rows = new Map<string, LinearRow>();
  for (const relation of relations) {
    if (new Set([relation.total, ...relation.parts]).size !== relation.parts.length + 1) {
      throw new SuppressionError('BAD_RELATION', `The relation of ${relation.total} names a cell twice`);
    }
    const parts = relation.parts.toSorted(compare);
    for (const row of rowsOf({ ...relation, parts }, placeOf)) {
      rows.set(`${row.kind} ${row.coefficients[0]} ${row.cells.join(' ')}`, row);
    }
  }
  return [...rows].toSorted(([a], [b]) => compare(a, b)).map(([, row]) => row);
}

/** By code units, as no language or locale changes it. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function checkCell({ id, value, state, weight = 1 }: Cell, previous: Cell | undefined): void {
  const fault = (what: string) => new SuppressionError('BAD_CELL', `Cell ${id} ${what}`);
  if (id === previous?.id) throw fault('is given twice');
  if (!Number.isSafeInteger(value) || value < 0) throw fault('has no whole value from 0');
  if (!(weight > 0 && Number.isFinite(weight))) throw fault('needs a weight above 0');
  // Everybody knows that nothing that is 0 is ever hidden, and concludes from it.
  if (state === 'hidden' && value === 0) throw fault('is hidden though a 0 is always published');
}
