import { z } from 'zod';
import { VSAA_SERVICES } from '../codes/statistics.ts';
import { cell, codeIn, territoryCode, wholeNumber } from './cells.ts';
import { TERRITORY_FORM, words } from './person-columns.ts';
import { declareSource, faultsOf } from './structure.ts';
import { territoryFault } from './territory.ts';

/** Recipients of the services that VSAA administers (*VSAA administrēto pakalpojumu saņēmēji*): of its SAIS. */
export const recipients = declareSource({
  source: 'recipients',
  titles: { lv: 'VSAA administrēto pakalpojumu saņēmēji', en: 'recipients of services of VSAA' },
  register: 'sais',
  type: 'sais.recipients.reported.v1',
  row: z.strictObject({
    atvk: cell(territoryCode, 'TOTAL_ROW'), // a number of recipients without a territory is their sum
    service: cell(codeIn(VSAA_SERVICES)),
    persons: cell(wholeNumber),
  }),
  columns: {
    atvk: words('deklarētā dzīvesvieta', 'declared residence', ...TERRITORY_FORM),
    service: words('pakalpojums', 'service', 'kods', 'code'),
    persons: words('saņēmēju skaits', 'recipients', 'vesels skaitlis', 'whole number'),
  },
  namedBy: ['atvk', 'service'],
  check: ({ atvk }, month) => faultsOf({ atvk: territoryFault(atvk, month) }),
  subject: ({ atvk }) => ({ kind: 'territory', atvk }),
  facts: ({ service, persons }) => ({ service, persons }),
});
