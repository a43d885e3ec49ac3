import { type Cell, isSmall } from './cell.ts';
import { groupsOf } from './groups.ts';
import type { LinearRow } from './linear-row.ts';
import type { Need, Way } from './task.ts';

/** Of so many cells that could be an anchor one is nearly always enough; to try all would take long. */
const MOST_ANCHORS = 12;

/**
 * Anchors are found among required cells alone, with nothing but required cells between: these stay hidden whatever is
 * decided of others, so an anchor goes on to hang together with the cell.
 *
 * @returns what each required cell needs
 */
export function needsOf(
  required: readonly number[],
  cellAt: (at: number) => Cell,
  rows: readonly LinearRow[],
  threshold: number,
  width: number,
): ReadonlyMap<number, Need> {
  const needs = new Map<number, Need>();
  for (const group of groupsOf(required, rows)) {
    const small = group.filter((at) => isSmall(cellAt(at), threshold));
    for (const at of group) {
      const anchors = nearestFirst(at, small, rows).slice(0, MOST_ANCHORS);
      const anchored = anchors.map((anchor): Way => ({ greatest: Number.POSITIVE_INFINITY, anchor }));
      needs.set(
        at,
        isSmall(cellAt(at), threshold)
          ? { width, ways: [{ greatest: threshold - 1, anchor: null }, ...anchored] }
          : { width: 1, ways: [ANY] },
      );
    }
  }
  return needs;
}

/** What an earlier edition hid for the sake of others may be anything. */
const ANY: Way = { greatest: Number.POSITIVE_INFINITY, anchor: null };

function nearestFirst(at: number, others: readonly number[], rows: readonly LinearRow[]): number[] {
  const near = new Set(rows.filter(({ cells }) => cells.includes(at)).flatMap(({ cells }) => cells));
  const isFar = (other: number) => (near.has(other) ? 0 : 1);
  return others.filter((other) => other !== at).sort((a, b) => isFar(a) - isFar(b) || a - b);
}
