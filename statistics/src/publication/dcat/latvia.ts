import type { Json } from '../json-document.ts';
import { AUTHORITY_VALUES } from './context.ts';
import { inBoth, typed } from './nodes.ts';

/** The country that the data are about; their rows name its territories by ATVK. Degrees of longitude and latitude. */
export const LATVIA: Json = {
  '@id': AUTHORITY_VALUES.country,
  '@type': 'dct:Location',
  'skos:prefLabel': inBoth({ lv: 'Latvija', en: 'Latvia' }),
  'dcat:centroid': typed('geo:wktLiteral', 'POINT(24.6 56.88)'),
  'dcat:bbox': typed(
    'geo:wktLiteral',
    'POLYGON((20.97 55.67,28.25 55.67,28.25 58.09,20.97 58.09,20.97 55.67))',
  ),
};
