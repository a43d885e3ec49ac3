import { type Cell, isSmall } from './cell.ts';
import type { LinearRow } from './linear-row.ts';
import { needsOf } from './needs.ts';

/**
 * What makes a required cell safe: whole tables that agree with what is published and with the rule, in which the
 * cell's values lie far enough apart. A table agrees with the rule if the cell itself is small in it, or another small
 * cell that hangs together with it, its anchor, stays small.
 */
export interface Need {
  /** How far the least and the greatest value have to lie apart. */
  readonly width: number;
  /** Ways to agree with the rule, any of which will do; the first is tried first. */
  readonly ways: readonly [Way, ...Way[]];
}

export interface Way {
  /** The greatest value that the cell may have. */
  readonly greatest: number;
  readonly anchor: number | null;
}

/** What there is to do in a group of cells that hang together. */
export interface Task {
  /** All cells that can be other than they are. */
  readonly cells: readonly number[];
  /** Hidden whatever happens: small counts, and what an earlier edition hid. */
  readonly required: readonly number[];
  /** Cells that may be hidden as well, the cheapest first. */
  readonly candidates: readonly number[];
  /** What it costs to hide each candidate. */
  readonly costs: ReadonlyMap<number, number>;
  /** What each required cell needs. */
  readonly needs: ReadonlyMap<number, Need>;
}

/** A choice of further cells to hide. */
export interface Choice {
  readonly complementary: ReadonlySet<number>;
  /** Required cells that no choice protects. */
  readonly exposed: ReadonlySet<number>;
}

/** @returns whether the cell can be hidden at all, or is: what is 0 never is. */
export function isActive({ state, value }: Cell): boolean {
  return state !== 'published' && value > 0;
}

/**
 * The cost of a cell is its weight times a bit more than 1: fewer cells come before smaller ones, smaller values before
 * greater ones. It grows with the place among the candidates and not with the value, so that the greatest ones do not
 * drown what the others differ by.
 */
export function taskOf(
  cells: readonly number[],
  cellAt: (at: number) => Cell,
  rows: readonly LinearRow[],
  threshold: number,
  width: number,
): Task {
  const isRequired = (at: number) => cellAt(at).state === 'hidden' || isSmall(cellAt(at), threshold);
  const required = cells.filter(isRequired);
  const candidates = cells
    .filter((at) => !isRequired(at))
    .sort((a, b) => cellAt(a).value - cellAt(b).value || a - b);
  const step = LARGEST_EXTRA / (candidates.length + 1);
  return {
    cells,
    required,
    candidates,
    costs: new Map(candidates.map((at, place) => [at, (cellAt(at).weight ?? 1) * (1 + step * place)])),
    needs: needsOf(required, cellAt, rows, threshold, width),
  };
}

/** Up to this many further cells, having one less is always worth more than their values. */
const LARGEST_EXTRA = 1 / 8;
