import { z } from 'zod';

/**
 * What the adapter reads of the answers of CKAN's Action API (version 3, docs.ckan.org): `{help, success, result}` or
 * `{help, success, error}`. Portals add fields of their own; they are left alone.
 */
export const Answer = z.union([
  z.object({ success: z.literal(true), result: z.json() }).describe('The call did what it should'),
  z
    .object({ success: z.literal(false), error: z.record(z.string(), z.json()) })
    .describe('The call was refused; `__type` says why, the other fields what'),
]);

export const ErrorType = z
  .enum(['Not Found Error', 'Authorization Error', 'Validation Error'])
  .describe('Errors that are a word on the call itself');
export type ErrorType = z.infer<typeof ErrorType>;

const text = z.string().nullish();

/** A file of a package (*datu resurss*). */
export const PortalResource = z
  .object({
    id: z.string().min(1).describe('Id of the resource'),
    name: text.describe('Name for people'),
    description: text.describe('Description'),
    url: text.describe('Where the file is; of an uploaded one it ends with the name of the file'),
    hash: text.describe('Digest that was given along, if the portal kept it'),
    edition: z.coerce.number().int().nullish().catch(null).describe('Edition that was given along, likewise'),
  })
  .describe('A resource of a package');
export type PortalResource = z.infer<typeof PortalResource>;

/** A data set at the portal (*datu kopa*, a package in CKAN's words). */
export const PortalPackage = z
  .looseObject({
    id: z.string().min(1).describe('Id of the package'),
    name: z.string().describe('Name in its address'),
    state: z.string().describe('`active`, or `deleted`'),
    title: text.describe('Title'),
    notes: text.describe('Description'),
    license_id: text.describe('Licence'),
    organization: z
      .object({ id: z.string(), name: z.string() })
      .nullish()
      .describe('Organisation that publishes it'),
    tags: z
      .array(z.object({ name: z.string() }))
      .default([])
      .describe('Keywords'),
    extras: z
      .array(z.object({ key: z.string(), value: z.string().nullable() }))
      .default([])
      .describe('Further fields'),
    resources: z.array(PortalResource).default([]).describe('Its files'),
  })
  .describe('A package');
export type PortalPackage = z.infer<typeof PortalPackage>;
