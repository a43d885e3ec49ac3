import { type DatasetId, type Month, RecordVersion } from '@saite/contracts';
import { type Database, type Transaction, toInstant } from '@saite/runtime';
import type { CataloguedEdition, FileDigest } from '../publication/index.ts';
import type { EarlierEdition } from './cells.ts';
import type { CorrectedRow, Edition, PublishedRow } from './edition.ts';

type Reader = Pick<Transaction | Database, 'query'>;

interface Row {
  readonly dataset: DatasetId;
  readonly period: Month;
  readonly edition: RecordVersion;
  readonly madeAt: Date;
  readonly published: readonly PublishedRow[];
  readonly changes: readonly CorrectedRow[] | null;
}

const COLUMNS = 'dataset, period, edition, made_at AS "madeAt", published, changes';

const headOf = ({
  dataset,
  period,
  edition,
  madeAt,
  changes,
}: Omit<Row, 'published'>): Omit<Edition, 'rows'> => ({
  dataset,
  period,
  edition,
  supersedes: edition === 1 ? null : RecordVersion.parse(edition - 1),
  publishedAt: toInstant(madeAt),
  changes,
});

const editionOf = (row: Row): Edition => ({ ...headOf(row), rows: row.published });

/** Every edition of some data sets for a period, oldest first. */
export async function readEarlier(
  reader: Reader,
  datasets: readonly DatasetId[],
  period: Month,
): Promise<(EarlierEdition & { readonly edition: number })[]> {
  const { rows } = await reader.query<EarlierEdition & { edition: number }>({
    name: 'earlier-editions',
    text: `SELECT dataset, edition, made_at AS "madeAt", published AS rows, hidden FROM statistics.edition
      WHERE dataset = ANY($1) AND period = $2 ORDER BY made_at, dataset`,
    values: [datasets, period],
  });
  return rows;
}

/** The edition that is asked for; the latest one of the latest period if nothing is said. */
export async function readEdition(
  reader: Reader,
  dataset: DatasetId,
  period: Month | undefined,
  edition: number | undefined,
): Promise<Edition | undefined> {
  const { rows } = await reader.query<Row>({
    name: 'read-edition',
    text: `SELECT ${COLUMNS} FROM statistics.edition WHERE dataset = $1
      AND ($2::text IS NULL OR period = $2) AND ($3::int IS NULL OR edition = $3)
      ORDER BY period DESC, edition DESC LIMIT 1`,
    values: [dataset, period ?? null, edition ?? null],
  });
  return rows[0] && editionOf(rows[0]);
}

/** The latest edition of each period, newest period first. */
export async function listEditions(reader: Reader, dataset?: DatasetId): Promise<CataloguedEdition[]> {
  const { rows } = await reader.query<Omit<Row, 'published'> & { readonly files: readonly FileDigest[] }>({
    name: 'list-editions',
    text: `SELECT DISTINCT ON (dataset, period) dataset, period, edition, made_at AS "madeAt", changes, files
      FROM statistics.edition WHERE $1::text IS NULL OR dataset = $1 ORDER BY dataset, period DESC, edition DESC`,
    values: [dataset ?? null],
  });
  return rows.map((row) => ({ ...headOf(row), files: row.files }));
}

/** A new edition, to be told. */
export interface NewEdition {
  readonly edition: Edition;
  readonly madeAt: Date;
  readonly hidden: Readonly<Record<string, number>>;
  readonly files: readonly FileDigest[];
}

export async function writeEditions(
  transaction: Transaction,
  editions: readonly NewEdition[],
): Promise<void> {
  for (const { edition, madeAt, hidden, files } of editions) {
    await transaction.query({
      name: 'write-edition',
      text: `INSERT INTO statistics.edition (dataset, period, edition, made_at, published, changes, hidden, files)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [
        edition.dataset,
        edition.period,
        edition.edition,
        madeAt,
        JSON.stringify(edition.rows),
        edition.changes && JSON.stringify(edition.changes),
        JSON.stringify(hidden),
        JSON.stringify(files),
      ],
    });
  }
}

/** Editions that no catalogue was told of yet, oldest first. */
export async function readUntold(
  reader: Reader,
  limit: number,
): Promise<{ readonly edition: Edition; readonly files: readonly FileDigest[] }[]> {
  const { rows } = await reader.query<Row & { files: readonly FileDigest[] }>({
    name: 'untold-editions',
    text: `SELECT ${COLUMNS}, files FROM statistics.edition WHERE told_at IS NULL ORDER BY made_at, dataset, period, edition LIMIT $1`,
    values: [limit],
  });
  return rows.map((row) => ({ edition: editionOf(row), files: row.files }));
}

export async function markTold(reader: Reader, editions: readonly Edition[], at: Date): Promise<void> {
  await reader.query({
    name: 'editions-told',
    text: `UPDATE statistics.edition SET told_at = $4 FROM unnest($1::text[], $2::text[], $3::int[]) AS told (dataset, period, edition)
      WHERE edition.dataset = told.dataset AND edition.period = told.period AND edition.edition = told.edition`,
    values: [
      editions.map(({ dataset }) => dataset),
      editions.map(({ period }) => period),
      editions.map(({ edition }) => edition),
      at,
    ],
  });
}
