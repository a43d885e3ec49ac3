import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** How an adapter's own key file is made and changed; each takes and gives the text of the file. */
export type KeyFormat = {
  makeKeyFile: () => string;
  rotateKeyFile: (text: string) => string;
  forgetOldKeys: (text: string) => string;
  keyVersions: (text: string) => { readonly current: number; readonly versions: readonly number[] };
};

/** The key file of an adapter that has keys of its own. */
export type AdapterKeys = {
  /** Short name of the adapter, as its folder. */
  adapter: string;
  /** Variable that names the file to the adapter. */
  variable: string;
  path: string;
  format: KeyFormat;
};

/**
 * The adapters that have keys of their own. They are found where they lie, by `src/keys/file.ts`, so that another
 * one needs no edit here.
 */
export async function findAdapterKeys(
  root: string,
  dataFolder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<AdapterKeys[]> {
  const found = globSync('adapters/*/src/keys/file.ts', { cwd: root }).sort();
  return Promise.all(
    found.map(async (file) => {
      const [, adapter = ''] = file.split('/');
      const variable = `SAITE_${adapter.toUpperCase()}_KEYS`;
      const format: unknown = await import(pathToFileURL(join(root, file)).href);
      if (!isFormat(format)) throw new TypeError(`${file} does not say how its key file is made and changed`);
      return {
        adapter,
        variable,
        path: environment[variable]?.trim() || join(dataFolder, `${adapter}-keys.json`),
        format,
      };
    }),
  );
}

const FUNCTIONS = ['makeKeyFile', 'rotateKeyFile', 'forgetOldKeys', 'keyVersions'] as const;

const isFormat = (module: unknown): module is KeyFormat =>
  typeof module === 'object' &&
  module !== null &&
  FUNCTIONS.every((name) => typeof Object.getOwnPropertyDescriptor(module, name)?.value === 'function');
