import { randomUUID } from 'node:crypto';
import { openRecordStore } from '@saite/adapter-kit/sandbox';
import type { Clock } from '@saite/runtime';
import { type ReadLetter, readLetter } from './read-letter.ts';

/** A letter that arrived; one that arrived twice is there twice. */
export interface ArrivedLetter extends ReadLetter {
  readonly receivedAt: string;
  /** The letter as it came over the wire. */
  readonly raw: string;
}

export interface Inbox {
  take(source: string): Promise<void>;
  /** In the order of arrival. */
  all(): ArrivedLetter[];
  close(): Promise<void>;
}

/** Opens what the mail server took, kept over restarts. */
export async function openInbox(folder: string, clock: Clock): Promise<Inbox> {
  // A letter never changes: its version in the store is always the first.
  const records = await openRecordStore<{
    recordVersion: 1;
    arrival: string;
    receivedAt: string;
    raw: string;
  }>(folder, 'sandbox-mail-inbox', ({ arrival }) => arrival);
  return {
    async take(raw) {
      const receivedAt = clock.now().toISOString();
      await records.take([{ recordVersion: 1, arrival: randomUUID(), receivedAt, raw }]);
    },
    all: () =>
      [...records.all()]
        .sort((a, b) => a.sequence - b.sequence)
        .map(({ content: { raw, receivedAt } }) => ({ ...readLetter(raw), receivedAt, raw })),
    close: () => records.close(),
  };
}
