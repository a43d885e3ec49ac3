import type { Highs } from 'highs';
import { groupsOf } from './groups.ts';
import { activity, isKept, type LinearRow } from './linear-row.ts';
import { LinearProgram, type Row, type Solution } from './solver/linear-program.ts';
import { SuppressionError } from './suppression-error.ts';
import type { Table } from './table.ts';
import type { Witness } from './witness.ts';

export type Direction = 'up' | 'down';

/** How far a cell can go each way, and what published cells hold it there. */
export interface Reach {
  readonly reached: number;
  readonly heldBy: readonly number[];
}

/** Beyond this a solver's number counts as different from 0, or from a whole one. */
const TOLERANCE = 1e-6;

/**
 * The attacker's linear program, seen from the true table: which other tables agree with what is published? Each cell
 * has a way up and a way down. A published cell cannot move, a hidden one moves freely, but never to 0 or below, since
 * what is 0 is never hidden; a cell that might yet be hidden moves at a price.
 */
export class Movements implements Disposable {
  readonly #table: Table;
  readonly #cells: readonly number[];
  readonly #bindings: readonly LinearRow[];
  readonly #columns: ReadonlyMap<number, Record<Direction, number>>;
  readonly #program: LinearProgram;
  readonly #greatestSmall: number;

  /** @param cells those that can move; each begins as published */
  constructor(highs: Highs, table: Table, cells: readonly number[], threshold: number) {
    this.#greatestSmall = threshold - 1;
    this.#table = table;
    this.#cells = cells;
    this.#columns = new Map(cells.map((cell, at) => [cell, { up: 2 * at, down: 2 * at + 1 }]));
    this.#bindings = table.rows.filter((row) => row.cells.some((cell) => this.#columns.has(cell)));
    this.#program = new LinearProgram(highs, 2 * cells.length, this.#rows());
  }

  get solved(): number {
    return this.#program.solved;
  }

  get solvedWhole(): number {
    return this.#program.solvedWhole;
  }

  publish(cell: number): void {
    this.#bound(cell, 'up', 0, 0);
    this.#bound(cell, 'down', 0, 0);
  }

  /** @param cost of each step of the cell, 0 if it is hidden already */
  release(cell: number, cost = 0): void {
    this.#bound(cell, 'up', 0, Number.POSITIVE_INFINITY);
    this.#bound(cell, 'down', 0, this.room(cell));
    this.#price(cell, 'up', cost);
    this.#price(cell, 'down', cost);
  }

  /** @returns what is found while the hidden cell can go no further than the greatest small value. */
  keepingSmall<Found>(cell: number, find: () => Found): Found {
    this.#bound(cell, 'up', 0, Math.max(0, this.#greatestSmall - this.#value(cell)));
    try {
      return find();
    } finally {
      this.#bound(cell, 'up', 0, Number.POSITIVE_INFINITY);
    }
  }

