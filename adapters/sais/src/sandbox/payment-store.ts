import { openRecordStore, type StoredRecord } from '@saite/adapter-kit/sandbox';
import type { Month, PersonCode } from '@saite/contracts';
import type { SandboxPayment } from './payment.ts';

export type StoredPayment = StoredRecord<SandboxPayment>;

/** Payments of the sandbox: the highest version of each, found by person and by the order of taking. */
export interface PaymentStore {
  /** Number of the last change that can be read; 0 if there is none. */
  readonly last: number;
  /** @returns how many payments changed something */
  take(payments: readonly SandboxPayment[]): Promise<number>;
  /** A person's payments whose period touches the one asked for, in the order of their last change. */
  of(code: PersonCode, from: Month, to: Month): StoredPayment[];
  /** Changes after a number, in order; of a payment only its last one. */
  changesAfter(number: number, limit: number): StoredPayment[];
  close(): Promise<void>;
}

/** @param folder where they are kept for the next start */
export async function openPaymentStore(folder: string): Promise<PaymentStore> {
  const records = await openRecordStore<SandboxPayment>(
    folder,
    'sandbox-sais',
    (payment) => payment.paymentId,
  );
  const byPerson = new Map<string, Map<string, StoredPayment>>();
  const personOf = new Map<string, string>();
  /** Payment id by change number - 1; a place is empty if the payment changed again before the last start. */
  const changed: (string | undefined)[] = [];
  let last = 0;

  const index = (record: StoredPayment) => {
    const { paymentId, personCode } = record.content;
    const before = personOf.get(paymentId);
    if (before !== undefined && before !== personCode) byPerson.get(before)?.delete(paymentId);
    personOf.set(paymentId, personCode);
    const own = byPerson.get(personCode) ?? new Map<string, StoredPayment>();
    own.set(paymentId, record);
    byPerson.set(personCode, own);
    changed[record.sequence - 1] = paymentId;
    last = Math.max(last, record.sequence);
  };
  for (const record of records.all()) index(record);
  last = records.last;

  return {
    get last() {
      return last;
    },
    async take(payments) {
      const taken = await records.take(payments);
      for (const record of taken) index(record);
      return taken.length;
    },
    of: (code, from, to) =>
      [...(byPerson.get(code)?.values() ?? [])]
        .filter(({ content }) => content.periodFrom <= to && content.periodTo >= from)
        .sort((a, b) => a.sequence - b.sequence),
    changesAfter(number, limit) {
      const found: StoredPayment[] = [];
      for (let place = number; place < last && found.length < limit; place += 1) {
        const id = changed[place];
        const record = id === undefined ? undefined : records.get(id);
        if (record?.sequence === place + 1) found.push(record);
      }
      return found;
    },
    close: () => records.close(),
  };
}
