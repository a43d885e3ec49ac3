import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAuditKeyFile, makeKeyFile, publicHalf, withAuditKeys } from '@saite/identity';
import { findAdapterKeys } from './adapter-keys.ts';
import { replaceSecret, writeSecret } from './files.ts';
import { projectRoot } from './project.ts';

/**
 * The path of the installation's key file, which is made at the first start. It is never made anew beside data
 * that exist: what is sealed with a key can be read with no other. A file of before the audit trail had keys of its own
 * gets them.
 */
export function ensureKeys(dataFolder: string): string {
  const path = join(dataFolder, 'keys.json');
  if (!existsSync(path)) writeSecret(path, makeKeyFile());
  const text = readFileSync(path, 'utf8');
  const complete = withAuditKeys(text);
  if (complete !== text) replaceSecret(path, complete);
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

/**
 * The key that the audit trail is signed with, made at the first start; its public half lies beside it, for whoever
 * verifies. Beside the keys each head is kept once more.
 *
 * @returns the variables that the hub alone gets
 */
export function ensureAuditKey(
  dataFolder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Readonly<Record<string, string>> {
  const path = environment.SAITE_AUDIT_KEY?.trim() || join(dataFolder, 'audit-key.json');
  if (!existsSync(path)) writeSecret(path, makeAuditKeyFile().secret);
  const open = join(dataFolder, 'audit-key.pub.json');
  writeFileSync(open, publicHalf(readFileSync(path, 'utf8')), { mode: 0o644 });
  const heads = environment.SAITE_AUDIT_HEADS?.trim() || join(dataFolder, 'audit-heads.jsonl');
  return { SAITE_AUDIT_KEY: path, SAITE_AUDIT_HEADS: heads };
}
