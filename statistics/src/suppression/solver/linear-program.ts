import type { Highs, Model } from 'highs';
import { SuppressionError } from '../suppression-error.ts';
import { dropSolver } from './load.ts';

/** Bounds and the sum that a row of coefficients must keep. */
export interface Row {
  readonly columns: readonly number[];
  readonly coefficients: readonly number[];
  readonly lower: number;
  readonly upper: number;
}

export interface Solution {
  readonly cost: number;
  readonly values: Float64Array;
  /** What one unit more of each column would add to the cost; empty for whole programs. */
  readonly reducedCosts: Float64Array;
}

export type Outcome =
  | { readonly kind: 'optimal'; readonly solution: Solution }
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'unbounded' }
  /** A whole program that was not settled within the most nodes. */
  | { readonly kind: 'given-up' };

/** Nodes after which a whole program is given up: a count, not a time, so that the outcome is the same everywhere. */
const MOST_NODES = 1_000;

/**
 * A linear program that is kept, changed and solved again from where it stood (HiGHS, by way of WebAssembly).
 *
 * HiGHS' older door takes each program as text, in which names and long lines go wrong, and starts anew each time;
 * this one hands over numbers. Its memory is not collected: dispose of it. It blocks while it solves.
 */
export class LinearProgram implements Disposable {
  readonly #model: Model;
  readonly #codes: Highs['constants'];
  /** Programs solved so far, and how many of them in whole numbers. */
  solved = 0;
  solvedWhole = 0;

  /** All columns begin as 0 and cost nothing. */
  constructor(highs: Highs, columns: number, rows: readonly Row[]) {
    this.#codes = highs.constants;
    this.#model = highs.createModel({
      numCols: columns,
      numRows: rows.length,
      colCost: new Float64Array(columns),
      colLower: new Float64Array(columns),
      colUpper: new Float64Array(columns),
      rowLower: rows.map(({ lower }) => lower),
      rowUpper: rows.map(({ upper }) => upper),
      matrix: {
        format: 'csr',
        numRows: rows.length,
        numCols: columns,
        starts: startsOf(rows),
        indices: rows.flatMap((row) => row.columns),
        values: rows.flatMap((row) => row.coefficients),
      },
    });
    this.#model.options.set({ output_flag: false, mip_rel_gap: 0, mip_max_nodes: MOST_NODES });
  }

  bound(column: number, lower: number, upper: number): void {
    this.#model.changeColBounds(column, lower, upper);
  }

  price(column: number, cost: number): void {
    this.#model.changeColCost(column, cost);
  }

  addRow({ lower, upper, columns, coefficients }: Row): void {
    this.#model.addRow(lower, upper, { indices: columns, values: coefficients });
  }

  /**
   * Finds the least cost.
   *
   * @throws SuppressionError SOLVER_FAILED
   */
  solve(): Outcome {
    this.solved += 1;
    return this.#run();
  }

  /**
   * The same with every column a whole number.
   *
   * @throws SuppressionError SOLVER_FAILED
   */
  solveWhole(): Outcome {
    this.solvedWhole += 1;
    const { numCols } = this.#model.getDimensions();
    this.#model.changeColsIntegrality(
      { kind: 'range', from: 0, to: numCols - 1 },
      new Int32Array(numCols).fill(this.#codes.variableType.integer),
    );
    try {
      return this.#run();
    } finally {
      this.#model.clearIntegrality();
    }
  }

  #run(): Outcome {
    const { optimal, infeasible, unbounded, solutionLimit, unknown } = this.#codes.modelStatus;
    let status = this.#attempt();
    if (status === unknown) {
      // From where the last program stood HiGHS now and then gets lost; from the beginning it finds its way.
      this.#model.clearSolver();
      status = this.#attempt();
    }
    if (status === infeasible) return { kind: 'infeasible' };
    if (status === unbounded) return { kind: 'unbounded' };
    if (status === solutionLimit) return { kind: 'given-up' };
    if (status !== optimal) {
      throw new SuppressionError('SOLVER_FAILED', `The solver ended with status ${status}`);
    }
    const { colValue, colDual } = this.#model.getSolution();
    return {
      kind: 'optimal',
      solution: { cost: this.#model.getObjectiveValue(), values: colValue, reducedCosts: colDual },
    };
  }

  #attempt() {
    try {
      this.#model.run();
      return this.#model.getModelStatus();
    } catch (cause) {
      dropSolver(); // after a trap the whole WebAssembly instance is lost
      throw new SuppressionError('SOLVER_FAILED', 'The solver broke off', { cause });
    }
  }

  [Symbol.dispose](): void {
    this.#model.dispose();
  }
}

function startsOf(rows: readonly Row[]): number[] {
  const starts = [0];
  let end = 0;
  for (const { columns } of rows) {
    end += columns.length;
    starts.push(end);
  }
  return starts;
}