  /** @returns how far down the cell can be thought. */
  room(cell: number): number {
    return Math.max(0, this.#value(cell) - 1);
  }

  /**
   * Moves a released cell by a number of steps or more, at the least cost.
   *
   * @param greatest the greatest value to which it may go
   * @returns the cost and the table that it makes; null if no whole table does
   */
  move(
    cell: number,
    direction: Direction,
    steps: number,
    greatest: number,
  ): { cost: number; witness: Witness } | null {
    const back = direction === 'up' ? 'down' : 'up';
    const most = { up: Number.POSITIVE_INFINITY, down: this.room(cell) };
    const limit = direction === 'up' ? greatest - this.#value(cell) : most.down;
    if (steps > limit) return null;
    this.#bound(cell, direction, steps, limit);
    this.#bound(cell, back, 0, 0);
    try {
      const loose = this.#program.solve();
      if (loose.kind !== 'optimal') return null;
      const witness = this.#witness(cell, loose.solution);
      if (witness !== null) return { cost: loose.solution.cost, witness };
      const whole = this.#program.solveWhole();
      if (whole.kind === 'infeasible') return null;
      if (whole.kind !== 'optimal')
        throw new SuppressionError('SOLVER_FAILED', 'A cell was too hard to protect');
      const certain = this.#witness(cell, whole.solution);
      if (certain === null)
        throw new SuppressionError('SOLVER_FAILED', 'A whole program has no whole solution');
      return { cost: whole.solution.cost, witness: certain };
    } finally {
      this.#bound(cell, direction, 0, most[direction]);
      this.#bound(cell, back, 0, most[back]);
    }
  }

  /**
   * How far the cell can go when numbers need not be whole, which is never less than what whole ones allow.
   *
   * @param most no need to look further than that
   * @returns also the published cells of which at least one must be hidden for it to go further
   */
  reach(cell: number, direction: Direction, most: number): Reach {
    const room = direction === 'up' ? Number.POSITIVE_INFINITY : this.room(cell);
    this.#bound(cell, direction, 0, Math.min(most, room));
    this.#price(cell, direction, -1);
    this.#price(cell, direction === 'up' ? 'down' : 'up', 1);
    const outcome = this.#program.solve();
    this.#price(cell, 'up', 0);
    this.#price(cell, 'down', 0);
    this.#bound(cell, direction, 0, room);
    if (outcome.kind !== 'optimal')
      throw new SuppressionError('SOLVER_FAILED', 'The true table was not found');
    const { cost, reducedCosts } = outcome.solution;
    const helps = (column: number) => (reducedCosts[column] ?? 0) < -TOLERANCE;
    const heldBy = this.#cells.filter((other) => {
      const { up, down } = this.#columnsOf(other);
      return other !== cell && (helps(up) || (helps(down) && this.room(other) > 0));
    });
    return { reached: Math.floor(-cost + TOLERANCE), heldBy };
  }

  [Symbol.dispose](): void {
    this.#program[Symbol.dispose]();
  }

  /**
   * Whole numbers that keep every row exactly: from here on the solver's rounding is out of the matter. What moved
   * without need, in rows that do not hang together with the cell, is put back.
   */
  #witness(target: number, { values }: Solution): Witness | null {
    const moved = new Map<number, number>();
    for (const cell of this.#cells) {
      const { up, down } = this.#columnsOf(cell);
      const by = (values[up] ?? 0) - (values[down] ?? 0);
      const whole = Math.round(by);
      if (Math.abs(by - whole) > TOLERANCE) return null;
      if (whole < -this.room(cell)) return null;
      if (whole !== 0) moved.set(cell, whole);
    }
    const other = (cell: number) => this.#value(cell) + (moved.get(cell) ?? 0);
    return this.#bindings.every((row) => isKept(row, activity(row, other)))
      ? this.#partAround(target, moved)
      : null;
  }

  #partAround(target: number, moved: Witness): Witness {
    const part = groupsOf([...moved.keys()], this.#bindings).find((group) => group.includes(target)) ?? [];
    return new Map(part.map((cell) => [cell, moved.get(cell) ?? 0]));
  }

  #rows(): Row[] {
    return this.#bindings.map((row) => {
      const movable = row.cells.flatMap((cell, at) => {
        const columns = this.#columns.get(cell);
        return columns === undefined ? [] : [{ columns, coefficient: row.coefficients[at] ?? 0 }];
      });
      const slack = activity(row, (cell) => this.#value(cell));
      return {
        columns: movable.flatMap(({ columns }) => [columns.up, columns.down]),
        coefficients: movable.flatMap(({ coefficient }) => [coefficient, -coefficient]),
        lower: -slack,
        upper: row.kind === 'equal' ? 0 : Number.POSITIVE_INFINITY,
      };
    });
  }

  #bound(cell: number, direction: Direction, lower: number, upper: number): void {
    this.#program.bound(this.#columnsOf(cell)[direction], lower, upper);
  }

  #price(cell: number, direction: Direction, cost: number): void {
    this.#program.price(this.#columnsOf(cell)[direction], cost);
  }

  #columnsOf(cell: number): Record<Direction, number> {
    const columns = this.#columns.get(cell);
    if (columns === undefined) throw new RangeError('The cell cannot move');
    return columns;
  }

  #value(cell: number): number {
    return this.#table.cells[cell]?.value ?? 0;
  }
}
