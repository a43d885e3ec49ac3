import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { z } from 'zod';
import type { OAuthClient } from '../client.ts';

export interface ClientFileOptions {
  /** Folder of the client's file; made if missing. */
  readonly folder: string;
  /** Register in the file's name: `<register>-client.json`. */
  readonly register: string;
  /** What the file must be. */
  readonly clientFile: z.ZodType<OAuthClient>;
  /** Audience that an assertion must be meant for. */
  readonly audience: string;
  /** Number of the permission that the client is given. */
  readonly permission: string;
}

/** What the register's operator hands out when the connection is registered; made at the first start. */
export async function readOrMakeClient(options: ClientFileOptions): Promise<OAuthClient> {
  const { folder, register, clientFile, audience, permission } = options;
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${register}-client.json`);
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = await calculateJwkThumbprint(await exportJWK(publicKey));
  const client = {
    clientId: 'saite',
    clientSecret: randomBytes(24).toString('base64url'),
    audience,
    permission,
    key: { ...(await exportJWK(privateKey)), kid },
  };
  await writeFile(path, `${JSON.stringify(client, null, 2)}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    },
  );
  return clientFile.parse(JSON.parse(await readFile(path, 'utf8')));
}
