/** The number that undoes a multiplication within a ring of whole numbers (extended Euclid). */
export function inverseOf(value: bigint, modulus: bigint): bigint {
  let [previous, current] = [modulus, value % modulus];
  let [before, now] = [0n, 1n];
  while (current > 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous - quotient * current];
    [before, now] = [now, before - quotient * now];
  }
  return ((before % modulus) + modulus) % modulus;
}
