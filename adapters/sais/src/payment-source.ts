import type { Adapter, ReadRecord, RecordSource } from '@saite/adapter-kit';
import { FIRST_STATED_MONTH, type Month, monthOf, RecordId } from '@saite/contracts';
import { rigaDate } from '@saite/runtime';
import { incomeChecked, paymentRecorded } from './translate.ts';
import type { ReadPayment, Sais } from './upstream.ts';
import { SAIS_CONTRACT_VERSION, type UpstreamPayment } from './upstream-contract.ts';

const KIND = 'payment';

/** SAIS's payments as the kit reads them. Everybody is asked about again each month, up to that month. */
export const paymentSource = (
  { keys }: Pick<Adapter, 'keys'>,
  sais: Sais,
): RecordSource<UpstreamPayment, Month> => ({
  name: 'sais',
  feed: 'payment-changes',
  contractVersion: SAIS_CONTRACT_VERSION,
  mark: (now) => monthOf(rigaDate(now)),
  async *records(codes, to) {
    for await (const page of sais.payments(codes, FIRST_STATED_MONTH, to))
      yield { records: page.payments.map(asRecord), answeredFor: page.answeredFor, asOf: page.asOf };
  },
  async changes(feed, after, limit) {
    const page = await sais.changes(feed, after, limit);
    if (page === 'cursor-unknown') return page;
    const changes = page.changes.map(({ number, personCode, read }) => ({
      number,
      kind: KIND,
      personCode,
      read: () => asRecord(read()),
    }));
    return { ...page, changes };
  },
  translate: (payment, person, now) => paymentRecorded(keys, person, payment, now),
  answered: (subject, to, now) => incomeChecked(keys, subject, to, now),
});

function asRecord(read: ReadPayment): ReadRecord<UpstreamPayment> {
  if (!('payment' in read))
    return { kind: KIND, recordId: read.paymentId, personCode: read.personCode, errorPath: read.errorPath };
  const { payment } = read;
  return {
    kind: KIND,
    recordId: RecordId.parse(payment.PaymentID),
    personCode: payment.PersonCode,
    content: payment,
  };
}
