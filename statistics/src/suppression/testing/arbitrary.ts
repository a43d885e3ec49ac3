import fc from 'fast-check';
import { cover, crossTable, type Given, persons, sum } from './tables.ts';

const count = fc.oneof({ weight: 2, arbitrary: fc.nat(3) }, fc.nat(9));

/** A row with a total and bands that are summed up or overlap: few enough cells that every whole table can be tried. */
export const anyTiny: fc.Arbitrary<Given> = fc
  .record({
    parts: fc.array(count, { minLength: 2, maxLength: 4 }),
    overlap: fc.nat(2),
    nested: fc.boolean(),
  })
  .map(({ parts, overlap, nested }) => {
    const ids = parts.map((_, at) => `p${at}`);
    const all = parts.reduce((total, value) => total + value, 0);
    const bare = Math.max(...parts, all - overlap);
    const first = (parts[0] ?? 0) + (parts[1] ?? 0);
    return {
      cells: [
        ...parts.map((value, at) => persons(`p${at}`, value)),
        persons('t', bare, { weight: 2 }),
        ...(nested ? [persons('first', first)] : []),
      ],
      relations: [
        bare === all ? sum('t', ...ids) : cover('t', ...ids),
        ...(nested ? [sum('first', 'p0', 'p1')] : []),
      ],
    };
  });

/** Two cross tables with a common first row, the rows of the first gathered in two regions that overlap or do not. */
export const anyLinked: fc.Arbitrary<Given> = fc
  .record({
    inner: fc.array(fc.array(count, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 5 }),
    other: fc.array(fc.array(count, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    overlap: fc.nat(3),
  })
  .map(({ inner, other, overlap }) => {
    const one = crossTable(inner);
    const two = crossTable([inner[0] ?? [], ...other], 'b');
    const shared = (id: string) => (id.startsWith('b0.') ? id.slice(1) : id);
    const valueAt = (id: string) => one.cells.find((cell) => cell.id === id)?.value ?? 0;
    const ids = inner.map((_, row) => `${row}.T`);
    const regions = [ids.slice(0, 2), ids.slice(2)].map((parts, at) => {
      const values = parts.map(valueAt);
      const all = values.reduce((total, value) => total + value, 0);
      const value = Math.max(...values, all - overlap);
      const id = `region ${at}`;
      return { cell: persons(id, value), relation: value === all ? sum(id, ...parts) : cover(id, ...parts) };
    });
    return {
      cells: [
        ...one.cells,
        ...two.cells.filter(({ id }) => !id.startsWith('b0.')),
        ...regions.map(({ cell }) => cell),
      ],
      relations: [
        ...one.relations,
        ...two.relations.map(({ kind, total, parts }) => ({
          kind,
          total: shared(total),
          parts: parts.map(shared),
        })),
        ...regions.map(({ relation }) => relation),
      ],
    };
  });
