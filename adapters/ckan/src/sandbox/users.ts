import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClientFile } from '../client-file.ts';

/** The organisation that publishes at the played portal. */
export const ORGANISATION = {
  id: '6f0ac1a4-6a55-4a7c-9f0e-5d0a3b1f7c11',
  name: 'labklajibas-ministrija',
  title: 'Labklājības ministrija',
} as const;

/** The user that the portal gave to Saite: an editor of the organisation, no administrator of the site. */
export const USER = 'saite';

/** The token of that user: made at the first start, kept in `ckan-client.json` with what goes along with it. */
export async function readOrMakeClient(folder: string): Promise<ClientFile> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'ckan-client.json');
  const client = ClientFile.parse({
    token: randomBytes(48).toString('base64url'),
    organisation: ORGANISATION.name,
    namePrefix: 'labklajiba-',
    contact: { name: 'Labklājības ministrija', email: 'lm@lm.gov.lv' },
  });
  const text = `${JSON.stringify(client, null, 2)}\n`;
  await writeFile(path, text, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  return ClientFile.parse(JSON.parse(await readFile(path, 'utf8')));
}
