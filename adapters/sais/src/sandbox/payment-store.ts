import { openPersonRecords, type PersonRecords, type StoredRecord } from '@saite/adapter-kit/sandbox';
import type { Month, PersonCode } from '@saite/contracts';
import type { SandboxPayment } from './payment.ts';

/** Payments of the sandbox: the highest version of each, found by person and by the order of taking. */
export interface PaymentStore extends Omit<PersonRecords<SandboxPayment>, 'of'> {
  /** A person's payments whose period touches the one asked for, in the order of their last change. */
  of(code: PersonCode, from: Month, to: Month): StoredRecord<SandboxPayment>[];
}

/** @param folder where they are kept for the next start */
export async function openPaymentStore(folder: string): Promise<PaymentStore> {
  const payments = await openPersonRecords<SandboxPayment>(
    folder,
    'sandbox-sais',
    (payment) => payment.paymentId,
    (payment) => payment.personCode,
  );
  return {
    get last() {
      return payments.last;
    },
    take: (given) => payments.take(given),
    of: (code, from, to) =>
      payments.of(code).filter(({ content }) => content.periodFrom <= to && content.periodTo >= from),
    changesAfter: (number, limit) => payments.changesAfter(number, limit),
    standOn: (standing, read) => payments.standOn(standing, read),
    close: () => payments.close(),
  };
}
