import { type DatasetPublished, RecordId } from '@saite/contracts';
import type { DatasetStructure } from '../datasets/structure.ts';
import type { Edition } from '../editions/edition.ts';
import { addressesOf, type DatasetAddresses } from './addresses.ts';
import { correctionOf } from './correction.ts';
import { FORMATS } from './formats.ts';
import type { FileDigest } from './renderings.ts';

/** Name of a file, the same for every edition of the period. */
const fileName = ({ dataset, period }: Edition, { format }: FileDigest): string =>
  `${dataset}-${period}.${FORMATS[format].ending}`;

const distributionOf = (
  { titles }: DatasetStructure,
  edition: Edition,
  addresses: DatasetAddresses,
  file: FileDigest,
): DatasetPublished['distributions'][number] => ({
  name: fileName(edition, file),
  titles: {
    lv: `${titles.lv}, ${edition.period} (${file.format})`,
    en: `${titles.en}, ${edition.period} (${file.format})`,
  },
  format: file.format,
  mediaType: FORMATS[file.format].mediaType,
  url: addresses.file(edition.period, edition.edition, file.format),
  structure: addresses.structure,
  bytes: file.bytes,
  sha256: file.sha256,
});

/**
 * What is told of an edition: the data of `saite.dataset.published.v1`.
 *
 * @param files the edition as it is given out
 * @param baseUrl address at which people open Saite
 */
export const publishedEvent = (
  structure: DatasetStructure,
  edition: Edition,
  files: readonly FileDigest[],
  baseUrl: string,
): DatasetPublished => ({
  recordId: RecordId.parse(`${edition.dataset}-${edition.period}`),
  recordVersion: edition.edition,
  dataset: edition.dataset,
  period: edition.period,
  supersedes: edition.supersedes,
  publishedAt: edition.publishedAt,
  titles: { ...structure.titles },
  descriptions: { ...structure.descriptions },
  correction: correctionOf(edition),
  keywords: { lv: [...structure.keywords.lv], en: [...structure.keywords.en] },
  distributions: files.map((file) =>
    distributionOf(structure, edition, addressesOf(baseUrl, structure.id), file),
  ),
});
