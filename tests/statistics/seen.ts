import type { PublishedRow } from '../../statistics/src/editions/edition.ts';

/** A number of one of the published tables; `undefined` where it is hidden. */
export type SeenCells = ReadonlyMap<string, number | undefined>;

/** What the descriptions of the tables say of how numbers hang together. */
export interface SeenLink {
  /** `sum`: exactly; `cover`: one person may stand in several parts. */
  readonly kind: 'sum' | 'cover';
  readonly total: string;
  readonly parts: readonly string[];
}

/** Everything that anybody can read of the disabilities of a month. */
export interface Seen {
  readonly cells: SeenCells;
  readonly links: readonly SeenLink[];
}

type Rows = readonly PublishedRow[];

const DISORDERS = ['sight', 'hearing', 'movement', 'mental', 'other'];
const LINES = ['all', 'children', 'adults', 'group-I', 'group-II', 'group-III', 'group-none'];
const SEVERITIES = ['I', 'II', 'III', 'none'];
const ALL_SEVERITIES = ['all', ...SEVERITIES];

/** The name of a number: its table, the values that name its row, its column. */
export const cellOf = (table: string, ...place: readonly string[]): string => [table, ...place].join(' ');

/** The three tables as they are published, and all that their descriptions and headings say. */
export function seenOf(summary: Rows, children: Rows, adults: Rows): Seen {
  const ages = columnsOf(children);
  const adultAges = columnsOf(adults);
  const atvks = [...new Set(children.map(({ keys }) => keys.atvk ?? ''))];
  const municipalities = atvks.filter((atvk) => atvk !== 'LV');
  return {
    cells: new Map([
      ...cellsOf('summary', summary, ['persons']),
      ...cellsOf('children', children, ['atvk']),
      ...cellsOf('adults', adults, ['atvk', 'severity']),
    ]),
    links: [
      ...LINES.map((line) => link('cover', 'total', DISORDERS, (column) => ['summary', line, column])),
      ...['total', ...DISORDERS].flatMap((column) => [
        link('cover', 'all', ['children', 'adults'], (line) => ['summary', line, column]),
        link('cover', 'adults', LINES.slice(3), (line) => ['summary', line, column]),
      ]),
      ...atvks.map((atvk) => link('sum', 'total', ages, (age) => ['children', atvk, age])),
      ...['total', ...ages].map((age) =>
        link('sum', 'LV', municipalities, (atvk) => ['children', atvk, age]),
      ),
      ...ALL_SEVERITIES.flatMap((severity) => [
        ...atvks.map((atvk) => link('sum', 'total', adultAges, (age) => ['adults', atvk, severity, age])),
        ...['total', ...adultAges].map((age) =>
          link('sum', 'LV', municipalities, (atvk) => ['adults', atvk, severity, age]),
        ),
      ]),
      ...atvks.flatMap((atvk) =>
        ['total', ...adultAges].map((age) =>
          link('cover', 'all', SEVERITIES, (severity) => ['adults', atvk, severity, age]),
        ),
      ),
      same(['summary', 'children', 'total'], ['children', 'LV', 'total']),
      same(['summary', 'adults', 'total'], ['adults', 'LV', 'all', 'total']),
      ...SEVERITIES.map((group) =>
        same(['summary', `group-${group}`, 'total'], ['adults', 'LV', group, 'total']),
      ),
    ],
  };
}

const columnsOf = ([first]: Rows): string[] =>
  Object.keys(first?.figures ?? {}).filter((column) => column !== 'total');

const cellsOf = (table: string, rows: Rows, names: readonly string[]): [string, number | undefined][] =>
  rows.flatMap(({ keys, figures }) =>
    Object.entries(figures).map(([column, value]): [string, number | undefined] => [
      cellOf(table, ...names.map((name) => keys[name] ?? ''), column),
      typeof value === 'number' ? value : undefined,
    ]),
  );

function link(
  kind: SeenLink['kind'],
  total: string,
  parts: readonly string[],
  placeOf: (part: string) => readonly [string, ...string[]],
): SeenLink {
  const nameOf = (part: string) => cellOf(...placeOf(part));
  return { kind, total: nameOf(total), parts: parts.map(nameOf) };
}

const same = (one: readonly [string, ...string[]], other: readonly [string, ...string[]]): SeenLink => ({
  kind: 'sum',
  total: cellOf(...one),
  parts: [cellOf(...other)],
});
