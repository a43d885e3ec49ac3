import { z } from 'zod';
import { type Complaints, invalid } from './errors.ts';

/** Rules of CKAN's own validators (ckan/logic/validators.py), with their words. */
const NAME_LENGTH = { least: 2, most: 100 };
const RESERVED = ['new', 'edit', 'search'];

function nameComplaint(name: string): string | undefined {
  if (RESERVED.includes(name)) return 'That name cannot be used';
  if (name.length < NAME_LENGTH.least) return `Must be at least ${NAME_LENGTH.least} characters long`;
  if (name.length > NAME_LENGTH.most) return `Name must be a maximum of ${NAME_LENGTH.most} characters long`;
  if (!/^[a-z0-9_-]*$/.test(name))
    return 'Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_';
  return undefined;
}

function tagComplaint(tag: string): string | undefined {
  if (tag.length < 2) return `Tag "${tag}" length is less than minimum 2`;
  if (tag.length > 100) return `Tag "${tag}" length is more than maximum 100`;
  if (!/^[\p{L}\p{N}_ .-]*$/u.test(tag))
    return `Tag "${tag}" can only contain alphanumeric characters, spaces (" "), hyphens ("-"), underscores ("_") or dots (".")`;
  return undefined;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const Texts = z.object({
  title: z.string().nullish(),
  notes: z.string().nullish(),
  author: z.string().nullish(),
  author_email: z.string().nullish(),
  maintainer: z.string().nullish(),
  maintainer_email: z.string().nullish(),
  license_id: z.string().nullish(),
  url: z.string().nullish(),
  version: z.string().nullish(),
});

/** What a call says of a package; fields that CKAN does not know are left out, as CKAN does. */
export const PackageData = Texts.extend({
  name: z.string(),
  owner_org: z.string().nullish(),
  tags: z.array(z.object({ name: z.string() })).default([]),
  extras: z.array(z.object({ key: z.string(), value: z.string().nullable() })).default([]),
});
export type PackageData = z.infer<typeof PackageData>;

const ROOT = z.record(z.string(), z.unknown());

/** A complaint in the form `{field: [text]}` for each field that is of the wrong kind. */
const kindComplaints = (error: z.ZodError): Complaints =>
  Object.fromEntries(error.issues.map((issue) => [String(issue.path[0] ?? '__junk'), [kindText(issue)]]));

const kindText = ({ code, path }: z.core.$ZodIssue): string =>
  code === 'invalid_type' && path.length === 1 ? 'Missing value' : 'Must be a Unicode string value';

function listComplaints(texts: readonly (string | undefined)[], field: string): readonly Complaints[] {
  return texts.map((text): Complaints => (text === undefined ? {} : { [field]: [text] }));
}

/**
 * Reads and checks what a call says of a package, as CKAN's schemas of packages do.
 *
 * @param taken whether another package has that name
 * @throws ActionError a validation error with all complaints by field
 */
export function readPackage(content: unknown, taken: (name: string) => boolean): PackageData {
  const parsed = PackageData.safeParse(ROOT.parse(content));
  if (!parsed.success) throw invalid(kindComplaints(parsed.error));
  const { name, maintainer_email, tags, extras } = parsed.data;
  const complaints: Record<string, Complaints[string]> = {};
  const ofName = nameComplaint(name) ?? (taken(name) ? 'That URL is already in use.' : undefined);
  if (ofName) complaints.name = [ofName];
  if (maintainer_email && !EMAIL.test(maintainer_email))
    complaints.maintainer_email = [`Email ${maintainer_email} is not a valid format`];
  const ofTags = tags.map((tag) => tagComplaint(tag.name));
  if (ofTags.some((text) => text !== undefined)) complaints.tags = listComplaints(ofTags, 'name');
  const twice = extras.find(({ key }, index) => extras.findIndex((other) => other.key === key) !== index);
  if (twice) complaints.extras_validation = [`Duplicate key "${twice.key}"`];
  if (Object.keys(complaints).length > 0) throw invalid(complaints);
  return parsed.data;
}
