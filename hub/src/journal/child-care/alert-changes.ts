import { type CalendarDate, dateOfDayNumber, dayNumber } from '@saite/contracts';
import { type ChildCareDecision, holdsOn, type OpenAlert } from '../../cases/child-care/index.ts';

/** An alert of the journal that is open. */
export interface OpenRow {
  readonly alertId: string;
  readonly key: string;
  readonly recordedAt: Date;
  /** Recipients as they stand in the journal, as JSON. */
  readonly recipients: string;
}

/** What is to be written of a child's alerts. */
export interface AlertChanges<Row extends OpenRow> {
  readonly raise: readonly OpenAlert[];
  readonly clear: readonly { readonly row: Row; readonly clearedOn: CalendarDate }[];
  /** Open ones that stay, with those to whom they go now. */
  readonly keep: readonly { readonly row: Row; readonly alert: OpenAlert }[];
}

/**
 * Holds the journal against what is decided: each condition that holds today has one open alert; one whose condition
 * ended is cleared on the day it ended, one that a later fact voids on the day on which that fact became known.
 *
 * @param rows the open alerts under all codes of the child
 * @param knownOn day in Riga on which the newest fact became known
 */
export function alertChanges<Row extends OpenRow>(
  decision: ChildCareDecision | null,
  rows: readonly Row[],
  today: CalendarDate,
  knownOn: CalendarDate,
): AlertChanges<Row> {
  const day = dayNumber(today);
  const open = new Map((decision?.openAlerts ?? []).map((alert) => [alert.condition.key, alert]));
  const clear: { row: Row; clearedOn: CalendarDate }[] = [];
  const keep: { row: Row; alert: OpenAlert }[] = [];
  const kept = new Set<string>();
  const oldestFirst = [...rows].sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
  for (const row of oldestFirst) {
    const alert = open.get(row.key);
    if (alert && !kept.has(row.key)) {
      kept.add(row.key);
      keep.push({ row, alert });
      continue;
    }
    const condition = decision?.conditions.get(row.key);
    const ended = condition && !holdsOn(condition, day) && condition.to <= day;
    clear.push({ row, clearedOn: ended ? dateOfDayNumber(condition.to) : knownOn });
  }
  return { raise: [...open.values()].filter(({ condition }) => !kept.has(condition.key)), clear, keep };
}
