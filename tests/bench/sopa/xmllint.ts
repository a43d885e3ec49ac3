import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installPackages, mayInstallPackages } from '../../../setup/src/distribution.ts';
import type { Closes } from '../support/endings.ts';
import { step } from '../support/screen.ts';

const PACKAGE = 'libxml2-utils';
const SCHEMA = join(import.meta.dirname, '../../../contracts/generated/xsd/SopaImport.xsd');

const isThere = (): boolean => spawnSync('xmllint', ['--version']).status === 0;

/** Makes sure of `xmllint`. @returns why it is not there, `undefined` if it is */
export async function ensureXmllint(): Promise<string | undefined> {
  if (isThere()) return undefined;
  const hint = `apt-get install ${PACKAGE}`;
  if (!mayInstallPackages()) return `xmllint is missing (${hint})`;
  const { output } = await step(`xmllint (${hint})`, () => installPackages([PACKAGE]));
  return isThere() ? undefined : `xmllint was not installed: ${output.trim().split('\n').at(-1)}`;
}

/**
 * Seconds in which libxml2's own program reads a file as a stream and checks it against the schema.
 *
 * @throws Error if it does not find the file valid
 */
export async function timeXmllint(path: string, closes: Closes): Promise<number> {
  const stop = new AbortController();
  closes(async () => stop.abort());
  const startedAt = performance.now();
  await promisify(execFile)('xmllint', ['--stream', '--noout', '--schema', SCHEMA, path], {
    signal: stop.signal,
  });
  return (performance.now() - startedAt) / 1000;
}
