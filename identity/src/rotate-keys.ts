import {
  type KeyFileText,
  keyFileText,
  newKey,
  parseKeyFile,
  readKeyFileText,
  type VersionedKeys,
} from './key-ring.ts';

const nextOf = ({ keys }: KeyFileText['sealing']): KeyFileText['sealing'] => {
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
 * The text of the file with one version more of the sealing key, which is the current one from now on.
 *
 * @throws Error if the file is not valid, without showing a key
 */
export function rotateSealingKey(text: string): string {
  const content = readKeyFileText(withAuditKeys(text));
  return keyFileText({ ...content, sealing: nextOf(content.sealing) });
}

/**
 * The text of the file without the sealing keys that are no longer current.
 *
 * @throws Error if the file is not valid, without showing a key
 */
export function forgetOldSealingKeys(text: string): string {
  const content = readKeyFileText(withAuditKeys(text));
  return keyFileText({ ...content, sealing: onlyCurrent(content.sealing) });
}

/**
 * The text of the file with one version more of the index key, which is the current one from now on.
 *
 * @throws Error if the file is not valid, without showing a key
 */
export function rotateIndexKey(text: string): string {
  const content = readKeyFileText(withAuditKeys(text));
  return keyFileText({ ...content, index: nextOf(content.index) });
}

/**
 * The text of the file without the index keys that are no longer current.
 *
 * @throws Error if the file is not valid, without showing a key
 */
export function forgetOldIndexKeys(text: string): string {
  const content = readKeyFileText(withAuditKeys(text));
  return keyFileText({ ...content, index: onlyCurrent(content.index) });
}

const onlyCurrent = ({ current, keys }: KeyFileText['index']): KeyFileText['index'] => ({
  current,
  keys: { [current]: keys[current] ?? '' },
});

/** Which versions of a key a file has, and which one is current. */
export interface KeyVersions {
  readonly current: number;
  readonly versions: readonly number[];
}

/** @throws Error if the file is not valid */
export function indexKeyVersions(text: string): KeyVersions {
  return versionsOf(parseKeyFile(text).index);
}

const versionsOf = ({ current, keys }: VersionedKeys): KeyVersions => ({
  current,
  versions: Object.keys(keys).map(Number),
});

/** The same of the sealing key. @throws Error if the file is not valid */
export function sealingKeyVersions(text: string): KeyVersions {
  return versionsOf(parseKeyFile(text).sealing);
}
