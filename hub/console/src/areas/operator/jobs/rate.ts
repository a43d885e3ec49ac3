const SLOWEST = 0.1;
const FASTEST = 1_000;

/** How many a second, as typed, with a comma or a point; undefined if it is no rate that the hub takes. */
export function rateOf(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  if (!/^\d{1,4}(\.\d{1,3})?$/.test(plain)) return undefined;
  const rate = Number(plain);
  return rate >= SLOWEST && rate <= FASTEST ? rate : undefined;
}
