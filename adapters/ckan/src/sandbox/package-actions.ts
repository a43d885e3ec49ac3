import { randomUUID } from 'node:crypto';
import { type Action, requireUser, textIn } from './action.ts';
import { denied, invalid, notFound } from './errors.ts';
import { readPackage } from './rules.ts';
import { shownPackage } from './shown.ts';
import type { StoredPackage } from './stored.ts';
import { ORGANISATION, USER } from './users.ts';

const isOurs = (organisation: unknown): boolean =>
  organisation === ORGANISATION.name || organisation === ORGANISATION.id;

/** The package that a call names by id or name. */
export const packageIn: (...given: Parameters<Action>) => StoredPackage = ({ data }, { catalogue }) => {
  const found = catalogue.find(textIn(data, 'id', 'name_or_id'));
  if (!found) throw notFound();
  return found;
};

export const packageShow: Action = async (call, portal) => shownPackage(packageIn(call, portal), portal.site);

export const packageList: Action = async (_call, { catalogue }) =>
  catalogue
    .all()
    .map(({ data }) => data.name)
    .sort();

/** A search by words of name, title and description; facets and filters are not played. */
export const packageSearch: Action = async ({ data }, { catalogue, site }) => {
  const words = String(data.q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '*:*');
  const found = catalogue.all().filter((stored) => {
    const text = `${stored.data.name} ${stored.data.title} ${stored.data.notes}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const [start, rows] = [Number(data.start ?? 0), Math.min(Number(data.rows ?? 10), 1000)];
  const results = found.slice(start, start + rows).map((stored) => shownPackage(stored, site));
  return {
    count: found.length,
    results,
    sort: 'score desc, metadata_modified desc',
    facets: {},
    search_facets: {},
  };
};

export const packageCreate: Action = async (call, { catalogue, clock, site }) => {
  requireUser(call, 'package_create');
  const { owner_org: organisation } = call.data;
  if (organisation && !isOurs(organisation))
    throw denied(`User ${USER} not authorized to add dataset to this organization`);
  const data = readPackage(call.data, (name) => catalogue.find(name) !== undefined);
  if (!organisation) throw invalid({ owner_org: ['An organization must be provided'] });
  const now = clock.now().toISOString();
  const made = { id: randomUUID(), data, created: now, modified: now, resources: [] };
  await catalogue.put(made);
  return shownPackage(made, site);
};

export const packagePatch: Action = async (call, portal) => {
  requireUser(call, 'package_patch');
  const { catalogue, clock, site } = portal;
  const known = packageIn(call, portal);
  const taken = (name: string) => ![undefined, known.id].includes(catalogue.find(name)?.id);
  const data = readPackage({ ...known.data, ...call.data }, taken);
  if (!isOurs(data.owner_org)) throw invalid({ owner_org: ['Organization does not exist'] });
  const changed = { ...known, data, modified: clock.now().toISOString() };
  await catalogue.put(changed);
  return shownPackage(changed, site);
};
