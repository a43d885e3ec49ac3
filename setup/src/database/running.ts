import { SetupProblem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { readDatabaseState } from './state.ts';

/**
 * Address of the database that runs: the one that is set, else the one that `npm start` runs for the data folder.
 *
 * @throws SetupProblem if none ever ran there
 */
export function runningDatabaseUrl({ databaseUrl, dataFolder }: Settings): string {
  if (databaseUrl !== undefined) return databaseUrl;
  const state = readDatabaseState(dataFolder);
  if (state?.port !== undefined) return `postgres://saite:${state.password}@127.0.0.1:${state.port}/saite`;
  throw new SetupProblem(
    `No database is known in ${dataFolder}: start Saite with npm start, or set DATABASE_URL.`,
    `Mapē ${dataFolder} nav zināma neviena datubāze: palaidiet Saiti ar npm start vai norādiet DATABASE_URL.`,
  );
}
