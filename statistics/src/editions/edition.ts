import type { DatasetId, Instant, Month, RecordVersion } from '@saite/contracts';

/** A row as it is published. */
export interface PublishedRow {
  /** Values of the key columns by name, `period` left out. */
  readonly keys: Readonly<Record<string, string>>;
  /** Figures by column: a count, an amount of money as text, or `null` where it is hidden or not known. */
  readonly figures: Readonly<Record<string, number | string | null>>;
  /** Names of the hidden columns, in the order of the columns. */
  readonly suppressed: readonly string[];
}

/** A row of which a corrected edition shows other figures than the one before, among those that both show. */
export interface CorrectedRow {
  readonly keys: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
}

/** An edition of a data set (*datu kopas izdevums*) as everybody may read it. */
export interface Edition {
  readonly dataset: DatasetId;
  readonly period: Month;
  readonly edition: RecordVersion;
  readonly supersedes: RecordVersion | null;
  readonly publishedAt: Instant;
  /** `null` for a first edition. */
  readonly changes: readonly CorrectedRow[] | null;
  readonly rows: readonly PublishedRow[];
}
