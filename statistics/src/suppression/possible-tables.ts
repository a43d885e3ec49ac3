import type { Highs } from 'highs';
import { activity, type LinearRow } from './linear-row.ts';
import { LinearProgram, type Row } from './solver/linear-program.ts';
import { SuppressionError } from './suppression-error.ts';

/** What everybody knows of single cells. */
export interface Known {
  readonly valueAt: (cell: number) => number;
  readonly isSensitive: (cell: number) => boolean;
  readonly threshold: number;
}

/** The least cost, and the table that has it; cost -Infinity, and no table, if there is no least one. */
interface Extreme {
  readonly cost: number;
  readonly table: ReadonlyMap<number, number> | null;
}

/** All tables to which a group of hidden cells that hang together can be completed. */
export class PossibleTables implements Disposable {
  readonly #columns: ReadonlyMap<number, number>;
  readonly #sensitive: readonly number[];
  readonly #greatestSmall: number;
  readonly #program: LinearProgram;

  constructor(highs: Highs, group: readonly number[], rows: readonly LinearRow[], known: Known) {
    this.#columns = new Map(group.map((cell, column) => [cell, column]));
    this.#sensitive = group.filter(known.isSensitive);
    this.#greatestSmall = known.threshold - 1;
    this.#program = new LinearProgram(highs, group.length, rowsAmong(this.#columns, rows, known));
    for (const cell of group) this.#bound(cell, Number.POSITIVE_INFINITY);
  }

  /** @throws SuppressionError CONTRADICTION, SOLVER_FAILED */
  least(cell: number): number {
    return this.#extreme(cell, 1);
  }

  /** @throws SuppressionError CONTRADICTION, SOLVER_FAILED */
  greatest(cell: number): number {
    return -this.#extreme(cell, -1);
  }

  [Symbol.dispose](): void {
    this.#program[Symbol.dispose]();
  }

  /** @returns the least whole `sign × value` */
  #extreme(cell: number, sign: 1 | -1): number {
    const column = this.#columnOf(cell);
    this.#program.price(column, sign);
    try {
      const any = this.#least();
      if (any === null) throw new SuppressionError('CONTRADICTION', 'No table agrees with what is published');
      if (this.#sensitive.length === 0 || this.#hasSmall(any.table)) return any.cost;
      return this.#leastWithSmall(any.cost) ?? any.cost;
    } finally {
      this.#program.price(column, 0);
    }
  }

  /** "At least one of them is small" is no linear row: each is taken as the small one in turn. */
  #leastWithSmall(bound: number): number | null {
    let best: number | null = null;
    for (const small of this.#sensitive) {
      this.#bound(small, this.#greatestSmall);
      const cost = this.#least()?.cost;
      this.#bound(small, Number.POSITIVE_INFINITY);
      if (cost === undefined) continue;
      if (cost === bound) return cost;
      best = Math.min(best ?? cost, cost);
    }
    return best;
  }

  #hasSmall(table: Extreme['table']): boolean {
    return this.#sensitive.some(
      (cell) => (table?.get(cell) ?? Number.POSITIVE_INFINITY) <= this.#greatestSmall,
    );
  }

  /** @returns null if there is no such table */
  #least(): Extreme | null {
    const loose = this.#program.solve();
    if (loose.kind !== 'optimal') return loose.kind === 'unbounded' ? UNBOUNDED : null;
    const { values, cost } = loose.solution;
    if (values.every((value) => Math.abs(value - Math.round(value)) < TOLERANCE))
      return this.#read(cost, values);
    const whole = this.#program.solveWhole();
    if (whole.kind === 'infeasible') return null;
    if (whole.kind === 'optimal') return this.#read(whole.solution.cost, whole.solution.values);
    throw new SuppressionError('SOLVER_FAILED', 'What can be concluded of a cell was too hard to find');
  }

  #read(cost: number, values: Float64Array): Extreme {
    const cells = this.#columns.entries();
    return {
      cost: Math.round(cost),
      table: new Map(cells.map(([cell, column]) => [cell, Math.round(values[column] ?? 0)])),
    };
  }

  #bound(cell: number, greatest: number): void {
    this.#program.bound(this.#columnOf(cell), 1, greatest);
  }

  #columnOf(cell: number): number {
    const column = this.#columns.get(cell);
    if (column === undefined) throw new RangeError('The cell is of another group');
    return column;
  }
}

/** Beyond this a solver's number is no whole one. */
const TOLERANCE = 1e-6;

const UNBOUNDED: Extreme = { cost: Number.NEGATIVE_INFINITY, table: null };

/** Rows over the hidden cells; what the published ones of a row add up to goes into its bounds. */
function rowsAmong(
  columns: ReadonlyMap<number, number>,
  rows: readonly LinearRow[],
  { valueAt }: Known,
): Row[] {
  const touched = rows.filter(({ cells }) => cells.some((cell) => columns.has(cell)));
  return touched.map((row) => {
    const rest = activity(row, (cell) => (columns.has(cell) ? 0 : valueAt(cell)));
    const asked = row.cells.flatMap((cell, place) => {
      const column = columns.get(cell);
      return column === undefined ? [] : [{ column, coefficient: row.coefficients[place] ?? 0 }];
    });
    return {
      columns: asked.map(({ column }) => column),
      coefficients: asked.map(({ coefficient }) => coefficient),
      lower: -rest,
      upper: row.kind === 'equal' ? -rest : Number.POSITIVE_INFINITY,
    };
  });
}
