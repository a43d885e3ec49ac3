import { openRecordStore } from '@saite/adapter-kit/sandbox';
import type { KeyVersion } from '../keys/file.ts';
import type { KeyVersionState } from '../protocol.ts';

/** What LabIS knows of a version of the key. */
export interface KnownKeyVersion extends KeyVersionState {
  readonly keyVersion: KeyVersion;
}

/** Which versions of the key LabIS was told of. */
export interface KeyVersions {
  all(): KnownKeyVersion[];
  /** Whether records under this version may be taken: it was told of, and no later one has replaced it. */
  isOpen(version: KeyVersion): boolean;
  /** @returns `false` if a later version has replaced this one */
  tell(version: KeyVersion, state: KeyVersionState['state']): Promise<boolean>;
  close(): Promise<void>;
}

const STEPS = { filling: 1, complete: 2 } as const;

/** Opens them; they are kept for the next start. A version that is complete does not fill again. */
export async function openKeyVersions(folder: string): Promise<KeyVersions> {
  type Stored = KnownKeyVersion & { readonly recordVersion: number };
  const name = 'sandbox-labis-key-versions';
  const store = await openRecordStore<Stored>(folder, name, ({ keyVersion }) => String(keyVersion));
  const all = () =>
    [...store.all()]
      .map(({ content: { keyVersion, state } }) => ({ keyVersion, state }))
      .sort((one, other) => one.keyVersion - other.keyVersion);
  const isReplaced = (version: KeyVersion) =>
    all().some(({ keyVersion, state }) => keyVersion > version && state === 'complete');
  return {
    all,
    isOpen: (version) => !isReplaced(version) && all().some(({ keyVersion }) => keyVersion === version),
    async tell(keyVersion, state) {
      if (isReplaced(keyVersion)) return false;
      await store.take([{ keyVersion, state, recordVersion: STEPS[state] }]);
      return true;
    },
    close: () => store.close(),
  };
}
