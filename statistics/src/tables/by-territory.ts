import type { Source } from '@saite/contracts';
import type { DatasetStructure } from '../datasets/structure.ts';
import type { Frame } from '../period/frame.ts';
import type { Person } from '../persons/person.ts';
import { count, emptyRows, type Link, rowName } from './table.ts';
import type { PersonTabulation } from './tabulation.ts';
import { sumOfTerritories, territoriesOf, territoryKeys } from './territories.ts';

/** Where a person counts, and in which columns. */
export interface Counted {
  /** Municipality by the classifier of the period; `undefined` if nobody knows it. */
  readonly territory: string | undefined;
  readonly columns: Iterable<string>;
}

/** A data set that counts persons, a row a territory. */
export interface ByTerritory {
  readonly structure: DatasetStructure;
  readonly restsOn: readonly string[];
  readonly source?: Source;
  /** How the columns hang together. */
  readonly columnLinks: readonly Link[];
  /** @returns `undefined` if the person does not count */
  readonly counted: (person: Person, frame: Frame) => Counted | undefined;
}

export function byTerritory(options: ByTerritory): PersonTabulation {
  const { structure, restsOn, source, columnLinks, counted } = options;
  const columns = structure.figures.map(({ name }) => name);
  return {
    of: 'persons',
    structure,
    restsOn,
    ...(source && { source }),
    countsPersons: true,
    empty: (frame) => ({
      rows: emptyRows(territoryKeys(frame), columns),
      columnLinks,
      rowLinks: [sumOfTerritories(frame, rowName)],
    }),
    count(table, person, frame) {
      const found = counted(person, frame);
      if (!found) return;
      const counts = new Set(found.columns);
      for (const keys of territoriesOf(frame, found.territory)) count(table, rowName(keys), counts);
    },
  };
}
