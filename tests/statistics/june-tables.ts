import { CalendarDate, type DatasetId, Month } from '@saite/contracts';
import { Country } from '../../sandbox/src/inhabitants/index.ts';
import { DATASETS } from '../../statistics/src/datasets/index.ts';
import { type CountedTable, problemOf } from '../../statistics/src/editions/cells.ts';
import type { PublishedRow } from '../../statistics/src/editions/edition.ts';
import { publishRows } from '../../statistics/src/editions/publish-rows.ts';
import { frameOf } from '../../statistics/src/period/frame.ts';
import type { Person } from '../../statistics/src/persons/person.ts';
import { protect } from '../../statistics/src/suppression/index.ts';
import { personsWithDisability } from './made-persons.ts';

const INHABITANTS = 1_900_000;
const SETS = ['disability-summary', 'D3', 'D4'] as const satisfies readonly DatasetId[];

/** What is counted of June 2019 in a made country, and what of it is published. */
export interface JuneTables {
  readonly counted: Readonly<Record<(typeof SETS)[number], readonly PublishedRow[]>>;
  readonly published: Readonly<Record<(typeof SETS)[number], readonly PublishedRow[]>>;
  /** Cells that cannot be protected, which would hold an edition back. */
  readonly exposed: number;
}

/**
 * Counts the whole country as an edition does, person after person, and hides what must not be shown.
 *
 * @param onPerson told of each person who is counted
 */
export async function makeJuneTables(onPerson: (person: Person) => void): Promise<JuneTables> {
  const country = new Country({
    seed: 1,
    inhabitants: INHABITANTS,
    disability: 'june-2019',
    today: CalendarDate.parse('2026-11-25'),
  });
  const frame = frameOf(Month.parse('2019-06'));
  const tables = SETS.map((dataset) => {
    const { countsPersons, empty } = DATASETS[dataset];
    return { dataset, countsPersons, table: empty(frame) };
  });
  for (const person of personsWithDisability(country)) {
    onPerson(person);
    for (const { dataset, table } of tables) {
      const tabulation = DATASETS[dataset];
      if (tabulation.of === 'persons') tabulation.count(table, person, frame);
    }
  }
  const problem = problemOf(tables, []);
  const { hidden, exposed } = await protect(problem.cells, problem.relations);
  const rowsOf = (leavingOut: ReadonlySet<string>) => {
    const rows = (table: CountedTable) =>
      publishRows(table, DATASETS[table.dataset].structure, problem, leavingOut).rows;
    const [summary = [], children = [], adults = []] = tables.map(rows);
    return { 'disability-summary': summary, D3: children, D4: adults };
  };
  return { counted: rowsOf(new Set()), published: rowsOf(hidden), exposed: exposed.size };
}
