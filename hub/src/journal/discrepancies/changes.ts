import { isDeepStrictEqual } from 'node:util';
import { type CalendarDate, dateOfDayNumber, type Recipient } from '@saite/contracts';
import type { Contradiction, NamedFact } from '../../cases/discrepancies/index.ts';

/** What the journal says of a discrepancy. */
export interface Said {
  readonly since: CalendarDate;
  readonly facts: readonly NamedFact[];
  readonly audience: readonly Recipient[];
}

/** A discrepancy of the journal that is open. */
export interface OpenRow extends Said {
  readonly key: string;
  readonly foundAt: Date;
}

/** What is to be written of a person's discrepancies. */
export interface DiscrepancyChanges<Row extends OpenRow> {
  readonly find: readonly Contradiction[];
  /** Those of which later facts say something else, with what is said from now on. */
  readonly tell: readonly { readonly row: Row; readonly said: Said }[];
  readonly resolve: readonly Row[];
}

export const saidOf = ({ since, facts, audience }: Contradiction): Said => ({
  since: dateOfDayNumber(since),
  facts,
  audience,
});

/**
 * Holds the journal against what is decided: each contradiction has one open discrepancy, and each discrepancy whose
 * facts agree is resolved.
 *
 * @param rows the open discrepancies under all codes of the person
 */
export function discrepancyChanges<Row extends OpenRow>(
  open: readonly Contradiction[],
  rows: readonly Row[],
): DiscrepancyChanges<Row> {
  const wanted = new Map(open.map((contradiction) => [contradiction.key, contradiction]));
  const tell: { row: Row; said: Said }[] = [];
  const resolve: Row[] = [];
  // Two codes that became one person's may each have told the same: the older one stays.
  const oldestFirst = [...rows].sort((a, b) => a.foundAt.getTime() - b.foundAt.getTime());
  for (const row of oldestFirst) {
    const contradiction = wanted.get(row.key);
    wanted.delete(row.key);
    if (!contradiction) {
      resolve.push(row);
      continue;
    }
    const said = saidOf(contradiction);
    const { since, facts, audience } = row;
    if (!isDeepStrictEqual({ since, facts, audience }, said)) tell.push({ row, said });
  }
  return { find: [...wanted.values()], tell, resolve };
}
