import { RecipientsReported, VSAA_SERVICES } from '@saite/contracts';
import { rowsByTerritory } from '../tables/rows-by-territory.ts';
import { ATVK, TERRITORY } from '../tables/territories.ts';
import { countsOf } from './columns.ts';

/** D8: recipients of services that VSAA administers (*VSAA administrēto pakalpojumu saņēmēji*). */
export const D8 = rowsByTerritory({
  structure: {
    id: 'D8',
    titles: {
      lv: 'VSAA administrēto pakalpojumu saņēmēji',
      en: 'Recipients of services administered by VSAA',
    },
    descriptions: {
      lv: 'Personas, kurām mēnesī izmaksāti VSAA administrēti pakalpojumi, pēc pakalpojuma un deklarētās dzīvesvietas. Viena persona var saņemt vairākus pakalpojumus, kopskaits nav zināms. Avots: VSAA.',
      en: 'Persons who were paid services administered by VSAA in the month, by service and declared residence. One person may receive several services; their total is not known. Source: VSAA.',
    },
    keywords: { lv: ['pensijas', 'pabalsti', 'VSAA'], en: ['pensions', 'benefits', 'VSAA'] },
    keys: [ATVK, TERRITORY],
    figures: countsOf(VSAA_SERVICES),
  },
  source: 'recipients',
  data: RecipientsReported.pick({ service: true, persons: true }).strip(),
  countsPersons: true,
  columns: Object.keys(VSAA_SERVICES),
  columnLinks: [],
  added: ({ service, persons }) => ({ counts: [[service, persons]] }),
});
