import { extname } from 'node:path';
import type { StoredPackage, StoredResource } from './stored.ts';
import { ORGANISATION } from './users.ts';

/** Licences that the portal knows by name (ckan/model/license.py); CKAN takes any other id as well. */
const LICENCES: Readonly<Record<string, { readonly title: string; readonly url: string }>> = {
  'cc-zero': {
    title: 'Creative Commons CCZero',
    url: 'http://www.opendefinition.org/licenses/cc-zero',
  },
  'cc-by': {
    title: 'Creative Commons Attribution',
    url: 'http://www.opendefinition.org/licenses/cc-by',
  },
};

const MIME_TYPES: Readonly<Record<string, string>> = { '.csv': 'text/csv', '.json': 'application/json' };

/** Instants as CKAN writes them: UTC, without a zone. */
const naive = (instant: string): string => instant.replace('Z', '');

/** @param site address of the portal with its base path */
export function shownResource(
  { id: packageId }: StoredPackage,
  resource: StoredResource,
  position: number,
  site: string,
): ShownResource {
  const { id, given, fileName, size, created, lastModified, metadataModified } = resource;
  return {
    cache_last_updated: null,
    cache_url: null,
    description: null,
    format: '',
    hash: '',
    mimetype_inner: null,
    name: null,
    resource_type: null,
    ...given,
    id,
    package_id: packageId,
    position,
    created: naive(created),
    last_modified: lastModified ? naive(lastModified) : null,
    metadata_modified: naive(metadataModified),
    mimetype: given.mimetype ?? MIME_TYPES[extname(fileName ?? '')] ?? null,
    size: size ?? null,
    state: 'active',
    url: fileName ? `${site}/dataset/${packageId}/resource/${id}/download/${fileName}` : (given.url ?? ''),
    url_type: fileName ? 'upload' : null,
  };
}

export type ShownResource = Readonly<Record<string, unknown>> & { readonly id: string };
export type ShownPackage = Readonly<Record<string, unknown>> & {
  readonly resources: readonly ShownResource[];
};

/** A package as `package_show` gives it. */
export function shownPackage(stored: StoredPackage, site: string): ShownPackage {
  const { id, data, created, modified, resources } = stored;
  const licence = LICENCES[data.license_id ?? ''];
  return {
    ...data,
    id,
    title: data.title || data.name,
    owner_org: ORGANISATION.id,
    organization: {
      ...ORGANISATION,
      type: 'organization',
      is_organization: true,
      state: 'active',
      approval_status: 'approved',
    },
    isopen: licence !== undefined,
    license_title: licence?.title ?? data.license_id ?? null,
    ...(licence ? { license_url: licence.url } : {}),
    metadata_created: naive(created),
    metadata_modified: naive(modified),
    private: false,
    state: 'active',
    type: 'dataset',
    groups: [],
    tags: data.tags.map(({ name }) => ({ name, display_name: name, state: 'active', vocabulary_id: null })),
    num_tags: data.tags.length,
    extras: data.extras.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    resources: resources.map((resource, index) => shownResource(stored, resource, index, site)),
    num_resources: resources.length,
    relationships_as_subject: [],
    relationships_as_object: [],
  };
}
