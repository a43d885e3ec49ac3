import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeKeyFile } from '@saite/identity';
import { findAdapterKeys } from './adapter-keys.ts';
import { readDatabaseState } from './database/state.ts';
import { writeSecret } from './files.ts';
import { SetupProblem } from './problem.ts';
import { projectRoot } from './project.ts';

/**
 * The path of the installation's key file, which is made at the first start. It is never made anew beside data
 * that exist: what is sealed with a key can be read with no other.
 */
export function ensureKeys(dataFolder: string): string {
  const path = join(dataFolder, 'keys.json');
  if (existsSync(path)) return path;
  if (readDatabaseState(dataFolder))
    throw new SetupProblem(
      `There are data in ${dataFolder}, and no keys.json to read them with. Restore it from the backup of the keys; ` +
        'without it the data are lost, and a new start needs an empty folder.',
      `Mapē ${dataFolder} ir dati, bet nav keys.json, ar ko tos nolasīt. Atjaunojiet to no atslēgu rezerves kopijas.`,
    );
  writeSecret(path, makeKeyFile());
  return path;
}

/**
 * The key files of the adapters that have keys of their own, made at the first start beside the installation's.
 *
 * @returns by the name of the service the variable that it alone gets
 */
export async function ensureAdapterKeys(
  dataFolder: string,
  root: string = projectRoot,
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const files = new Map<string, Readonly<Record<string, string>>>();
  for (const { adapter, variable, path, format } of await findAdapterKeys(root, dataFolder)) {
    if (!existsSync(path)) writeSecret(path, format.makeKeyFile());
    files.set(`adapter-${adapter}`, { [variable]: path });
  }
  return files;
}
