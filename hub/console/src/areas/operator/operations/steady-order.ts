import { type RefObject, useRef } from 'react';

/**
 * Items in their order, except while the reader's focus is among them: then they keep the places that they had, so
 * that nothing moves away under a hand. New ones come last.
 */
export function useSteadyOrder<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  compare: (one: Item, other: Item) => number,
  within: RefObject<HTMLElement | null>,
): readonly Item[] {
  const places = useRef<readonly string[]>([]);
  const isHeld = within.current?.contains(document.activeElement) ?? false;
  const placeOf = (item: Item) => {
    const place = places.current.indexOf(keyOf(item));
    return place === -1 ? Number.POSITIVE_INFINITY : place;
  };
  const sorted = items.toSorted(
    isHeld
      ? (one, other) => {
          const [place, otherPlace] = [placeOf(one), placeOf(other)];
          return place === otherPlace ? compare(one, other) : place - otherPlace;
        }
      : compare,
  );
  places.current = sorted.map(keyOf);
  return sorted;
}
