import { z } from 'zod';
import { CellFault, cell, cellOrEmpty, date } from './cells.ts';
import {
  DATE_FORM,
  personCells,
  personColumns,
  personFacts,
  personFaults,
  personSubject,
  words,
} from './person-columns.ts';
import { declareSource, faultsOf } from './structure.ts';

/** Whoever was registered as unemployed (*reģistrētie bezdarbnieki*) on a day of the month: of NVA's BURVIS. */
export const unemployed = declareSource({
  source: 'unemployed',
  titles: { lv: 'reģistrētie bezdarbnieki', en: 'registered unemployed' },
  register: 'burvis',
  type: 'burvis.unemployment.recorded.v1',
  row: z.strictObject({ ...personCells, status_from: cell(date), status_to: cellOrEmpty(date) }),
  columns: {
    ...personColumns,
    status_from: words('statuss no', 'first day of the status', ...DATE_FORM),
    status_to: words(
      'statuss līdz',
      'last day of the status',
      'datums GGGG-MM-DD, ieskaitot; tukšs, ja statuss turpinās',
      'date YYYY-MM-DD, included; empty while it lasts',
    ),
  },
  namedBy: ['person_code', 'status_from'],
  check: (row, month) => {
    const { status_from: since, status_to: until } = row;
    const outside = new CellFault('DATE_OUTSIDE_PERIOD', month.period);
    return faultsOf({
      ...personFaults(row, since, month),
      status_from: since > month.lastDay ? outside : undefined,
      status_to: lastDayFault(since, until, month.firstDay, outside),
    });
  },
  subject: personSubject,
  facts: (row) => ({ ...personFacts(row), since: row.status_from, until: row.status_to }),
});

/** An end after the month is no fault: it was known when the file was made. */
function lastDayFault(since: string, until: string | null, firstDay: string, outside: CellFault) {
  if (until === null) return undefined;
  if (until < since) return new CellFault('DATES_NOT_IN_ORDER');
  return until < firstDay ? outside : undefined;
}
