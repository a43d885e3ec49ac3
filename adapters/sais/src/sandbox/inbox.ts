import { openRecordStore } from '@saite/adapter-kit/sandbox';
import type { Clock } from '@saite/runtime';

/** A care notice as it arrived, with its receipt. */
export interface TakenNotice {
  readonly messageId: string;
  readonly recordVersion: number;
  readonly receipt: string;
  readonly receivedAt: string;
  readonly placementId: string;
  readonly personCode: string;
  readonly institutionId: string;
  readonly admittedOn: string;
  readonly dischargedOn?: string | undefined;
  readonly withdrawn: boolean;
}
export type ArrivedNotice = Omit<TakenNotice, 'receipt' | 'receivedAt'>;

/** What Saite told SAIS: each message id is taken once. */
export interface Inbox {
  find(messageId: string): TakenNotice | undefined;
  /** @returns the receipt of this message, the first one if it came before; `conflict` if it then said otherwise */
  take(notice: ArrivedNotice): Promise<TakenNotice | 'conflict'>;
  /** In the order of arrival. */
  all(): TakenNotice[];
  close(): Promise<void>;
}

const CONTENT = [
  'recordVersion',
  'placementId',
  'personCode',
  'institutionId',
  'admittedOn',
  'dischargedOn',
  'withdrawn',
] as const satisfies readonly (keyof ArrivedNotice)[];

export async function openInbox(folder: string, clock: Clock): Promise<Inbox> {
  // A message never changes: its version in the store is always the first.
  const records = await openRecordStore<{ recordVersion: 1; notice: TakenNotice }>(
    folder,
    'sandbox-sais-inbox',
    ({ notice }) => notice.messageId,
  );
  return {
    find: (messageId) => records.get(messageId)?.content.notice,
    async take(arrived) {
      const known = records.get(arrived.messageId)?.content.notice;
      if (known) return CONTENT.every((field) => known[field] === arrived[field]) ? known : 'conflict';
      const notice = {
        ...arrived,
        receipt: `SAIS-${String(records.last + 1).padStart(8, '0')}`,
        receivedAt: clock.now().toISOString(),
      };
      await records.take([{ recordVersion: 1, notice }]);
      return notice;
    },
    all: () =>
      [...records.all()].sort((a, b) => a.sequence - b.sequence).map(({ content }) => content.notice),
    close: () => records.close(),
  };
}
