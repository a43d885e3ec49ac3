import { breather } from './breathe.ts';
import type { Interval, Relation, Sight } from './cell.ts';
import { groupsOf } from './groups.ts';
import { PossibleTables } from './possible-tables.ts';
import { loadSolver } from './solver/load.ts';
import { bind, compare } from './table.ts';

/**
 * What anybody can conclude of what is hidden (_audit_): for each hidden cell the least and the greatest value over all
 * whole tables that keep the relations, show what is published, and agree with the rule: nothing that is 0 is hidden,
 * and where cells are hidden that hang together, at least one of them is a small count of persons. It is given what
 * everybody sees and nothing else, so it can be held against what was really published.
 *
 * Where the rule itself contradicts what is published (an earlier edition followed another one), it is left out.
 *
 * @param threshold counts of persons below it are hidden, 0 apart
 * @throws SuppressionError BAD_RELATION; CONTRADICTION if no table agrees with what is published; SOLVER_FAILED
 */
export async function attack(
  { published, hidden, sensitive }: Sight,
  relations: readonly Relation[],
  threshold = 3,
): Promise<ReadonlyMap<string, Interval>> {
  const ids = [...new Set([...published.keys(), ...hidden])].sort(compare);
  const rows = bind(ids, relations);
  const sees = {
    valueAt: (at: number) => published.get(ids[at] ?? '') ?? 0,
    isSensitive: (at: number) => sensitive.has(ids[at] ?? ''),
    threshold,
  };
  const unknown = ids.flatMap((id, at) => (hidden.has(id) ? [at] : []));
  const highs = await loadSolver();
  const breathe = breather();
  const intervals = new Map<string, Interval>();
  for (const group of groupsOf(unknown, rows)) {
    using tables = new PossibleTables(highs, group, rows, sees);
    for (const at of group) {
      await breathe();
      intervals.set(ids[at] ?? '', { least: tables.least(at), greatest: tables.greatest(at) });
    }
  }
  return intervals;
}
