import type { Movements } from './movements.ts';
import type { Need, Way } from './task.ts';
import type { Witness } from './witness.ts';

/** Tables that put a cell's possible values far enough apart, and what it costs to hide all that moves in them. */
export interface Proof {
  readonly cost: number;
  readonly witnesses: readonly Witness[];
}

/** Costs closer together than this are the same. */
export const SAME_COST = 1e-7;

/** @returns the cheapest proof that the cell has what it needs; null if no whole tables make one. */
export function cheapestProof(movements: Movements, cell: number, { width, ways }: Need): Proof | null {
  const [first, ...anchored] = ways;
  let best = proofBy(movements, cell, width, first);
  if (anchored.length === 0 || (best !== null && best.cost < SAME_COST)) return best;
  // No anchor makes it cheaper than none at all.
  const bound = proofBy(movements, cell, width, { greatest: Number.POSITIVE_INFINITY, anchor: null });
  if (bound === null) return best;
  for (const way of anchored) {
    if (best !== null && best.cost < bound.cost + SAME_COST) break;
    best = cheaper(best, proofBy(movements, cell, width, way));
  }
  return best;
}

function cheaper(best: Proof | null, other: Proof | null): Proof | null {
  if (best === null || other === null) return best ?? other;
  return other.cost < best.cost - SAME_COST ? other : best;
}

function proofBy(movements: Movements, cell: number, width: number, { greatest, anchor }: Way): Proof | null {
  if (anchor === null) return proofOf(movements, cell, width, greatest);
  return movements.keepingSmall(anchor, () => proofOf(movements, cell, width, greatest));
}

function proofOf(movements: Movements, cell: number, width: number, greatest: number): Proof | null {
  let best: Proof | null = null;
  for (let up = width; up >= 0; up -= 1) {
    const raised = up === 0 ? NOTHING : movements.move(cell, 'up', up, greatest);
    if (raised === null) continue;
    const lowered = up === width ? NOTHING : movements.move(cell, 'down', width - up, greatest);
    if (lowered === null) continue;
    const cost = raised.cost + lowered.cost;
    best = cheaper(best, {
      cost,
      witnesses: [raised.witness, lowered.witness].filter(({ size }) => size > 0),
    });
    if (cost < SAME_COST) break;
  }
  return best;
}

const NOTHING: { readonly cost: number; readonly witness: Witness } = { cost: 0, witness: new Map() };
