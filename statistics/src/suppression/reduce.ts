import type { Completion } from './complete.ts';
import type { Movements } from './movements.ts';
import { cheapestProof } from './proof.ts';
import type { Need, Task } from './task.ts';
import type { Witness, Witnesses } from './witness.ts';

/**
 * Publishes each further cell without which all required ones stay safe, the dearest first. Publishing more never makes
 * safe what was exposed, so one pass is enough: of what is left, none can be spared.
 *
 * @param movements of the hidden cells alone
 * @param completion its witnesses that fall are taken out, those that are found added
 */
export async function reduce(
  movements: Movements,
  task: Task,
  { complementary, witnesses, needs }: Completion,
  breathe: () => Promise<void>,
): Promise<ReadonlySet<number>> {
  const kept = new Set(complementary);
  for (const cell of [...task.required, ...kept]) movements.release(cell);
  for (const spared of task.candidates.filter((cell) => kept.has(cell)).toReversed()) {
    await breathe();
    movements.publish(spared);
    const found = withoutIt(movements, witnesses, spared, needs);
    if (found === null) {
      movements.release(spared);
      continue;
    }
    kept.delete(spared);
    witnesses.refute(spared);
    for (const witness of found) witnesses.add(witness);
  }
  // The further cells must not be computable either. One that no witness moves proves nothing, so it can be shown.
  return new Set([...kept].filter((cell) => witnesses.moving(cell).length > 0));
}

/** @returns what proves the required cells safe once the cell is published; null if one of them is not */
function withoutIt(
  movements: Movements,
  witnesses: Witnesses,
  spared: number,
  needs: ReadonlyMap<number, Need>,
): Witness[] | null {
  const shaken = new Set(witnesses.moving(spared).flatMap((witness) => [...witness.keys()]));
  const found: Witness[] = [];
  for (const cell of [...shaken].sort((a, b) => a - b)) {
    const need = needs.get(cell);
    if (need === undefined || witnesses.isSafe(cell, need, spared)) continue;
    const proof = cheapestProof(movements, cell, need);
    if (proof === null) return null;
    found.push(...proof.witnesses);
  }
  return found;
}
