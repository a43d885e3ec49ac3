import { setImmediate as turn } from 'node:timers/promises';

const SLICE = 250;

/** Maps many items as `map` does, and lets everybody else have a turn after every few hundred. */
export async function mapInSlices<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += SLICE) {
    if (from > 0) await turn();
    for (const item of items.slice(from, from + SLICE)) results.push(map(item));
  }
  return results;
}
