import type { Json } from '../json-document.ts';
import { concept, inBoth } from './nodes.ts';

/** The Ministry of Welfare (*Labklājības ministrija*), which publishes the data. */
export const PUBLISHER: Json = {
  '@id': 'https://www.lm.gov.lv/',
  '@type': 'foaf:Agent',
  'foaf:name': inBoth({ lv: 'Labklājības ministrija', en: 'Ministry of Welfare of the Republic of Latvia' }),
  'dct:type': concept('http://purl.org/adms/publishertype/NationalAuthority', {
    lv: 'Valsts iestāde',
    en: 'National authority',
  }),
};

/** Whom to ask about the data (*kontaktinformācija*). */
export const CONTACT: Json = {
  '@type': ['vcard:Kind', 'vcard:Organization'],
  'vcard:fn': inBoth({ lv: 'Labklājības ministrija', en: 'Ministry of Welfare of the Republic of Latvia' }),
  'vcard:hasEmail': { '@id': 'mailto:lm@lm.gov.lv' },
  'vcard:hasURL': { '@id': 'https://www.lm.gov.lv/' },
};
