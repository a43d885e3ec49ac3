import type { Titles } from '@saite/contracts';
import type { Json } from '../json-document.ts';
import { AUTHORITY_VALUES } from './context.ts';

/** A text in both languages. */
export const inBoth = ({ lv, en }: Titles): Json => [
  { '@value': lv, '@language': 'lv' },
  { '@value': en, '@language': 'en' },
];

export const typed = (type: string, value: string): Json => ({ '@type': type, '@value': value });

/** A thing that stands elsewhere, with its class: a reader that checks the classes need not fetch it. */
export const thing = (id: string, type: string): Json => ({ '@id': id, '@type': type });

export const LANGUAGES: Json = [
  thing(AUTHORITY_VALUES.languages.lv, 'dct:LinguisticSystem'),
  thing(AUTHORITY_VALUES.languages.en, 'dct:LinguisticSystem'),
];

/** A value of a vocabulary, with its name. */
export const concept = (id: string, name: Titles): Json => ({
  '@id': id,
  '@type': 'skos:Concept',
  'skos:prefLabel': inBoth(name),
});

/** CC0 1.0: nobody keeps a right in it. */
export const LICENCE: Json = {
  '@id': AUTHORITY_VALUES.licence,
  '@type': 'dct:LicenseDocument',
  'dct:type': concept('http://purl.org/adms/licencetype/PublicDomain', {
    lv: 'Sabiedrības īpašums',
    en: 'Work in the public domain',
  }),
};
