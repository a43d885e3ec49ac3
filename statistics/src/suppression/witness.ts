import type { Need } from './task.ts';

/**
 * Another whole table that keeps all relations and shows the same published values: by how much each of its cells
 * differs from the true one. Whoever sees only what is published cannot tell the two apart.
 */
export type Witness = ReadonlyMap<number, number>;

/** The witnesses that stand for what is hidden: as long as they do, nobody has to be believed but arithmetic. */
export class Witnesses {
  readonly #byCell = new Map<number, Set<Witness>>();

  add(witness: Witness): void {
    for (const cell of witness.keys()) {
      const those = this.#byCell.get(cell) ?? new Set();
      this.#byCell.set(cell, those.add(witness));
    }
  }

  /** Publishing the cell refutes every witness in which it is another value. */
  refute(cell: number): void {
    for (const witness of this.moving(cell)) {
      for (const other of witness.keys()) this.#byCell.get(other)?.delete(witness);
    }
  }

  /** @returns the witnesses in which the cell differs from its true value. */
  moving(cell: number): readonly Witness[] {
    return [...(this.#byCell.get(cell) ?? [])];
  }

  /**
   * @param published a cell that is taken as published as well
   * @returns whether the cell has what it needs, by the true table and the witnesses
   */
  isSafe(cell: number, { width }: Need, published?: number): boolean {
    let least = 0;
    let most = 0;
    for (const witness of this.#byCell.get(cell) ?? []) {
      const moved = witness.get(cell) ?? 0;
      if (published !== undefined && witness.has(published)) continue;
      least = Math.min(least, moved);
      most = Math.max(most, moved);
    }
    return most - least >= width;
  }
}
