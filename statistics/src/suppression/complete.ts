import type { Movements } from './movements.ts';
import { cheapestProof } from './proof.ts';
import type { Choice, Need, Task } from './task.ts';
import { Witnesses } from './witness.ts';

/** A choice, what proves it, and what each cell that can be protected needs. */
export interface Completion extends Choice {
  readonly witnesses: Witnesses;
  readonly needs: ReadonlyMap<number, Need>;
}

/**
 * Protects one required cell after the other by the cheapest way to think another table, and hides what moves in it.
 * What is hidden for one cell costs the next ones nothing. Safe as it is, but some of it may be too much.
 */
export async function complete(
  movements: Movements,
  task: Task,
  breathe: () => Promise<void>,
): Promise<Completion> {
  for (const cell of task.required) movements.release(cell);
  for (const cell of task.candidates) movements.release(cell, task.costs.get(cell));
  const witnesses = new Witnesses();
  const complementary = new Set<number>();
  const exposed = new Set<number>();
  const needs = new Map(task.needs);
  for (const [cell, need] of task.needs) {
    if (witnesses.isSafe(cell, need)) continue;
    await breathe();
    const proof = cheapestProof(movements, cell, need);
    if (proof === null) {
      exposed.add(cell);
      needs.delete(cell);
    }
    for (const witness of proof?.witnesses ?? []) {
      witnesses.add(witness);
      for (const moved of witness.keys()) {
        if (!task.costs.has(moved) || complementary.has(moved)) continue;
        complementary.add(moved);
        movements.release(moved);
      }
    }
  }
  return { complementary, exposed, witnesses, needs };
}
