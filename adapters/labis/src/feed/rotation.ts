import type { Clock, Log } from '@saite/runtime';
import { SaiteError } from '@saite/runtime';
import type { LabisCalls } from '../calls.ts';
import type { PseudonymKeys } from '../keys/file.ts';
import { keyCheck } from '../keys/pseudonym.ts';
import type { Feed, FeedState } from '../store/feed-state.ts';
import type { Pending } from '../store/pending.ts';

/** What a change of the key version needs. */
export interface RotationParts {
  readonly feed: Feed;
  readonly pending: Pending;
  readonly calls: LabisCalls;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The version in force: the one that the key file calls current, from the moment at which that is noticed.
 *
 * @throws SaiteError `KEYS_OLDER` if the file is older than what was told, `KEYS_REPLACED` if the version is known
 *   with another key: pseudonyms that look the same version but do not match would fall apart silently
 */
export async function versionInForce(keys: PseudonymKeys, parts: RotationParts): Promise<FeedState> {
  const known = await parts.feed.read();
  const { current } = keys;
  if (known && known.keyVersion > current)
    throw new SaiteError(
      'KEYS_OLDER',
      "The file of LabIS's keys is older than what was told. Restore the newest one, or rotate until it is newer.",
    );
  if (known?.keyVersion === current) {
    if (known.keyCheck === keyCheck(keys, current)) return known;
    throw new SaiteError(
      'KEYS_REPLACED',
      "The current key of LabIS's file is not the one in force. Restore the file, or rotate.",
    );
  }
  const begun = {
    keyVersion: current,
    keyCheck: keyCheck(keys, current),
    state: 'begun',
    begunAt: parts.clock.now(),
  } as const;
  await parts.feed.begin(begun.keyVersion, begun.keyCheck, begun.begunAt);
  parts.log.info('labis.key-version', { count: current, state: begun.state });
  return begun;
}

/** Tells LabIS of a version before anything is told under it. */
export async function tellFilling({ feed, calls, log }: RotationParts, force: FeedState): Promise<void> {
  if (force.state !== 'begun') return;
  await calls.tellKeyVersion(force.keyVersion, 'filling');
  await feed.told(force.keyVersion, 'filling');
  log.info('labis.key-version', { count: force.keyVersion, state: 'filling' });
}

/** Tells LabIS that the versions before are replaced, once nothing waits that was told under them. */
export async function tellComplete(parts: RotationParts, force: FeedState): Promise<void> {
  const { feed, pending, calls, log } = parts;
  if (force.state !== 'filling' || (await pending.waitsSince(force.begunAt))) return;
  await calls.tellKeyVersion(force.keyVersion, 'complete');
  await feed.told(force.keyVersion, 'complete');
  log.info('labis.key-version', { count: force.keyVersion, state: 'complete' });
}
