const AT_ONCE = 8;

/** Does a piece of work for each of several, a few at a time, in whatever order they end. */
export async function together<Item>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const left = [...items].values();
  const one = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}
