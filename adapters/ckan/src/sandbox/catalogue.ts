import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredPackage } from './stored.ts';

/** The packages of the played portal and their files, kept for the next start. */
export interface Catalogue {
  all(): readonly StoredPackage[];
  /** By id or by name. */
  find(idOrName: string): StoredPackage | undefined;
  /** Puts a package in the place of the one with its id, or behind all others; resolves when it is written. */
  put(changed: StoredPackage): Promise<void>;
  writeFile(resourceId: string, content: Uint8Array): Promise<void>;
  readFile(resourceId: string): Promise<Buffer>;
  close(): Promise<void>;
}

async function readAll(path: string): Promise<StoredPackage[]> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** @param folder made if missing */
export async function openCatalogue(folder: string): Promise<Catalogue> {
  const files = join(folder, 'sandbox-ckan-files');
  await mkdir(files, { recursive: true });
  const path = join(folder, 'sandbox-ckan.json');
  let packages = await readAll(path);
  let writing: Promise<void> = Promise.resolve();
  const replace = async (target: string, content: string | Uint8Array) => {
    await writeFile(`${target}.new`, content);
    await rename(`${target}.new`, target); // a killed process leaves the old one whole
  };
  return {
    all: () => packages,
    find: (idOrName) => packages.find(({ id, data }) => id === idOrName || data.name === idOrName),
    async put(changed) {
      const isKnown = packages.some(({ id }) => id === changed.id);
      packages = isKnown
        ? packages.map((one) => (one.id === changed.id ? changed : one))
        : [...packages, changed];
      writing = writing.catch(() => {}).then(() => replace(path, JSON.stringify(packages)));
      await writing;
    },
    writeFile: (resourceId, content) => replace(join(files, resourceId), content),
    readFile: (resourceId) => readFile(join(files, resourceId)),
    close: () => writing.catch(() => {}),
  };
}
