/** Puts spans of days under each other, so that none hides another: each into the first lane that is free by then. */
export function lanesOf<Span extends { readonly first: number; readonly after: number }>(
  spans: readonly Span[],
): Span[][] {
  const lanes: Span[][] = [];
  for (const span of spans.toSorted((one, other) => one.first - other.first || one.after - other.after)) {
    const free = lanes.find((lane) => (lane.at(-1)?.after ?? 0) <= span.first);
    if (free) free.push(span);
    else lanes.push([span]);
  }
  return lanes;
}
