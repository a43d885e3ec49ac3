import type { Highs } from 'highs';
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

/** Steps after which a whole program is the shorter way. */
const DEEPEST_DIVE = 40;

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) <= TOLERANCE;
}

/**
 * The attacker's linear program, seen from the true table: which other tables agree with what is published? Each cell
 * has a way up and a way down. A published cell cannot move, a hidden one moves freely, but never to 0 or below, since
 * what is 0 is never hidden; a cell that might yet be hidden moves at a price.
 */
export class Movements implements Disposable {
  readonly #table: Table;
  readonly #cells: readonly number[];
  readonly #bindings: readonly LinearRow[];
  readonly #rowsByCell = new Map<number, LinearRow[]>();
  readonly #columns: ReadonlyMap<number, Record<Direction, number>>;
  readonly #program: LinearProgram;
  readonly #greatestSmall: number;
  readonly #costs = new Map<number, number>();
  /** Cells whose bounds ask something of the tables looked for. */
  readonly #held = new Set<number>();

  /** @param cells those that can move; each begins as published */
  constructor(highs: Highs, table: Table, cells: readonly number[], threshold: number) {
    this.#greatestSmall = threshold - 1;
    this.#table = table;
    this.#cells = cells;
    this.#columns = new Map(cells.map((cell, at) => [cell, { up: 2 * at, down: 2 * at + 1 }]));
    this.#bindings = table.rows.filter((row) => row.cells.some((cell) => this.#columns.has(cell)));
    for (const row of this.#bindings) {
      for (const cell of row.cells) {
        const those = this.#rowsByCell.get(cell);
        if (those === undefined) this.#rowsByCell.set(cell, [row]);
        else those.push(row);
      }
    }
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
    // It has no part in the costs either, or it would seem to hold others less than it does.
    this.#priceBoth(cell, 0);
  }

  /** @param cost of each step of the cell, 0 if it is hidden already */
  release(cell: number, cost = 0): void {
    this.#bound(cell, 'up', 0, Number.POSITIVE_INFINITY);
    this.#bound(cell, 'down', 0, this.room(cell));
    this.#priceBoth(cell, cost);
  }

  /** @returns what is found while the hidden cell can go no further than the greatest small value. */
  keepingSmall<Found>(cell: number, find: () => Found): Found {
    this.#held.add(cell);
    this.#bound(cell, 'up', 0, Math.max(0, this.#greatestSmall - this.#value(cell)));
    try {
      return find();
    } finally {
      this.#held.delete(cell);
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
    this.#held.add(cell);
    try {
      const loose = this.#program.solve();
      if (loose.kind !== 'optimal') return null;
      const moved = this.#movedWith(cell, loose.solution);
      const witness = this.#witness(moved) ?? this.#dive(cell, moved);
      return witness === null ? this.#moveWhole(cell) : { cost: this.#costOf(witness), witness };
    } finally {
      this.#held.delete(cell);
      this.#bound(cell, direction, 0, most[direction]);
      this.#bound(cell, back, 0, most[back]);
    }
  }

  /**
   * How far the cell can go when numbers need not be whole, which is never less than what whole ones allow.
   *
   * @param most no need to look further than that
   * @param greatest the greatest value to which it may go
   * @returns also the published cells of which at least one must be hidden for it to go further
   */
  reach(cell: number, direction: Direction, most: number, greatest: number): Reach {
    const room = direction === 'up' ? Number.POSITIVE_INFINITY : this.room(cell);
    const limit = direction === 'up' ? greatest - this.#value(cell) : room;
    this.#bound(cell, direction, 0, Math.min(most, limit));
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

  /** What moves in the solution, and hangs together with the cell: what else moved, moved without need. */
  #movedWith(target: number, { values }: Solution): Witness {
    const moved = new Map<number, number>();
    for (const cell of this.#cells) {
      const { up, down } = this.#columnsOf(cell);
      const by = (values[up] ?? 0) - (values[down] ?? 0);
      if (Math.abs(by) > TOLERANCE) moved.set(cell, by);
    }
    const part = new Map<number, number>();
    const reached = [target];
    for (let cell = reached.pop(); cell !== undefined; cell = reached.pop()) {
      const by = moved.get(cell);
      if (by === undefined || part.has(cell)) continue;
      part.set(cell, by);
      for (const row of this.#rowsByCell.get(cell) ?? [])
        reached.push(...row.cells.filter((other) => moved.has(other)));
    }
    return part;
  }

  /** Whole numbers that keep every row exactly: from here on the solver's rounding is out of the matter. */
  #witness(moved: Witness): Witness | null {
    if (moved.values().some((by) => !isWhole(by))) return null;
    const whole = new Map(moved.entries().map(([cell, by]) => [cell, Math.round(by)]));
    if (whole.entries().some(([cell, by]) => by < -this.room(cell))) return null;
    const other = (cell: number) => this.#value(cell) + (whole.get(cell) ?? 0);
    return this.#rowsOf(whole.keys()).every((row) => isKept(row, activity(row, other))) ? whole : null;
  }

  /**
   * Where a solution has fractions, one cell after the other that moves by a fraction is held in its place until whole
   * numbers are left. Much faster than a whole program; whether one is needed after all is seen at its end.
   */
  #dive(target: number, from: Witness): Witness | null {
    const frozen: number[] = [];
    let moved = from;
    try {
      while (frozen.length < DEEPEST_DIVE) {
        const fraction = [...moved]
          .filter(([cell, by]) => !isWhole(by) && !this.#held.has(cell))
          .sort(([, a], [, b]) => Math.abs(a) - Math.abs(b))
          .at(0);
        if (fraction === undefined) return null;
        frozen.push(fraction[0]);
        this.#bound(fraction[0], 'up', 0, 0);
        this.#bound(fraction[0], 'down', 0, 0);
        const outcome = this.#program.solve();
        if (outcome.kind !== 'optimal') return null;
        moved = this.#movedWith(target, outcome.solution);
        const witness = this.#witness(moved);
        if (witness !== null) return witness;
      }
      return null;
    } finally {
      for (const cell of frozen) {
        this.#bound(cell, 'up', 0, Number.POSITIVE_INFINITY);
        this.#bound(cell, 'down', 0, this.room(cell));
      }
    }
  }

  #moveWhole(cell: number): { cost: number; witness: Witness } | null {
    const whole = this.#program.solveWhole();
    // Given up is as good as impossible: what cannot be proved safe does not count as safe.
    const witness = whole.kind === 'optimal' ? this.#witness(this.#movedWith(cell, whole.solution)) : null;
    return witness === null ? null : { cost: this.#costOf(witness), witness };
  }

  #costOf(witness: Witness): number {
    return witness
      .entries()
      .reduce((sum, [cell, by]) => sum + (this.#costs.get(cell) ?? 0) * Math.abs(by), 0);
  }

  #rowsOf(cells: Iterable<number>): LinearRow[] {
    return [...new Set([...cells].flatMap((cell) => this.#rowsByCell.get(cell) ?? []))];
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

  #priceBoth(cell: number, cost: number): void {
    if (cost === (this.#costs.get(cell) ?? 0)) return;
    this.#costs.set(cell, cost);
    this.#price(cell, 'up', cost);
    this.#price(cell, 'down', cost);
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
