import type { LinearRow } from './linear-row.ts';

/**
 * Cells that no row binds together can be looked at apart: what happens to one group says nothing of another.
 *
 * @param active the cells that can take another value; all others bind nothing
 * @returns the groups, each in the order of `active`
 */
export function groupsOf(active: readonly number[], rows: readonly LinearRow[]): number[][] {
  const leader = new Map(active.map((cell) => [cell, cell]));
  const find = (cell: number): number => {
    let at = cell;
    for (let next = leader.get(at) ?? at; next !== at; next = leader.get(at) ?? at) {
      leader.set(at, leader.get(next) ?? next);
      at = next;
    }
    return at;
  };
  for (const row of rows) {
    const [first, ...others] = row.cells.filter((cell) => leader.has(cell));
    if (first === undefined) continue;
    for (const other of others) leader.set(find(other), find(first));
  }
  return [...Map.groupBy(active, find).values()];
}
