import type { TraceStep } from '@saite/contracts';

/*
 * Whoever has a trace and nothing else: takes the given values and follows the rules with BigInt, sharing no step with
 * the code that made the trace.
 */

type Value = bigint | null;

const cents = (text: string): bigint => BigInt(text.replace('.', ''));
const split = (amount: bigint, weights: readonly bigint[]): bigint[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const shares = weights.map((weight) => (total === 0n ? 0n : (amount * weight) / total));
  for (let left = amount - shares.reduce((sum, share) => sum + share, 0n); left > 0n; left -= 1n) {
    const lacking = weights.map((weight, index) => amount * weight - (shares[index] ?? 0n) * total);
    const index = lacking.findIndex((lack) => lacking.every((other) => other <= lack));
    shares[index] = (shares[index] ?? 0n) + 1n;
  }
  return shares;
};

/** The values of a trace in cents, days and ten-thousandths, worked out from those that were given. */
export function followTrace(trace: readonly TraceStep[]): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const step of trace) values.set(step.variable, valueOfStep(step, values));
  return values;
}

function valueOfStep(
  { value, rule, dependsOn, parameters, rounding }: TraceStep,
  values: Map<string, Value>,
): Value {
  const taken = dependsOn.map((name) => {
    const found = values.get(name);
    if (found === undefined) throw new Error(`${name} is used before it is there`);
    return found;
  });
  const [first = null, second = null] = taken;
  const sum = () =>
    taken.reduce<Value>((all, part) => (all === null || part === null ? null : all + part), 0n);
  switch (rule) {
    case 'given-payment':
    case 'amount-without-income':
    case 'daily-cost':
      return value === null ? null : cents(value);
    case 'days-of-stay':
      return value === null ? null : BigInt(value);
    case 'rate-of-policy':
      return cents((value ?? '').padEnd(6, '0'));
    case 'sum-of-payments':
    case 'sum-of-days':
    case 'sum-of-costs':
      return sum();
    case 'share-of-base':
      return ((first ?? 0n) * (second ?? 0n) + (rounding?.policy === 'up' ? 9_999n : 5_000n)) / 10_000n;
    case 'cost-of-stay':
      return first === null || second === null ? null : first * second;
    case 'difference-to-pay':
      return (first ?? 0n) - (second ?? 0n);
    case 'nothing-to-pay':
      return 0n;
    case 'smaller-of':
      if (first === null || second === null) return null;
      if (first < second) return first;
      return second;
    case 'difference-left':
    case 'difference-not-covered':
      return first === null || second === null ? null : first - second;
    case 'part-by-cost': {
      const order = Number(parameters.find(({ name }) => name === 'order')?.value) - 1;
      if (first === null) return null;
      return (
        split(
          first,
          taken.slice(1).map((cost) => cost ?? 0n),
        )[order] ?? null
      );
    }
    case 'no-day-in-care':
      return null;
    default:
      return rule satisfies never;
  }
}
