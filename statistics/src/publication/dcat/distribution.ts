import type { DatasetStructure } from '../../datasets/structure.ts';
import type { Edition } from '../../editions/edition.ts';
import type { DatasetAddresses } from '../addresses.ts';
import { correctionOf } from '../correction.ts';
import { FORMATS } from '../formats.ts';
import type { Json } from '../json-document.ts';
import type { FileDigest } from '../renderings.ts';
import { AUTHORITY_VALUES } from './context.ts';
import { coverageOf } from './coverage.ts';
import { concept, inBoth, LANGUAGES, LICENCE, thing, typed } from './nodes.ts';

/** An edition as the catalogue tells of it: what it is, and its files as they are given out. */
export interface CataloguedEdition extends Omit<Edition, 'rows'> {
  readonly files: readonly FileDigest[];
}

function descriptionOf(edition: CataloguedEdition): Json {
  const correction = correctionOf(edition);
  return inBoth({
    lv: `${edition.edition}. izdevums.${correction ? ` ${correction.lv}` : ''}`,
    en: `Edition ${edition.edition}.${correction ? ` ${correction.en}` : ''}`,
  });
}

/** A file of an edition as a distribution (*datu kopas izplatīšanas veids*). */
export function distributionOf(
  { titles }: DatasetStructure,
  edition: CataloguedEdition,
  addresses: DatasetAddresses,
  file: FileDigest,
): Json {
  const url = addresses.file(edition.period, edition.edition, file.format);
  const { mediaType } = FORMATS[file.format];
  return {
    '@id': url,
    '@type': 'dcat:Distribution',
    'dct:title': inBoth({
      lv: `${titles.lv}, ${edition.period} (${file.format})`,
      en: `${titles.en}, ${edition.period} (${file.format})`,
    }),
    'dct:description': descriptionOf(edition),
    'dcat:accessURL': { '@id': addresses.dataset },
    'dcat:downloadURL': { '@id': url },
    'dcat:mediaType': thing(`https://www.iana.org/assignments/media-types/${mediaType}`, 'dct:MediaType'),
    'dct:format': thing(AUTHORITY_VALUES.formats[file.format], 'dct:MediaTypeOrExtent'),
    'dcat:byteSize': typed('xsd:nonNegativeInteger', String(file.bytes)),
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' },
      'spdx:checksumValue': typed('xsd:hexBinary', file.sha256),
    },
    'dct:issued': typed('xsd:dateTime', edition.publishedAt),
    'dct:temporal': coverageOf([edition.period]),
    'dct:language': LANGUAGES,
    'dct:license': LICENCE,
    'dct:conformsTo': thing(addresses.structure, 'dct:Standard'),
    'dcatap:availability': concept(AUTHORITY_VALUES.availability, { lv: 'pastāvīgi', en: 'stable' }),
  };
}
