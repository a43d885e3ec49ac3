import { type KeyFileText, keyFileText, newKey, parseKeyFile, readKeyFileText } from './key-ring.ts';

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
  const { current, keys } = content.sealing;
  return keyFileText({ ...content, sealing: { current, keys: { [current]: keys[current] ?? '' } } });
}

/** Which versions of the sealing key a file has, and which one is current. @throws Error if the file is not valid */
export function sealingKeyVersions(text: string): {
  readonly current: number;
  readonly versions: readonly number[];
} {
  const { current, keys } = parseKeyFile(text).sealing;
  return { current, versions: Object.keys(keys).map(Number) };
}
