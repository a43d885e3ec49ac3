/** Connected groups: whoever is linked, through however many others, is in one. */
export class Groups {
  readonly #parent = new Map<string, string>();

  #rootOf(name: string): string {
    const parent = this.#parent.get(name);
    if (parent === undefined) this.#parent.set(name, name);
    return parent === undefined || parent === name ? name : this.#rootOf(parent);
  }

  add(name: string): void {
    this.#rootOf(name);
  }

  join(one: string, other: string): void {
    const [smaller = one, larger = one] = [this.#rootOf(one), this.#rootOf(other)].sort();
    this.#parent.set(larger, smaller);
  }

  /** The members of each group, under its smallest name. */
  all(): Map<string, string[]> {
    const groups = new Map<string, string[]>();
    for (const name of [...this.#parent.keys()].sort()) {
      const root = this.#rootOf(name);
      groups.set(root, [...(groups.get(root) ?? []), name]);
    }
    return groups;
  }
}
