import type { Upstream } from '@saite/adapter-kit';
import type { DatasetPublished } from '@saite/contracts';
import { SaiteError } from '@saite/runtime';
import type { ClientFile } from './client-file.ts';
import { fetchFile } from './files.ts';
import type { PackageFields, Portal, Upload } from './portal/portal.ts';
import type { PortalPackage, PortalResource } from './portal/protocol.ts';
import { resourceIdOf } from './resource-id.ts';
import { type DatasetNews, type Distribution, missingIn, packageOf, resourceOf } from './translate.ts';

/** What publishing needs. */
export interface Publishing {
  readonly portal: Portal;
  /** The way to Saite's own files. */
  readonly files: Upstream;
  /** Address below which the files lie, without a slash at the end. */
  readonly filesUrl: string;
  readonly client: ClientFile;
}

/** The package that is there belongs to somebody else, or somebody took it away. */
const packageProblem = (code: 'PACKAGE_OF_ANOTHER' | 'PACKAGE_DELETED', message: string) =>
  new SaiteError(code, message);

function requireOurs({ organization, state }: PortalPackage, { organisation }: ClientFile): void {
  if (organization && organization.name !== organisation && organization.id !== organisation)
    throw packageProblem('PACKAGE_OF_ANOTHER', 'the package belongs to another organisation');
  if (state !== 'active') throw packageProblem('PACKAGE_DELETED', 'the package was deleted at the portal');
}

/** Whether the portal shows a newer state of the data set than the one known here. */
const isNewerThere = ({ extras, modified }: PortalPackage, { newest }: DatasetNews): boolean => {
  const there = extras.find(({ key }) => key === 'modified')?.value ?? modified;
  return typeof there === 'string' && there > newest.publishedAt;
};

async function packageAtPortal({ portal, client }: Publishing, news: DatasetNews): Promise<PortalPackage> {
  const wanted = packageOf(client, news);
  const shown = await portal.package(String(wanted.name));
  if (!shown) return portal.createPackage(wanted);
  requireOurs(shown, client);
  const missing: PackageFields = isNewerThere(shown, news) ? {} : missingIn(shown, wanted);
  return Object.keys(missing).length === 0 ? shown : portal.patchPackage(shown.id, missing);
}

const fileNameAt = ({ url }: PortalResource): string => url?.split('/').at(-1) ?? '';

/** The resource of a file: by the id that we gave it, else by its file's name, which CKAN writes in lower case. */
const resourceIn = ({ id, resources }: PortalPackage, { name }: Distribution): PortalResource | undefined =>
  resources.find((resource) => resource.id === resourceIdOf(id, name)) ??
  resources.find((resource) => fileNameAt(resource) === name.toLowerCase());

async function place(
  { portal }: Publishing,
  shown: PortalPackage,
  edition: DatasetPublished,
  distribution: Distribution,
  content: Upload['content'],
): Promise<void> {
  const { name, mediaType, sha256 } = distribution;
  const there = resourceIn(shown, distribution);
  const upload = { name, mediaType, content };
  const fields = resourceOf(edition, distribution);
  if (!there) return portal.createResource(shown.id, resourceIdOf(shown.id, name), fields, upload);
  const known = there.edition ?? 0;
  if (known > edition.recordVersion) return undefined; // an older edition never goes over a newer one
  if (known === edition.recordVersion && there.hash === sha256) return undefined; // a lost answer: it was taken
  return portal.patchResource(there.id, fields, upload);
}

/**
 * Brings an edition to the portal: its data set as a package, each of its files as a resource. What is there is looked
 * at first and only what is missing is sent, so it may be called again at any time, whatever an earlier attempt left.
 */
export async function publishEdition(
  parts: Publishing,
  news: DatasetNews,
  edition: DatasetPublished,
): Promise<void> {
  const files: { readonly distribution: Distribution; readonly content: Upload['content'] }[] = [];
  for (const distribution of edition.distributions)
    files.push({ distribution, content: await fetchFile(parts.files, parts.filesUrl, distribution) });
  const shown = await packageAtPortal(parts, news);
  for (const { distribution, content } of files) await place(parts, shown, edition, distribution, content);
}
