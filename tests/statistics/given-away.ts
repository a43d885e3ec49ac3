import { loadSolver } from '../../statistics/src/suppression/solver/load.ts';
import type { Seen, SeenLink } from './seen.ts';

type Solver = Awaited<ReturnType<typeof loadSolver>>;

/** Counts of persons from 1 up to this one are not published. */
const LARGEST_HIDDEN = 2;
/** More than there are inhabitants. */
const EVERYBODY = 5_000_000;

/** `Σ coefficient × hidden cell`, and what everything that is shown leaves for it. */
interface Condition {
  readonly terms: ReadonlyMap<string, number>;
  readonly compares: '=' | '>=';
  readonly rest: number;
}

/**
 * An attacker's own work: which hidden numbers have only one value for all that is published of the three tables. He
 * knows that persons are whole, that a 0 is never hidden, and the rule: among hidden numbers that hang together one is
 * 1 or 2. Written as text for a solver, with nothing of the program that hides.
 *
 * @throws Error if what is shown contradicts itself
 */
export async function givenAway({ cells, links }: Seen): Promise<string[]> {
  const conditions = links.flatMap(asInequalities).flatMap(({ terms, compares }) => {
    const hidden = new Map([...terms].filter(([cell]) => cells.get(cell) === undefined));
    const shown = [...terms].reduce((sum, [cell, by]) => sum + by * (cells.get(cell) ?? 0), 0);
    for (const cell of terms.keys()) if (!cells.has(cell)) throw new Error(`nobody publishes ${cell}`);
    if (hidden.size > 0) return [{ terms: hidden, compares, rest: 0 - shown }];
    if (compares === '=' ? shown !== 0 : shown < 0) throw new Error(`${[...terms.keys()]} do not agree`);
    return [];
  });
  const solver = await loadSolver();
  const hidden = [...cells].flatMap(([cell, value]) => (value === undefined ? [cell] : []));
  return together(hidden, conditions).flatMap((group) => {
    const own = conditions.filter(({ terms }) => group.some((cell) => terms.has(cell)));
    return group.filter((cell) => !isOpen(solver, cell, group, own));
  });
}

function asInequalities({ kind, total, parts }: SeenLink): Omit<Condition, 'rest'>[] {
  const spread = new Map([[total, -1], ...parts.map((part): [string, number] => [part, 1])]);
  if (kind === 'sum') return [{ terms: spread, compares: '=' }];
  const within = parts.map((part) => ({
    terms: new Map([[total, 1]]).set(part, -1),
    compares: '>=' as const,
  }));
  return [{ terms: spread, compares: '>=' }, ...within];
}

/** Hidden cells in groups that no condition leads out of. */
function together(hidden: readonly string[], conditions: readonly Condition[]): string[][] {
  let groups = hidden.map((cell) => [cell]);
  for (const { terms } of conditions) {
    const touched = groups.filter((group) => group.some((cell) => terms.has(cell)));
    groups = [...groups.filter((group) => !touched.includes(group)), touched.flat()];
  }
  return groups.filter((group) => group.length > 0);
}

/** Whether a cell has two values at least, whichever of its group the small one is. */
function isOpen(
  solver: Solver,
  cell: string,
  group: readonly string[],
  conditions: readonly Condition[],
): boolean {
  const values = new Set<number>();
  for (const small of group) {
    for (const way of ['Minimize', 'Maximize'] as const) {
      const value = extreme(solver, way, cell, small, group, conditions);
      if (value !== undefined) values.add(value);
    }
    if (values.size > 1) return true;
  }
  if (values.size === 0) throw new Error(`nothing agrees with what is published around ${cell}`);
  return false;
}

/** @returns `undefined` if no whole numbers agree with what is published */
function extreme(
  solver: Solver,
  way: 'Minimize' | 'Maximize',
  cell: string,
  small: string,
  group: readonly string[],
  conditions: readonly Condition[],
): number | undefined {
  const names = new Map(group.map((one, place) => [one, `x${place}`]));
  const nameOf = (one: string) => names.get(one) ?? '';
  const written = conditions.map(({ terms, compares, rest }, place) => {
    const sum = [...terms].map(([one, by]) => `${by < 0 ? '-' : '+'} ${nameOf(one)}`).join(' ');
    return ` c${place}: ${sum} ${compares} ${rest}`;
  });
  const bounds = group.map((one) => ` 1 <= ${nameOf(one)} <= ${one === small ? LARGEST_HIDDEN : EVERYBODY}`);
  const lines = [way, ` ${nameOf(cell)}`, 'Subject To', ...written, 'Bounds', ...bounds, 'Generals'];
  const { Status, ObjectiveValue } = solver.solve(
    [...lines, ` ${[...names.values()].join(' ')}`, 'End'].join('\n'),
    {
      output_flag: false,
      mip_rel_gap: 0,
    },
  );
  if (Status === 'Infeasible') return undefined;
  if (Status !== 'Optimal') throw new Error(`the attack on ${cell} ended as ${Status}`);
  return Math.round(ObjectiveValue);
}
