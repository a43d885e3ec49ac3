import { randomUUID } from 'node:crypto';
import { type Action, type ActionCall, type PlayedPortal, requireUser, textIn } from './action.ts';
import { invalid, notFound } from './errors.ts';
import { fileNameOf } from './file-name.ts';
import { shownResource } from './shown.ts';
import type { StoredPackage, StoredResource } from './stored.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Fields that the portal sets by itself. */
const OWN = new Set(['id', 'package_id', 'position', 'created', 'last_modified', 'size', 'state', 'upload']);

const givenIn = (data: ActionCall['data']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => (OWN.has(name) ? [] : [[name, String(value)]])),
  );

interface Place {
  readonly stored: StoredPackage;
  readonly resource: StoredResource;
}

const placeOf = ({ catalogue }: PlayedPortal, id: string): Place | undefined => {
  for (const stored of catalogue.all()) {
    const resource = stored.resources.find((one) => one.id === id);
    if (resource) return { stored, resource };
  }
  return undefined;
};

const missing = () => notFound('Resource was not found.');

export const resourceShow: Action = async ({ data }, portal) => {
  const place = placeOf(portal, textIn(data, 'id'));
  if (!place) throw missing();
  return shownIn(portal, place.stored, place.resource);
};

const shownIn = ({ site }: PlayedPortal, stored: StoredPackage, resource: StoredResource) =>
  shownResource(stored, resource, stored.resources.indexOf(resource), site);

/** Writes the file first: a resource never shows a file that is not there. */
async function save(
  portal: PlayedPortal,
  { stored, resource }: Place,
  upload: ActionCall['upload'],
): Promise<unknown> {
  const { catalogue, clock } = portal;
  const now = clock.now().toISOString();
  if (upload) await catalogue.writeFile(resource.id, upload.content);
  const changed: StoredResource = {
    ...resource,
    ...(upload
      ? { fileName: fileNameOf(upload.name), size: upload.content.byteLength, lastModified: now }
      : {}),
    metadataModified: now,
  };
  const current = catalogue.find(stored.id) ?? stored;
  const isThere = current.resources.some(({ id }) => id === resource.id);
  const resources = isThere
    ? current.resources.map((one) => (one.id === resource.id ? changed : one))
    : [...current.resources, changed];
  const put = { ...current, resources, modified: now };
  await catalogue.put(put);
  return shownIn(portal, put, changed);
}

/** An id that the caller chose is taken; the same one again in the same package is the same resource, as in CKAN. */
export const resourceCreate: Action = async (call, portal) => {
  requireUser(call, 'resource_create');
  const stored = portal.catalogue.find(textIn(call.data, 'package_id'));
  if (!stored) throw notFound();
  const id = typeof call.data.id === 'string' && call.data.id !== '' ? call.data.id : randomUUID();
  if (!UUID.test(id)) throw invalid({ id: ['Invalid UUID'] });
  const there = placeOf(portal, id);
  if (there && there.stored.id !== stored.id) throw invalid({ id: ['Resource id already exists.'] });
  const now = portal.clock.now().toISOString();
  const known = there?.resource ?? { id, created: now, metadataModified: now };
  return save(portal, { stored, resource: { ...known, given: givenIn(call.data) } }, call.upload);
};

const change =
  (action: string, fieldsOf: (known: StoredResource, call: ActionCall) => StoredResource['given']): Action =>
  async (call, portal) => {
    requireUser(call, action);
    const place = placeOf(portal, textIn(call.data, 'id'));
    if (!place) throw missing();
    const { stored, resource } = place;
    return save(portal, { stored, resource: { ...resource, given: fieldsOf(resource, call) } }, call.upload);
  };

/** Replaces all fields by the given ones. */
export const resourceUpdate = change('resource_update', (_known, { data }) => givenIn(data));

/** Replaces the given fields and leaves all others. */
export const resourcePatch = change('resource_patch', ({ given }, { data }) => ({
  ...given,
  ...givenIn(data),
}));
