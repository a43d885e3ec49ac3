import type { Movements } from './movements.ts';
import type { Need } from './task.ts';
import type { Witness } from './witness.ts';

/** Tables that put a cell's possible values far enough apart, and what it costs to hide all that moves in them. */
export interface Proof {
  readonly cost: number;
  readonly witnesses: readonly Witness[];
}

/** Costs closer together than this are the same. */
export const SAME_COST = 1e-7;

/** @returns the cheapest proof that the cell has what it needs; null if no whole tables make one. */
export function cheapestProof(movements: Movements, cell: number, need: Need): Proof | null {
  if (need.anchors.length === 0) return proofOf(movements, cell, need);
  let best: Proof | null = null;
  for (const anchor of need.anchors) {
    const proof = movements.keepingSmall(anchor, () => proofOf(movements, cell, need));
    if (proof !== null && (best === null || proof.cost < best.cost - SAME_COST)) best = proof;
    if (best !== null && best.cost < SAME_COST) break;
  }
  return best;
}

function proofOf(movements: Movements, cell: number, { width, greatest }: Need): Proof | null {
  let best: Proof | null = null;
  for (let up = width; up >= 0; up -= 1) {
    const raised = up === 0 ? NOTHING : movements.move(cell, 'up', up, greatest);
    const lowered = up === width ? NOTHING : movements.move(cell, 'down', width - up, greatest);
    if (raised === null || lowered === null) continue;
    const cost = raised.cost + lowered.cost;
    if (best !== null && cost > best.cost - SAME_COST) continue;
    best = { cost, witnesses: [raised.witness, lowered.witness].filter(({ size }) => size > 0) };
    if (cost < SAME_COST) break;
  }
  return best;
}

const NOTHING: { readonly cost: number; readonly witness: Witness } = { cost: 0, witness: new Map() };
