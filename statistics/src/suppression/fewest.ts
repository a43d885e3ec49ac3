import type { Highs } from 'highs';
import type { Movements, Reach } from './movements.ts';
import { cheapestProof, SAME_COST } from './proof.ts';
import { LinearProgram } from './solver/linear-program.ts';
import type { Task, Way } from './task.ts';

/** After so many rounds without an answer the choice that was found before has to do. */
const MOST_ROUNDS = 60;

/**
 * Looks for the cheapest choice of all (branch and cut: Fischetti and Salazar-González). A whole program chooses; the
 * attacker tells for each cell that the choice leaves exposed of which published cells one must be hidden as well; that
 * goes into the program as a cut, and it chooses again.
 *
 * @param movements of all cells of the task
 * @param known a choice that protects, which has to be beaten
 * @returns the best choice, `known` itself if none is cheaper or none was found in time
 */
export async function fewest(
  highs: Highs,
  movements: Movements,
  task: Task,
  known: ReadonlySet<number>,
  breathe: () => Promise<void>,
): Promise<ReadonlySet<number>> {
  const costOf = (cell: number) => task.costs.get(cell) ?? 0;
  const costToBeat = known.values().reduce((sum, cell) => sum + costOf(cell), 0);
  using chooser = new LinearProgram(highs, task.candidates.length, []);
  task.candidates.forEach((cell, column) => {
    chooser.bound(column, 0, 1);
    chooser.price(column, costOf(cell));
  });
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await breathe();
    const outcome = chooser.solveWhole();
    if (outcome.kind !== 'optimal' || outcome.solution.cost > costToBeat - SAME_COST) return known;
    const { values } = outcome.solution;
    const chosen = new Set(task.candidates.filter((_, column) => (values[column] ?? 0) > 0.5));
    for (const cell of task.required) movements.release(cell);
    for (const cell of task.candidates) chosen.has(cell) ? movements.release(cell) : movements.publish(cell);
    const cuts = cutsOf(movements, task, chosen);
    if (cuts.length === 0) {
      const moved = movedInProofs(movements, task);
      if (moved !== null) return [...chosen].every((cell) => moved.has(cell)) ? chosen : known;
      // Safe as far as fractions go. Where whole tables are fewer, all that can be said is that more must be hidden.
      cuts.push(new Set(task.candidates.filter((cell) => !chosen.has(cell))));
    }
    for (const cut of cuts) {
      const columns = task.candidates.flatMap((cell, column) => (cut.has(cell) ? [column] : []));
      if (columns.length === 0) return known;
      chooser.addRow({
        columns,
        coefficients: columns.map(() => 1),
        lower: 1,
        upper: Number.POSITIVE_INFINITY,
      });
    }
  }
  return known;
}

/**
 * @returns sets of published cells, of each of which one at least must be hidden; none if the choice protects, as far as
 * fractions go
 */
function cutsOf(movements: Movements, task: Task, chosen: ReadonlySet<number>): Set<number>[] {
  const cuts: Set<number>[] = [];
  for (const [cell, { width, ways }] of task.needs) {
    const heldBy = new Set<number>();
    const isFree = ways.some((way) => {
      const reach = reachBy(movements, cell, width, way);
      for (const other of reach.heldBy) heldBy.add(other);
      return reach.reached >= width;
    });
    if (!isFree) cuts.push(new Set([...heldBy].filter((other) => !chosen.has(other))));
  }
  return cuts;
}

/** @returns the cells that differ in some witness; null if the choice does not protect. */
function movedInProofs(movements: Movements, task: Task): ReadonlySet<number> | null {
  const moved = new Set<number>();
  for (const [cell, need] of task.needs) {
    const proof = cheapestProof(movements, cell, need);
    if (proof === null) return null;
    for (const witness of proof.witnesses) for (const other of witness.keys()) moved.add(other);
  }
  return moved;
}

/** @returns how far apart the cell's values can lie, and what holds them */
function reachBy(movements: Movements, cell: number, width: number, { greatest, anchor }: Way): Reach {
  const look = () => {
    const up = movements.reach(cell, 'up', width, greatest);
    const down = movements.reach(cell, 'down', width, greatest);
    return { reached: up.reached + down.reached, heldBy: [...up.heldBy, ...down.heldBy] };
  };
  return anchor === null ? look() : movements.keepingSmall(anchor, look);
}
