/** Vocabularies of the metadata, written into each document: a reader needs nothing from elsewhere. */
export const CONTEXT = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  geo: 'http://www.opengis.net/ont/geosparql#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

const AUTHORITY = 'http://publications.europa.eu/resource/authority';

/** Values of the EU's authority tables, which DCAT-AP asks for. */
export const AUTHORITY_VALUES = {
  theme: `${AUTHORITY}/data-theme/SOCI`,
  country: `${AUTHORITY}/country/LVA`,
  frequency: `${AUTHORITY}/frequency/MONTHLY`,
  licence: `${AUTHORITY}/licence/CC0`,
  access: `${AUTHORITY}/access-right/PUBLIC`,
  availability: `${AUTHORITY}/planned-availability/STABLE`,
  languages: { lv: `${AUTHORITY}/language/LAV`, en: `${AUTHORITY}/language/ENG` },
  formats: { CSV: `${AUTHORITY}/file-type/CSV`, JSON: `${AUTHORITY}/file-type/JSON` },
} as const;
