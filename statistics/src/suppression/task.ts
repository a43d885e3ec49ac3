import type { Cell } from './cell.ts';
import type { LinearRow } from './linear-row.ts';

/**
 * What makes a required cell safe: whole tables that agree with what is published and with the rule, in which the
 * cell's values lie far enough apart. A table in which the cell itself is still small always agrees with the rule, so
 * even somebody who sees that the cell must be the small one learns no more. Where no such table can be (a total of 2
 * made of 1 and 1), another small cell in one of its rows, an anchor, has to stay small instead.
 */
export interface Need {
  readonly value: number;
  /** How far the least and the greatest value have to lie apart. */
  readonly width: number;
  /** The greatest value that counts. */
  readonly greatest: number;
  /** Cells one of which must stay small; none if the cell itself does. */
  readonly anchors: readonly number[];
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
  /** What it needs if it cannot stay small in any other table. */
  readonly looser: (cell: number) => Need;
}

/** A choice of further cells to hide. */
export interface Choice {
  readonly complementary: ReadonlySet<number>;
  /** Required cells that no choice protects. */
  readonly exposed: ReadonlySet<number>;
}

/** @returns whether the cell's value must not be known: a count of persons that is small, but not 0. */
export function isSmall({ sensitive, value }: Cell, threshold: number): boolean {
  return sensitive && value > 0 && value < threshold;
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
  const isHiddenSmall = (at: number) => isActive(cellAt(at)) && isSmall(cellAt(at), threshold);
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
    needs: new Map(required.map((at) => [at, needOf(at, cellAt, threshold, width)])),
    looser: (at) => ({
      ...needOf(at, cellAt, threshold, width),
      greatest: Number.POSITIVE_INFINITY,
      anchors: neighboursOf(at, rows).filter((other) => isHiddenSmall(other)),
    }),
  };
}

/** Up to this many further cells, having one less is always worth more than their values. */
const LARGEST_EXTRA = 1 / 8;

/** What an earlier edition hid for the sake of others may be anything. */
function needOf(at: number, cellAt: (at: number) => Cell, threshold: number, width: number): Need {
  const { value } = cellAt(at);
  return isSmall(cellAt(at), threshold)
    ? { value, width, greatest: threshold - 1, anchors: [] }
    : { value, width: 1, greatest: Number.POSITIVE_INFINITY, anchors: [] };
}

function neighboursOf(at: number, rows: readonly LinearRow[]): number[] {
  const shared = new Set(rows.filter(({ cells }) => cells.includes(at)).flatMap(({ cells }) => cells));
  shared.delete(at);
  return [...shared].sort((a, b) => a - b);
}
