import type { Month, SourceFileAccepted } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { Stale } from './stale.ts';
import type { StoredRow } from './stored.ts';

/** Keeps rows of the sources' files; they count once their file is whole. */
export async function takeRows(transaction: Transaction, rows: readonly StoredRow[]): Promise<void> {
  if (rows.length === 0) return;
  await transaction.query({
    name: 'keep-rows',
    text: `INSERT INTO statistics.source_row (source, period, version, record_id, subject, data)
      SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::json[]) AS row (source, period, version, record_id, subject, data)
      WHERE NOT EXISTS (SELECT FROM statistics.source_file file WHERE file.source = row.source AND file.period = row.period
        AND file.version > row.version AND file.complete)
      ON CONFLICT DO NOTHING`,
    values: [
      rows.map(({ source }) => source),
      rows.map(({ period }) => period),
      rows.map(({ version }) => version),
      rows.map(({ recordId }) => recordId),
      rows.map(({ subject }) => subject),
      rows.map(({ data }) => JSON.stringify(data)),
    ],
  });
}

/** Keeps the word that a file was taken, which may come before its last rows. */
export async function takeFile(transaction: Transaction, file: SourceFileAccepted): Promise<void> {
  await transaction.query(
    `INSERT INTO statistics.source_file (source, period, version, rows) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [file.source, file.period, file.recordVersion, file.rows],
  );
}

/**
 * Lets the files count of which every row is here; the rows of the versions before go.
 *
 * @returns months to be counted again
 */
export async function completeFiles(
  transaction: Transaction,
  touched: readonly { readonly source: string; readonly period: Month }[],
): Promise<Stale[]> {
  if (touched.length === 0) return [];
  const { rows: complete } = await transaction.query<{ source: string; period: Month; version: number }>(
    `UPDATE statistics.source_file file SET complete = true
     FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS key (source, period)) AS touched
     WHERE file.source = touched.source AND file.period = touched.period AND NOT complete
       AND NOT EXISTS (SELECT FROM statistics.source_file newer WHERE newer.source = file.source
         AND newer.period = file.period AND newer.version > file.version AND newer.complete)
       AND rows <= (SELECT count(*) FROM statistics.source_row row WHERE row.source = file.source
         AND row.period = file.period AND row.version = file.version)
     RETURNING file.source, file.period, file.version`,
    [touched.map(({ source }) => source), touched.map(({ period }) => period)],
  );
  for (const { source, period, version } of complete) {
    const older = [source, period, version];
    await transaction.query(
      'UPDATE statistics.source_file SET complete = false WHERE source = $1 AND period = $2 AND version < $3',
      older,
    );
    await transaction.query(
      'DELETE FROM statistics.source_row WHERE source = $1 AND period = $2 AND version < $3',
      older,
    );
  }
  return complete.map(({ source, period }) => ({ what: source, from: period, to: period }));
}
