/** Whether a list that a schema keeps short holds the same twice, by what is looked at of each. */
export function holdsTwice<Item, Key>(list: readonly Item[], keyOf: (item: Item) => Key): boolean {
  if (list.length < 2) return false;
  const seen = new Set<Key>();
  for (const item of list) {
    const key = keyOf(item);
    if (seen.has(key)) return true;
    seen.add(key);
  }
  return false;
}

/** Sum of a number of each item. */
export function sumOf<Item>(list: readonly Item[], numberOf: (item: Item) => number): number {
  let sum = 0;
  for (const item of list) sum += numberOf(item);
  return sum;
}
