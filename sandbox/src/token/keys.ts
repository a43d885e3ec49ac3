import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { OWNER_ONLY, writeWhole } from '../authority/files.ts';

export const ALGORITHM = 'ES256';
/** Tokens live for hours; the keys of so many rotations stay published. */
const KEPT_KEYS = 5;

const PrivateKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});

/** One key pair as long as it was never rotated, then all of them, the newest first. */
const KeyFile = z.union([
  z.object({ keys: z.array(PrivateKey).min(1) }),
  PrivateKey.transform((key) => ({ keys: [key] })),
]);

/** A key pair of the issuer as a JWK (RFC 7517), named by its thumbprint. */
export interface SigningKey extends z.infer<typeof PrivateKey> {
  readonly kid: string;
  readonly alg: typeof ALGORITHM;
  readonly use: 'sig';
}

/** The keys by which tokens are signed, kept in a file: a later start accepts the tokens of an earlier one. */
export interface SigningKeys {
  /** The newest, which signs. */
  current(): SigningKey;
  /** All whose tokens may still be about, the newest first. */
  all(): readonly SigningKey[];
  /** Makes a new key, which signs from now on. */
  rotate(): Promise<void>;
}

/** @param folder where the file lies; it is made at the first start */
export async function openSigningKeys(folder: string): Promise<SigningKeys> {
  const path = join(folder, 'token-key.json');
  await mkdir(folder, { recursive: true });
  const first = `${JSON.stringify(await makeKey())}\n`;
  await writeFile(path, first, { mode: OWNER_ONLY, flag: 'wx' }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  const file = KeyFile.parse(JSON.parse(await readFile(path, 'utf8')));
  const [newest, ...older] = await Promise.all(file.keys.map(named));
  if (!newest) throw new Error('the file of keys holds none'); // the schema says that it does
  let current = newest;
  let earlier = older;
  return {
    current: () => current,
    all: () => [current, ...earlier],
    async rotate() {
      const next = await named(await makeKey());
      const keys = [next, current, ...earlier].slice(0, KEPT_KEYS);
      await writeWhole(
        path,
        `${JSON.stringify({ keys: keys.map((key) => PrivateKey.parse(key)) })}\n`,
        OWNER_ONLY,
      );
      [current, earlier] = [next, keys.slice(1)];
    },
  };
}

async function makeKey(): Promise<z.infer<typeof PrivateKey>> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return PrivateKey.parse(await exportJWK(privateKey));
}

const named = async (key: z.infer<typeof PrivateKey>): Promise<SigningKey> => ({
  ...key,
  kid: await calculateJwkThumbprint(key),
  alg: ALGORITHM,
  use: 'sig',
});
