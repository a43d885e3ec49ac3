import { ACCOMMODATION, PROVIDED_SERVICES, ProviderRegistered } from '@saite/contracts';
import { rowsByTerritory } from '../tables/rows-by-territory.ts';
import { ATVK, TERRITORY } from '../tables/territories.ts';
import { countOf, countsOf, TOTAL } from './columns.ts';

const FORMS = Object.entries(ACCOMMODATION).map(([form, titles]) =>
  countOf(`accommodation_${form}`, titles.lv, titles.en),
);
const ADAPTED = countOf('adapted', 'Pielāgotas telpas', 'Adapted premises');

/** D2: places at which providers give social services (*sociālo pakalpojumu sniedzēji*). */
export const D2 = rowsByTerritory({
  structure: {
    id: 'D2',
    titles: { lv: 'Sociālo pakalpojumu sniedzēji', en: 'Providers of social services' },
    descriptions: {
      lv: 'Sociālo pakalpojumu sniedzēju reģistrā ierakstītās pakalpojuma sniegšanas vietas pēc pakalpojuma, izmitināšanas un telpu pielāgotības, mēneša beigās.',
      en: 'Places of service in the register of providers of social services by service, accommodation and adapted premises, at the end of the month.',
    },
    keywords: {
      lv: ['sociālo pakalpojumu sniedzēji', 'sociālie pakalpojumi'],
      en: ['providers of social services', 'social services'],
    },
    keys: [ATVK, TERRITORY],
    figures: [TOTAL, ...FORMS, ADAPTED, ...countsOf(PROVIDED_SERVICES)],
  },
  source: 'providers',
  data: ProviderRegistered.pick({ services: true, accommodation: true, adapted: true }).strip(),
  countsPersons: false,
  columns: ['total', ...FORMS.map(({ name }) => name), 'adapted', ...Object.keys(PROVIDED_SERVICES)],
  columnLinks: [],
  added: ({ services, accommodation, adapted }) => ({
    counts: [
      ['total', 1],
      [`accommodation_${accommodation}`, 1],
      ['adapted', adapted ? 1 : 0],
      ...[...new Set(services)].map((service) => [service, 1] as const),
    ],
  }),
});
