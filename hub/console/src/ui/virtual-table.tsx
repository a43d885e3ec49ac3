import { useVirtualizer } from '@tanstack/react-virtual';
import { PureComponent, type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** How rows are ordered by this column; without it they are not. */
  readonly compare?: (one: Row, other: Row) => number;
  /** Whether the column stands right and its digits under each other. */
  readonly isNumber?: boolean;
  /** Whether it is left out on a narrow screen. */
  readonly isAside?: boolean;
  /** Least width of the column, so that a sentence does not become a tower. */
  readonly minWidth?: string;
  /** What stands under the column: a sum. */
  readonly total?: ReactNode;
}

interface Sorting {
  readonly column: string;
  readonly isDown: boolean;
}

const ROW_HEIGHT = 41;
const BEYOND = 6;
/** So many rows before the end more are asked for: whoever scrolls fast does not wait at the end. */
const AHEAD = 50;

/**
 * A table of any length: only the rows in sight are in the page, and readers of screens are told how many there are.
 * The first column heads its row.
 *
 * @param onEnd called when the reader comes near the end, to get more rows
 * @param total how many rows there are in all, if not all are here yet
 */
export function VirtualTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  initial,
  onEnd,
  total,
}: {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly initial?: Sorting;
  readonly onEnd?: (() => void) | undefined;
  readonly total?: number | undefined;
}) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [sorting, setSorting] = useState<Sorting | undefined>(initial);
  const sorted = useMemo(() => sortRows(rows, columns, sorting), [rows, columns, sorting]);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: BEYOND,
    getItemKey: (index) => {
      const row = sorted[index];
      return row === undefined ? index : keyOf(row);
    },
    onChange: (instance) => {
      const last = instance.getVirtualItems().at(-1);
      if (onEnd && last && last.index >= sorted.length - AHEAD) onEnd();
    },
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const hasTotals = columns.some((column) => column.total !== undefined);
  const choose = (column: string) =>
    setSorting((now) => ({ column, isDown: now?.column === column ? !now.isDown : false }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is no set of fields
    <div
      className="scroller tall"
      role="group"
      ref={scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
    >
      <table aria-rowcount={(total ?? sorted.length) + 1}>
        <caption className="hidden">{label}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={classOf(column)}
                {...(column.minWidth && { style: { minWidth: column.minWidth } })}
                {...(sorting?.column === column.id && {
                  'aria-sort': sorting.isDown ? 'descending' : 'ascending',
                })}
              >
                {column.compare ? (
                  <button type="button" className="sort" onClick={() => choose(column.id)}>
                    {column.title}
                    <span aria-hidden="true">
                      {sorting?.column === column.id ? (sorting.isDown ? '▼' : '▲') : '↕'}
                    </span>
                  </button>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Spacer height={above} columns={columns.length} />}
          {items.map((item) => {
            const row = sorted[item.index];
            if (row === undefined) return null;
            return (
              <TableRow
                key={item.key}
                measure={virtual.measureElement}
                index={item.index}
                row={row}
                columns={columns}
              />
            );
          })}
          {below > 0 && <Spacer height={below} columns={columns.length} />}
        </tbody>
        {hasTotals && (
          <tfoot>
            <tr>
              {columns.map((column, place) =>
                place === 0 ? (
                  <th key={column.id} scope="row" className={classOf(column)}>
                    {column.total ?? t('table.rows', { count: rows.length })}
                  </th>
                ) : (
                  <td key={column.id} className={classOf(column)}>
                    {column.total}
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

interface RowProps<Row> {
  readonly measure: (element: HTMLTableRowElement | null) => void;
  readonly index: number;
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
}

/** A row is made anew only if something of it changed, and not whenever the list is scrolled. */
class TableRow<Row> extends PureComponent<RowProps<Row>> {
  override render() {
    const { measure, index, row, columns } = this.props;
    return (
      <tr ref={measure} data-index={index} aria-rowindex={index + 2}>
        {columns.map((column, place) =>
          place === 0 ? (
            <th key={column.id} scope="row" className={classOf(column)}>
              {column.cell(row)}
            </th>
          ) : (
            <td key={column.id} className={classOf(column)}>
              {column.cell(row)}
            </td>
          ),
        )}
      </tr>
    );
  }
}

const classOf = <Row,>({ isNumber, isAside }: Column<Row>): string =>
  [isNumber && 'number', isAside && 'aside'].filter(Boolean).join(' ');

const Spacer = ({ height, columns }: { readonly height: number; readonly columns: number }) => (
  <tr className="spacer">
    <td colSpan={columns} style={{ height }} />
  </tr>
);

function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | undefined,
): readonly Row[] {
  const compare = columns.find(({ id }) => id === sorting?.column)?.compare;
  if (!compare) return rows;
  return rows.toSorted(sorting?.isDown ? (one, other) => compare(other, one) : compare);
}
