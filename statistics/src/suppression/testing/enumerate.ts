import type { Interval } from '../index.ts';
import type { Given } from './tables.ts';

/**
 * The slow oracle: tries every whole table up to a greatest value, with nothing in common with the engine but the rule.
 *
 * @returns what remains possible for each hidden cell; greatest is `most` where nothing bounds it before
 */
export function enumerate(
  { cells, relations }: Given,
  hidden: ReadonlySet<string>,
  most: number,
): Map<string, Interval> {
  const values = new Map(cells.map(({ id, value }) => [id, hidden.has(id) ? undefined : value]));
  const sensitive = new Set(cells.filter((cell) => cell.sensitive).map(({ id }) => id));
  const unknown = [...hidden];
  const together = groups(unknown, relations);
  const found = new Map<string, Interval>();
  const known = (id: string) => values.get(id);
  const fits = () =>
    relations.every(({ kind, total, parts }) => {
      const all = known(total);
      const each = parts.map(known);
      const sure = each.reduce<number>((total, value) => total + (value ?? 1), 0);
      const isComplete = each.every((value) => value !== undefined);
      if (all === undefined) return true;
      if (kind === 'sum') return isComplete ? sure === all : sure <= all;
      return each.every((value) => (value ?? 0) <= all) && (!isComplete || all <= sure);
    });
  const followsRule = () =>
    together.every(
      (group) =>
        !group.some((id) => sensitive.has(id)) ||
        group.some((id) => sensitive.has(id) && (known(id) ?? 0) < 3),
    );
  const go = (place: number) => {
    const id = unknown[place];
    if (id === undefined) {
      if (!followsRule()) return;
      for (const cell of unknown) {
        const value = known(cell) ?? 0;
        const before = found.get(cell) ?? { least: value, greatest: value };
        found.set(cell, { least: Math.min(before.least, value), greatest: Math.max(before.greatest, value) });
      }
      return;
    }
    for (let value = 1; value <= most; value += 1) {
      values.set(id, value);
      if (fits()) go(place + 1);
    }
    values.set(id, undefined);
  };
  go(0);
  return found;
}

function groups(ids: readonly string[], relations: Given['relations']): string[][] {
  let together = ids.map((id) => [id]);
  const bind = (bound: readonly string[]) => {
    const touched = together.filter((group) => group.some((id) => bound.includes(id)));
    together = [...together.filter((group) => !touched.includes(group)), touched.flat()].filter(
      (group) => group.length > 0,
    );
  };
  for (const { kind, total, parts } of relations) {
    bind([total, ...parts]);
    if (kind === 'cover') for (const part of parts) bind([total, part]);
  }
  return together;
}
