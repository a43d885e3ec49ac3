import { createHash } from 'node:crypto';
import { type DatasetId, DatasetPublished, type EventOf } from '@saite/contracts';
import { eventIdOf, type KeyRing } from '@saite/identity';

export interface MadeEdition {
  readonly dataset?: DatasetId;
  readonly period?: string;
  readonly edition?: number;
  readonly publishedAt?: string;
  readonly title?: string;
  /** Content of the files, by what makes an edition's differ from another's. */
  readonly figure?: number;
}

/** A file of a made edition, with its path at Saite. */
export interface MadeFile {
  readonly path: string;
  readonly content: string;
}

const FORMATS = { CSV: 'text/csv', JSON: 'application/json' } as const;
type Format = keyof typeof FORMATS;

const contentOf = (format: Format, figure: number): string =>
  format === 'CSV' ? `atvk,children\r\n0001000,${figure}\r\n` : JSON.stringify({ rīga: figure });

const namesOf = (made: MadeEdition) => ({
  dataset: made.dataset ?? 'D3',
  period: made.period ?? '2026-10',
  edition: made.edition ?? 1,
});

/** The files of an edition as Saite gives them. */
export function filesOf(made: MadeEdition): Record<Format, MadeFile> {
  const { dataset, period, edition } = namesOf(made);
  const file = (format: Format): MadeFile => ({
    path: `/v1/datasets/${dataset}?period=${period}&edition=${edition}&format=${format.toLowerCase()}`,
    content: contentOf(format, made.figure ?? edition * 10),
  });
  return { CSV: file('CSV'), JSON: file('JSON') };
}

/** @param base address of Saite's files */
export function dataOf(base: string, made: MadeEdition): DatasetPublished {
  const { dataset, period, edition } = namesOf(made);
  const files = filesOf(made);
  const title = made.title ?? 'Bērni ar invaliditāti';
  const distribution = (format: Format) => ({
    name: `${dataset}-${period}.${format.toLowerCase()}`,
    titles: { lv: `${title}, ${period} (${format})`, en: `Children, ${period} (${format})` },
    format,
    mediaType: FORMATS[format],
    url: `${base}${files[format].path}`,
    structure: `${base}/v1/datasets/${dataset}/structure`,
    bytes: Buffer.byteLength(files[format].content),
    sha256: createHash('sha256').update(files[format].content).digest('hex'),
  });
  return DatasetPublished.parse({
    recordId: `${dataset}-${period}`,
    recordVersion: edition,
    dataset,
    period,
    supersedes: edition === 1 ? null : edition - 1,
    publishedAt: made.publishedAt ?? `2026-11-0${edition}T06:00:00Z`,
    titles: { lv: title, en: 'Children with a disability' },
    descriptions: { lv: 'Bērni pēc teritorijas.', en: 'Children by territory.' },
    correction:
      edition === 1 ? null : { lv: 'Labots 1 rādītājs 1 rindā.', en: '1 figure in 1 row was corrected.' },
    keywords: { lv: ['invaliditāte', 'bērni (līdz 18)'], en: ['disability'] },
    distributions: [distribution('CSV'), distribution('JSON')],
  });
}

export const published = (keys: KeyRing, data: DatasetPublished): EventOf<'saite.dataset.published.v1'> => ({
  specversion: '1.0',
  id: eventIdOf(keys, 'saite.dataset.published.v1', data.recordId, data.recordVersion),
  source: '/saite',
  type: 'saite.dataset.published.v1',
  subject: data.dataset,
  time: data.publishedAt,
  datacontenttype: 'application/json',
  data,
});
