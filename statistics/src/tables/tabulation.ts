import type { DatasetId, Source } from '@saite/contracts';
import type { DatasetStructure } from '../datasets/structure.ts';
import type { Frame } from '../period/frame.ts';
import type { Person } from '../persons/person.ts';
import type { Table } from './table.ts';

interface Tabulated {
  readonly structure: DatasetStructure;
  /** What it is counted again for: names of what may change. */
  readonly restsOn: readonly string[];
  /** Whether its counts are persons: 1 and 2 are not published. */
  readonly countsPersons: boolean;
  /** The source of files that it rests on; it has something to say for the periods of its files. */
  readonly source?: Source;
  empty(frame: Frame): Table;
}

/** How a data set is counted, person after person. */
export interface PersonTabulation extends Tabulated {
  readonly of: 'persons';
  count(table: Table, person: Person, frame: Frame): void;
}

/** How a data set is counted from the rows of a source that are about no person. */
export interface RowTabulation extends Tabulated {
  readonly of: 'rows';
  readonly source: Source;
  count(table: Table, territory: string, data: unknown, frame: Frame): void;
  /** Called when all rows are counted: averages. */
  finish(table: Table): void;
}

export type Tabulation = PersonTabulation | RowTabulation;
export const idOf = ({ structure }: Tabulation): DatasetId => structure.id;
