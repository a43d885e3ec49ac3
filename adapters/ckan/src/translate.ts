import type { DatasetPublished } from '@saite/contracts';
import type { ClientFile } from './client-file.ts';
import type { PackageFields, ResourceFields } from './portal/portal.ts';
import type { PortalPackage } from './portal/protocol.ts';
import { tagsOf } from './tags.ts';

export type Distribution = DatasetPublished['distributions'][number];

/** A data set as the portal is to show it: the newest that was told of it, and since when. */
export interface DatasetNews {
  readonly newest: DatasetPublished;
  /** When its first edition was made. */
  readonly issuedAt: string;
}

/** CKAN's id of CC0 1.0. */
export const LICENCE = 'cc-zero';

/** Name of a package in its address (*datu kopas identifikators*). */
export const packageNameOf = ({ namePrefix }: ClientFile, { dataset }: DatasetPublished): string =>
  `${namePrefix}${dataset.toLowerCase()}`;

const dayOf = (instant: string): string => instant.slice(0, 10);

/** The fields that data.gov.lv shows beside a data set, which CKAN by itself does not know. */
const furtherFields = ({ newest, issuedAt }: DatasetNews): Readonly<Record<string, string>> => ({
  title_en: newest.titles.en,
  frequency: 'monthly', // atjaunošanas biežums
  language: 'lv, en', // valoda
  issued: dayOf(issuedAt), // datu izdošanas datums
  modified: newest.publishedAt, // datu pēdējo izmaiņu datums
  spatial: 'LV',
  geospatial: 'false', // ģeotelpiskie dati
  theme: 'http://publications.europa.eu/resource/authority/data-theme/SOCI',
  identifier: newest.dataset,
});

/** Fields of a package: Latvian first, English after it. */
export function packageOf(client: ClientFile, news: DatasetNews): PackageFields {
  const { newest } = news;
  const { lv, en } = newest.descriptions;
  const further = furtherFields(news);
  return {
    name: packageNameOf(client, newest),
    title: newest.titles.lv,
    notes: `${lv}\n\n${en}`,
    license_id: LICENCE,
    owner_org: client.organisation,
    maintainer: client.contact.name,
    maintainer_email: client.contact.email,
    tags: tagsOf([...newest.keywords.lv, ...newest.keywords.en]).map((name) => ({ name })),
    ...(client.fieldsAs === 'fields'
      ? further
      : { extras: Object.entries(further).map(([key, value]) => ({ key, value })) }),
  };
}

/** Which of the wanted fields the portal does not show yet; the order of tags and extras is the portal's own. */
export function missingIn(shown: PortalPackage, wanted: PackageFields): PackageFields {
  const organisation = shown.organization;
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => {
      if (name === 'owner_org') return value !== organisation?.name && value !== organisation?.id;
      return comparable(shown[name]) !== comparable(value);
    }),
  );
}

/** A list as the set of what it names: a portal adds fields of its own to each entry. */
function comparable(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value ?? null);
  const entries = value.map((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return JSON.stringify(entry);
    if ('key' in entry && 'value' in entry) return JSON.stringify([entry.key, entry.value]);
    return 'name' in entry ? JSON.stringify(entry.name) : JSON.stringify(entry);
  });
  return entries.sort().join('\n');
}

/** Where the edition that this one corrects is still read. */
function earlierOf({ supersedes }: DatasetPublished, { url }: Distribution): string | undefined {
  if (supersedes === null) return undefined;
  const earlier = new URL(url);
  earlier.searchParams.set('edition', String(supersedes));
  return earlier.href;
}

function descriptionOf(edition: DatasetPublished, distribution: Distribution): string {
  const { recordVersion, publishedAt, correction } = edition;
  const earlier = earlierOf(edition, distribution);
  const day = dayOf(publishedAt);
  const lv = [
    `${recordVersion}. izdevums, ${day}.`,
    correction?.lv,
    earlier && `Iepriekšējais izdevums: ${earlier}`,
  ];
  const en = [`Edition ${recordVersion}, ${day}.`, correction?.en, earlier && `Earlier edition: ${earlier}`];
  return [lv, en].map((parts) => parts.filter(Boolean).join(' ')).join('\n\n');
}

/** Fields of the resource of one file. */
export const resourceOf = (edition: DatasetPublished, distribution: Distribution): ResourceFields => ({
  name: distribution.titles.lv,
  name_en: distribution.titles.en,
  description: descriptionOf(edition, distribution),
  format: distribution.format,
  mimetype: distribution.mediaType,
  hash: distribution.sha256,
  conformsto: distribution.structure, // mašīnlasāms struktūras apraksts
  period: edition.period,
  edition: String(edition.recordVersion),
});
