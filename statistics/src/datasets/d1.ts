import { TECHNICAL_AIDS } from '@saite/contracts';
import { attributesOf } from '../persons/attributes.ts';
import { byTerritory } from '../tables/by-territory.ts';
import { ATVK, TERRITORY } from '../tables/territories.ts';
import { countsOf, TOTAL } from './columns.ts';

/** D1: persons who got technical aids (*tehniskie palīglīdzekļi*, TPL) in the month. */
export const D1 = byTerritory({
  structure: {
    id: 'D1',
    titles: {
      lv: 'Personas, kuras saņēmušas tehniskos palīglīdzekļus',
      en: 'Persons who received technical aids',
    },
    descriptions: {
      lv: 'Personas, kuras mēnesī saņēmušas tehniskos palīglīdzekļus, pēc palīglīdzekļa klases un deklarētās dzīvesvietas mēneša beigās. Viena persona var būt saņēmusi vairāku klašu palīglīdzekļus.',
      en: 'Persons who received technical aids in the month, by class of the aid and by declared residence at its end. One person may have received aids of several classes.',
    },
    keywords: {
      lv: ['tehniskie palīglīdzekļi', 'sociālie pakalpojumi'],
      en: ['technical aids', 'social services'],
    },
    keys: [ATVK, TERRITORY],
    figures: [TOTAL, ...countsOf(TECHNICAL_AIDS)],
  },
  source: 'technical-aids',
  restsOn: ['technical-aids', 'persons'],
  columnLinks: [{ kind: 'cover', total: 'total', parts: Object.keys(TECHNICAL_AIDS) }],
  counted(person, frame) {
    const aids = person.aids.filter(({ period }) => period === frame.period);
    const [first] = aids;
    if (!first) return undefined;
    const { territory } = attributesOf(person, frame, first);
    return { territory, columns: ['total', ...aids.map(({ aid }) => aid)] };
  },
});
