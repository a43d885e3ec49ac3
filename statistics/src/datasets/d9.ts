import { REQUESTED_SERVICES } from '@saite/contracts';
import { attributesOf } from '../persons/attributes.ts';
import { byTerritory } from '../tables/by-territory.ts';
import { ATVK, TERRITORY } from '../tables/territories.ts';
import { countsOf, TOTAL } from './columns.ts';

/** D9: persons who asked for services in the community (*sabiedrībā balstīto pakalpojumu pieprasījumi*). */
export const D9 = byTerritory({
  structure: {
    id: 'D9',
    titles: {
      lv: 'Sabiedrībā balstīto sociālo pakalpojumu pieprasījumi',
      en: 'Requests for community-based social services',
    },
    descriptions: {
      lv: 'Personas, kuras mēnesī pieprasījušas sabiedrībā balstītus sociālos pakalpojumus, pēc pakalpojuma un deklarētās dzīvesvietas mēneša beigās. Viena persona var būt pieprasījusi vairākus pakalpojumus; pieprasījumi skaitīti personās.',
      en: 'Persons who asked for community-based social services in the month, by service and declared residence at its end. One person may have asked for several services; requests are counted as persons.',
    },
    keywords: {
      lv: ['sabiedrībā balstīti pakalpojumi', 'deinstitucionalizācija'],
      en: ['community-based services', 'deinstitutionalisation'],
    },
    keys: [ATVK, TERRITORY],
    figures: [TOTAL, ...countsOf(REQUESTED_SERVICES)],
  },
  source: 'support-requests',
  restsOn: ['support-requests', 'persons'],
  columnLinks: [{ kind: 'cover', total: 'total', parts: Object.keys(REQUESTED_SERVICES) }],
  counted(person, frame) {
    const requests = person.requests.filter(({ period }) => period === frame.period);
    const [first] = requests;
    if (!first) return undefined;
    const { territory } = attributesOf(person, frame, first);
    return { territory, columns: ['total', ...requests.map(({ service }) => service)] };
  },
});
