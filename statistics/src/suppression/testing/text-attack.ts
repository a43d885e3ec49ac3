import type { Interval } from '../index.ts';
import { loadSolver } from '../solver/load.ts';
import type { Given } from './tables.ts';

/**
 * An attack that shares no line with the engine's: a whole program as text, one for each hidden cell and way. It does
 * not know the rule, only that nothing hidden is 0, so what it finds can but be wider.
 */
export async function textAttack(
  { cells, relations }: Given,
  hidden: ReadonlySet<string>,
): Promise<Map<string, Interval>> {
  const highs = await loadSolver();
  const names = new Map(cells.map(({ id }, at) => [id, `x${at}`]));
  const name = (id: string) => names.get(id) ?? '';
  const rows = relations.flatMap(({ kind, total, parts }) => {
    const spread = `${name(total)} ${parts.map((part) => `- ${name(part)}`).join('\n ')}`;
    if (kind === 'sum') return [`${spread} = 0`];
    return [`${spread} <= 0`, ...parts.map((part) => `${name(total)} - ${name(part)} >= 0`)];
  });
  const bounds = cells.map(({ id, value }) =>
    hidden.has(id) ? `1 <= ${name(id)} <= 1000000` : `${name(id)} = ${value}`,
  );
  const solve = (way: 'Minimize' | 'Maximize', id: string) => {
    const lines = [way, ` ${name(id)}`, 'Subject To', ...rows.map((row, at) => ` r${at}: ${row}`)];
    const text = [
      ...lines,
      'Bounds',
      ...bounds.map((bound) => ` ${bound}`),
      'Generals',
      ...names.values(),
      'End',
    ];
    // Its presolve has been seen to lose tables that are possible (seed -12806155 of the properties).
    const { Status, ObjectiveValue } = highs.solve(text.join('\n'), {
      output_flag: false,
      mip_rel_gap: 0,
      presolve: 'off',
    });
    if (Status !== 'Optimal') throw new Error(`The attack on ${id} ended as ${Status}`);
    return Math.round(ObjectiveValue);
  };
  return new Map(
    [...hidden].map((id) => [id, { least: solve('Minimize', id), greatest: solve('Maximize', id) }]),
  );
}
