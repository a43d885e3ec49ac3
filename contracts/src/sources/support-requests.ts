import { z } from 'zod';
import { REQUESTED_SERVICES } from '../codes/statistics.ts';
import { cell, codeIn, date } from './cells.ts';
import {
  DATE_FORM,
  personCells,
  personColumns,
  personFacts,
  personFaults,
  personSubject,
  withinFault,
  words,
} from './person-columns.ts';
import { declareSource, faultsOf } from './structure.ts';

/** Services in the community that were asked for in support plans (*individuālie atbalsta plāni*): of SPOLIS. */
export const supportRequests = declareSource({
  source: 'support-requests',
  titles: {
    lv: 'sabiedrībā balstītu pakalpojumu pieprasījumi',
    en: 'requests for services in the community',
  },
  register: 'spolis',
  type: 'spolis.support.requested.v1',
  row: z.strictObject({
    ...personCells,
    service: cell(codeIn(REQUESTED_SERVICES)),
    requested_on: cell(date),
  }),
  columns: {
    ...personColumns,
    service: words('pakalpojums', 'service', 'kods', 'code'),
    requested_on: words('pieprasījuma datums', 'day of the request', ...DATE_FORM),
  },
  namedBy: ['person_code', 'service', 'requested_on'],
  check: (row, month) =>
    faultsOf({
      ...personFaults(row, row.requested_on, month),
      requested_on: withinFault(row.requested_on, month),
    }),
  subject: personSubject,
  facts: (row) => ({ ...personFacts(row), service: row.service, requestedOn: row.requested_on }),
});
