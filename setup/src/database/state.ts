import { join } from 'node:path';
import { readJson, writeSecret } from '../files.ts';
import { newPassword } from '../passwords.ts';

/** What a data folder remembers of its database. */
export type DatabaseState = {
  /** The data lie where this provider put them, so later starts use the same one. */
  provider: 'embedded' | 'container';
  password: string;
  port: number | undefined;
  /** Where the embedded server's data are: beside the rest, or elsewhere when its user may not go there. */
  folder: string | undefined;
};

const fileOf = (folder: string) => join(folder, 'database.json');

export function readDatabaseState(folder: string): DatabaseState | undefined {
  const state = readJson(fileOf(folder)) as Partial<DatabaseState> | undefined;
  if (state?.provider === undefined || state.password === undefined) return undefined;
  return { provider: state.provider, password: state.password, port: state.port, folder: state.folder };
}

export function writeDatabaseState(folder: string, state: DatabaseState): void {
  writeSecret(fileOf(folder), `${JSON.stringify(state, null, 2)}\n`);
}

export function newDatabaseState(provider: DatabaseState['provider']): DatabaseState {
  return { provider, password: newPassword(), port: undefined, folder: undefined };
}
