import type { DatasetStructure } from '../../datasets/structure.ts';
import { addressesOf } from '../addresses.ts';
import { correctionOf } from '../correction.ts';
import type { Json, JsonDocument } from '../json-document.ts';
import { AUTHORITY_VALUES, CONTEXT } from './context.ts';
import { coverageOf } from './coverage.ts';
import { type CataloguedEdition, distributionOf } from './distribution.ts';
import { LATVIA } from './latvia.ts';
import { concept, inBoth, LANGUAGES, thing, typed } from './nodes.ts';
import { CONTACT, PUBLISHER } from './publisher.ts';

function keywordsOf({ keywords }: DatasetStructure): Json[] {
  const inOne = (language: 'lv' | 'en') =>
    keywords[language].map((word) => ({ '@value': word, '@language': language }));
  return [...inOne('lv'), ...inOne('en')];
}

/** What corrected editions say of themselves, each with its period. */
const versionNotesOf = (editions: readonly CataloguedEdition[]): Json[] =>
  editions.flatMap((edition) => {
    const correction = correctionOf(edition);
    if (!correction) return [];
    return [
      inBoth({
        lv: `${edition.period}, ${edition.edition}. izdevums: ${correction.lv}`,
        en: `${edition.period}, edition ${edition.edition}: ${correction.en}`,
      }),
    ].flat();
  });

/** When it was published first and last, what it covers, and which edition is the newest. */
function historyOf(editions: readonly CataloguedEdition[]): JsonDocument {
  const byTime = editions.toSorted((a, b) => (a.publishedAt < b.publishedAt ? -1 : 1));
  const [first, newest] = [byTime[0], byTime.at(-1)];
  if (!first || !newest) return {};
  return {
    'dct:issued': typed('xsd:dateTime', first.publishedAt),
    'dct:modified': typed('xsd:dateTime', newest.publishedAt),
    'dct:temporal': coverageOf(editions.map(({ period }) => period)),
    'dcat:version': `${newest.period}/${newest.edition}`,
    'adms:versionNotes': versionNotesOf(byTime),
  };
}

/**
 * Metadata of a data set (*datu kopas metadati*) by DCAT-AP 3.0.1, as JSON-LD: what it is, who publishes it, and each
 * edition in each format as a distribution.
 *
 * @param editions of each period at least the latest one; earlier ones that are named stay reachable
 * @param baseUrl address at which people open Saite
 */
export function datasetAsDcat(
  structure: DatasetStructure,
  editions: readonly CataloguedEdition[],
  baseUrl: string,
): JsonDocument {
  const addresses = addressesOf(baseUrl, structure.id);
  return {
    '@context': CONTEXT,
    '@id': addresses.dataset,
    '@type': 'dcat:Dataset',
    'dct:identifier': addresses.dataset,
    'dct:title': inBoth(structure.titles),
    'dct:description': inBoth(structure.descriptions),
    'dcat:keyword': keywordsOf(structure),
    'dct:publisher': PUBLISHER,
    'dcat:contactPoint': CONTACT,
    'dcat:theme': concept(AUTHORITY_VALUES.theme, {
      lv: 'Iedzīvotāji un sabiedrība',
      en: 'Population and society',
    }),
    'dct:accessRights': thing(AUTHORITY_VALUES.access, 'dct:RightsStatement'),
    'dct:spatial': LATVIA,
    'dct:accrualPeriodicity': thing(AUTHORITY_VALUES.frequency, 'dct:Frequency'),
    'dcat:temporalResolution': typed('xsd:duration', 'P1M'),
    'dct:language': LANGUAGES,
    'dct:conformsTo': thing(addresses.structure, 'dct:Standard'),
    ...historyOf(editions),
    'dcat:distribution': editions.flatMap((edition) =>
      edition.files.map((file) => distributionOf(structure, edition, addresses, file)),
    ),
  };
}
