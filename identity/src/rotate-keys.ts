import { type KeyFileText, keyFileText, newKey, parseKeyFile, readKeyFileText } from './key-ring.ts';

/** Families of keys that are rotated. */
export type KeyFamily = 'sealing' | 'index';

type Versions = KeyFileText['sealing'];

const nextOf = ({ keys }: Versions): Versions => {
  const version = Math.max(...Object.keys(keys).map(Number)) + 1;
  return { current: version, keys: { ...keys, [version]: newKey() } };
};

/**
 * The text of a key file with keys of the audit trail's own. In a file of before they are one version more than the
 * sealing keys: entries that are there already stay readable with those, new ones are under a key of their own.
 *
 * @throws Error if the file is not valid, without showing a key
 */
export function withAuditKeys(text: string): string {
  const content = readKeyFileText(text);
  return content.audit ? text : keyFileText({ ...content, audit: nextOf(content.sealing) });
}

/**
 * The text of the file with one version more of a family, which is the current one from now on.
 *
 * @throws Error if the file is not valid, without showing a key
 */
export function rotateKeys(text: string, family: KeyFamily): string {
  const content = readKeyFileText(withAuditKeys(text));
  return keyFileText({ ...content, [family]: nextOf(content[family]) });
}

/**
 * The text of the file without the versions of a family that are no longer current.
 *
 * @throws Error if the file is not valid, without showing a key
 */
export function forgetOldKeys(text: string, family: KeyFamily): string {
  const content = readKeyFileText(withAuditKeys(text));
  const { current, keys } = content[family];
  return keyFileText({ ...content, [family]: { current, keys: { [current]: keys[current] ?? '' } } });
}

/** Which versions of a family a file has, and which one is current. @throws Error if the file is not valid */
export function keyVersions(
  text: string,
  family: KeyFamily,
): { readonly current: number; readonly versions: readonly number[] } {
  const { current, keys } = parseKeyFile(text)[family];
  return { current, versions: Object.keys(keys).map(Number) };
}
