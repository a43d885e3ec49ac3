import type { PackageData } from './rules.ts';

/** A resource as it is kept: fields as they were given, and what the portal adds. */
export interface StoredResource {
  readonly id: string;
  /** Fields as a caller gave them, those that CKAN does not know too. */
  readonly given: Readonly<Record<string, string>>;
  /** Name of the uploaded file, as the portal writes it; `undefined` for a link. */
  readonly fileName?: string | undefined;
  readonly size?: number | undefined;
  readonly created: string;
  readonly lastModified?: string | undefined;
  readonly metadataModified: string;
}

export interface StoredPackage {
  readonly id: string;
  readonly data: PackageData;
  readonly created: string;
  readonly modified: string;
  readonly resources: readonly StoredResource[];
}
