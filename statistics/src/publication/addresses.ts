import type { DatasetId, Month, RecordVersion } from '@saite/contracts';
import type { FileFormat } from './formats.ts';

/**
 * Addresses of a data set at Saite. The format stands in the address of a file, since who follows a link from a
 * catalogue sends no `Accept` header that could tell it.
 */
export interface DatasetAddresses {
  /** The data set: the latest edition of its latest period. */
  readonly dataset: string;
  /** Machine-readable description of the columns. */
  readonly structure: string;
  /** Metadata by DCAT-AP. */
  readonly metadata: string;
  /** Exactly one edition in one format. */
  readonly file: (period: Month, edition: RecordVersion, format: FileFormat) => string;
}

/** @param baseUrl address at which people open Saite, with or without a slash at the end */
export function addressesOf(baseUrl: string, id: DatasetId): DatasetAddresses {
  const dataset = `${baseUrl.replace(/\/+$/, '')}/v1/datasets/${id}`;
  return {
    dataset,
    structure: `${dataset}/structure`,
    metadata: `${dataset}/metadata`,
    file: (period, edition, format) =>
      `${dataset}?period=${period}&edition=${edition}&format=${format.toLowerCase()}`,
  };
}
