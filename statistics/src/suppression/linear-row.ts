import type { Relation } from './cell.ts';

/** `Σ coefficient × cell` is 0 (`equal`), or not less than 0 (`at-least`). Cells are given by their place. */
export interface LinearRow {
  readonly kind: 'equal' | 'at-least';
  readonly cells: readonly number[];
  readonly coefficients: readonly number[];
}

/** @returns the relation as rows of a linear program: one for a sum, one more than it has parts for a cover. */
export function rowsOf(relation: Relation, placeOf: (id: string) => number): LinearRow[] {
  const total = placeOf(relation.total);
  const parts = relation.parts.map(placeOf);
  switch (relation.kind) {
    case 'sum':
      return [{ kind: 'equal', cells: [total, ...parts], coefficients: [-1, ...parts.map(() => 1)] }];
    case 'cover':
      return [
        { kind: 'at-least', cells: [total, ...parts], coefficients: [-1, ...parts.map(() => 1)] },
        ...parts.map(
          (part): LinearRow => ({ kind: 'at-least', cells: [total, part], coefficients: [1, -1] }),
        ),
      ];
  }
}

/** @returns `Σ coefficient × value` over the row's cells. */
export function activity(row: LinearRow, valueAt: (cell: number) => number): number {
  return row.cells.reduce((sum, cell, at) => sum + (row.coefficients[at] ?? 0) * valueAt(cell), 0);
}

/** @returns whether a row with this activity is kept. */
export function isKept(row: LinearRow, sum: number): boolean {
  return row.kind === 'equal' ? sum === 0 : sum >= 0;
}
