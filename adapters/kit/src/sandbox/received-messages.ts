import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '@saite/runtime';
import { openRecordStore } from './record-store.ts';

interface Receipt {
  readonly messageId: string;
  readonly receipt: string;
  readonly receivedAt: string;
}
/** A message as it arrived, with its receipt. */
export type Received<Message> = Message & Receipt;

/** What Saite delivered to a played register: each message id is taken once. */
export interface ReceivedMessages<Message> {
  find(messageId: string): Received<Message> | undefined;
  /** @returns the message with its receipt, the first one if it came before; `conflict` if it then said otherwise */
  take(messageId: string, message: Message): Promise<Received<Message> | 'conflict'>;
  /** In the order of arrival. */
  all(): Received<Message>[];
  close(): Promise<void>;
}

/**
 * Opens what a played register received; it is kept for the next start.
 *
 * @param register short name; receipts read `SAIS-00000001`
 */
export async function openReceivedMessages<Message extends object>(
  folder: string,
  register: string,
  clock: Clock,
): Promise<ReceivedMessages<Message>> {
  // A message never changes: its version in the store is always the first.
  type Stored = { readonly recordVersion: 1; readonly receipt: Receipt; readonly message: Message };
  const name = `sandbox-${register}-received`;
  const records = await openRecordStore<Stored>(folder, name, ({ receipt }) => receipt.messageId);
  const whole = ({ receipt, message }: Stored): Received<Message> => ({ ...receipt, ...message });
  return {
    find: (messageId) => {
      const known = records.get(messageId);
      return known && whole(known.content);
    },
    async take(messageId, message) {
      const known = records.get(messageId)?.content;
      if (known) return isDeepStrictEqual(known.message, message) ? whole(known) : 'conflict';
      const receipt = {
        messageId,
        receipt: `${register.toUpperCase()}-${String(records.last + 1).padStart(8, '0')}`,
        receivedAt: clock.now().toISOString(),
      };
      const stored: Stored = { recordVersion: 1, receipt, message };
      await records.take([stored]);
      return whole(stored);
    },
    all: () =>
      [...records.all()].sort((a, b) => a.sequence - b.sequence).map(({ content }) => whole(content)),
    close: () => records.close(),
  };
}
