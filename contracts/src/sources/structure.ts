import type { z } from 'zod';
import type { Titles } from '../codes/statistics.ts';
import type { EventOf, SourceType } from '../events/index.ts';
import type { Source } from '../events/sources.ts';
import type { Atvk } from '../values/ids.ts';
import type { PersonCode } from '../values/person-code.ts';
import { CellFault, faultIn } from './cells.ts';
import type { FileMonth } from './file-month.ts';
import type { SourceReason } from './reasons.ts';

/** Types of the events that rows are told as. */
export type RowType = Exclude<SourceType, 'saite.source-file.accepted.v1'>;

/** What a row itself says in its event; the file adds the rest. */
export type RowFacts<Type extends RowType> = Omit<
  EventOf<Type>['data'],
  'recordId' | 'recordVersion' | 'period' | 'identity'
>;

/** What a row is about: a person, whose code goes along if something must be filled in, or a territory. */
export type RowSubject =
  | { readonly kind: 'person'; readonly code: PersonCode; readonly needsCode: boolean }
  | { readonly kind: 'territory'; readonly atvk: Atvk };

/** A column as people read of it. */
export interface ColumnWords extends Titles {
  /** What stands in it. */
  readonly form: Titles;
}

/** A cell that is wrong, by the name of its column. */
export interface ColumnFault<Name extends string = string> {
  readonly column: Name;
  readonly reason: SourceReason;
  readonly hint: string | null;
}

/** A row that can be taken. */
export interface TakenRow {
  /** What names the row in its file; it may hold a personal code, so only a keyed digest of it goes anywhere. */
  readonly name: string;
  readonly subject: RowSubject;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly sums: SumParts | null;
}

/** What of a row adds up over the territories; a row without one may be their sum, which is no data. */
export interface SumParts {
  /** Rows of which group it would be the sum. */
  readonly group: string;
  readonly values: readonly number[];
  readonly isOfTerritory: boolean;
}

type Shape = Readonly<Record<string, z.ZodType<unknown, string>>>;
type RowOf<Columns extends Shape> = z.output<z.ZodObject<Columns>>;
type NameOf<Columns extends Shape> = keyof Columns & string;

/** A source's file as it is agreed with the source (*starpresoru vienošanās, datnes struktūra*). */
export interface DeclaredSource<Type extends RowType, Columns extends Shape> {
  readonly source: Source;
  readonly titles: Titles;
  /** Register in whose name the rows are told: `/registers/<register>`. */
  readonly register: string;
  readonly type: Type;
  /** Each cell of a row, by the name of its column. */
  readonly row: z.ZodObject<Columns>;
  readonly columns: { readonly [Name in NameOf<Columns>]: ColumnWords };
  /** Columns of which no two rows of a file have the same values. */
  readonly namedBy: readonly NameOf<Columns>[];
  /** What is wrong between the cells, and with what the month says of them. */
  readonly check: (row: RowOf<Columns>, month: FileMonth) => ColumnFault<NameOf<Columns>>[];
  readonly subject: (row: RowOf<Columns>) => RowSubject;
  readonly facts: (row: RowOf<Columns>) => RowFacts<Type>;
  readonly sums?: (row: RowOf<Columns>) => SumParts;
}

/** A column of a declared structure. */
export interface SourceColumn extends ColumnWords {
  readonly name: string;
  readonly mayBeEmpty: boolean;
}

/** A declared structure, whatever its columns are. */
export interface SourceStructure {
  readonly source: Source;
  readonly titles: Titles;
  readonly register: string;
  readonly type: RowType;
  readonly columns: readonly SourceColumn[];
  readonly namedBy: readonly string[];
  /** Reads a row. @param cells by the name of their column, all of them */
  readonly read: (
    cells: Readonly<Record<string, string>>,
    month: FileMonth,
  ) => { readonly row: TakenRow } | { readonly faults: readonly ColumnFault[] };
}

/** Declares the structure of a source's file. */
export function declareSource<Type extends RowType, Columns extends Shape>(
  declared: DeclaredSource<Type, Columns>,
): SourceStructure {
  const { source, titles, register, type, row: schema, namedBy } = declared;
  const words: Readonly<Record<string, ColumnWords>> = declared.columns;
  return {
    source,
    titles,
    register,
    type,
    namedBy,
    columns: Object.entries(words).map(([name, column]) => ({
      name,
      ...column,
      mayBeEmpty: schema.shape[name]?.safeParse('').success === true,
    })),
    read(cells, month) {
      const parsed = schema.safeParse(cells);
      if (!parsed.success) return { faults: parsed.error.issues.map(faultOf) };
      const faults = declared.check(parsed.data, month);
      if (faults.length > 0) return { faults };
      const row = parsed.data;
      const values = new Map<string, unknown>(Object.entries(row));
      const name = namedBy.map((column) => values.get(column) ?? '').join(';');
      const sums = declared.sums?.(row) ?? null;
      return { row: { name, subject: declared.subject(row), facts: declared.facts(row), sums } };
    },
  };
}

const faultOf = (issue: z.core.$ZodIssue): ColumnFault => ({
  column: String(issue.path[0]),
  ...faultIn(issue),
});

/** The faults of some checks; a check that found nothing gives `undefined`. */
export const faultsOf = <Name extends string>(
  checks: Readonly<Partial<Record<Name, CellFault | undefined>>>,
): ColumnFault<Name>[] => {
  const found: ColumnFault<Name>[] = [];
  for (const column in checks) {
    const fault = checks[column];
    if (fault instanceof CellFault) found.push({ column, reason: fault.reason, hint: fault.hint });
  }
  return found;
};
