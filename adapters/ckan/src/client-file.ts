import { readFile } from 'node:fs/promises';
import { SaiteError } from '@saite/runtime';
import { z } from 'zod';

/** What an operator writes down when the portal has given Saite a user (*publicētājs*), kept in a file. */
export const ClientFile = z
  .strictObject({
    token: z
      .string()
      .regex(/^[\x21-\x7E]{1,1000}$/, { error: 'expected a token' })
      .describe('API token of the user'),
    organisation: z
      .string()
      .regex(/^[a-z0-9_-]{2,100}$/, { error: 'expected the name of an organisation' })
      .describe('Name of the organisation that publishes'),
    namePrefix: z
      .string()
      .regex(/^[a-z0-9_-]{0,40}$/, { error: 'expected lower-case letters, digits, - and _' })
      .describe("Beginning of the packages' names; the data set's name follows"),
    contact: z
      .strictObject({
        name: z.string().min(1).max(200).describe('Unit that answers for the data'),
        email: z.email().describe('Where questions go'),
      })
      .describe('Whom to ask'),
    fieldsAs: z
      .enum(['extras', 'fields'])
      .default('extras')
      .describe('How further fields go along: as CKAN by itself takes them, or by a schema of the portal'),
  })
  .describe('The client of an open data portal');
export type ClientFile = z.infer<typeof ClientFile>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads the file anew, so that a token is replaced without a restart.
 *
 * @throws SaiteError `CKAN_CLIENT_INVALID` naming each field that is wrong, never its value
 */
export async function readClient(path: string): Promise<ClientFile> {
  const client = ClientFile.safeParse(parsed(await readFile(path, 'utf8')));
  if (client.success) return client.data;
  const fields = client.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new SaiteError('CKAN_CLIENT_INVALID', `The file of the portal's client is not valid (${fields}).`);
}
