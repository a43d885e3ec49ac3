import {
  type Adapter,
  type FetchedPerson,
  publishFacts,
  type RefusedAnswer,
  UpstreamError,
  type WatchedPerson,
} from '@saite/adapter-kit';
import { type FactEvent, FIRST_STATED_MONTH, type Month, type PersonCode, RecordId } from '@saite/contracts';
import { openCode } from '@saite/identity';
import { parkedItem } from './parked-item.ts';
import { type EventPerson, eventPerson, incomeChecked, paymentRecorded } from './translate.ts';
import type { RefusedPayment, Sais } from './upstream.ts';
import { SAIS_CONTRACT_VERSION } from './upstream-contract.ts';

/** A person of one call, with what the answer has said so far. */
interface Asked {
  readonly watched: WatchedPerson;
  readonly event: EventPerson;
  records: number;
  spoiled: boolean;
  answered: boolean;
}

const CANARIES = 5;
/** Persons who had records and have none now that an otherwise good answer may name. */
const FEW = 3;

/**
 * Asks SAIS for all payments of some persons and publishes them, then the word that SAIS has answered for each of
 * whom everything could be read. Marks nothing before the broker has it all.
 *
 * @throws UpstreamError for an outage; then nothing is noted and the persons stay due
 */
export async function fetchPersons(
  adapter: Adapter,
  sais: Sais,
  persons: readonly WatchedPerson[],
  month: Month,
): Promise<void> {
  const asked = new Map<PersonCode, Asked>();
  for (const watched of persons) {
    const code = codeOf(adapter, watched);
    if (code === undefined) {
      await refuse(adapter, [watched], 'KEY_UNKNOWN', '(identity)');
      continue;
    }
    const event = eventPerson(adapter.keys, watched.personRef, code, watched.code);
    asked.set(code, { watched, event, records: 0, spoiled: false, answered: false });
  }
  if (asked.size === 0) return;
  try {
    const asOf = await publishPayments(adapter, sais, asked, month);
    await refuseIfSuspicious(adapter, sais, [...asked.values()], month);
    await conclude(adapter, [...asked.values()], month, asOf);
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.consequence === 'outage') throw error;
    await refuse(
      adapter,
      [...asked.values()].map((person) => person.watched),
      error.code,
      error.path,
    );
  }
}

/** A person's code; `undefined` if the key that sealed it is no longer on the ring. */
function codeOf(adapter: Adapter, { personRef, code }: WatchedPerson): PersonCode | undefined {
  try {
    return openCode(adapter.keys, personRef, code);
  } catch {
    return undefined;
  }
}

/** @returns change number up to which the whole answer holds */
async function publishPayments(
  adapter: Adapter,
  sais: Sais,
  asked: ReadonlyMap<PersonCode, Asked>,
  month: Month,
): Promise<number | null> {
  let asOf: number | null = null;
  for await (const page of sais.payments([...asked.keys()], FIRST_STATED_MONTH, month)) {
    asOf ??= page.asOf;
    const events: FactEvent[] = [];
    const refused: RefusedAnswer[] = [];
    const mended: string[] = [];
    for (const read of page.payments) {
      if (!('payment' in read)) {
        refused.push(refusedPayment(adapter, read));
        spoil(asked, read.personCode);
        continue;
      }
      const person = asked.get(read.payment.PersonCode);
      if (!person) continue; // the client lets nobody else's payment through
      person.records += 1;
      if (person.watched.attempts > 0)
        mended.push(parkedItem(adapter.keys, 'payment', RecordId.parse(read.payment.PaymentID)));
      events.push(paymentRecorded(adapter.keys, person.event, read.payment, adapter.clock.now()));
    }
    await adapter.parked.park(refused, SAIS_CONTRACT_VERSION);
    await publishFacts(adapter.bus, events);
    if (mended.length > 0) await adapter.parked.resolve(mended);
    for (const code of page.answeredFor) {
      const person = asked.get(code);
      if (person) person.answered = true;
    }
  }
  return asOf;
}

export const refusedPayment = (adapter: Adapter, read: RefusedPayment): RefusedAnswer => ({
  item: parkedItem(adapter.keys, 'payment', read.paymentId),
  reason: 'PAYMENT_INVALID',
  errorPath: read.errorPath,
});

/** A payment could not be read: nobody may be told that SAIS has answered for its person, or for anybody if unknown. */
function spoil(asked: ReadonlyMap<PersonCode, Asked>, code: PersonCode | undefined): void {
  for (const [known, person] of asked) if (code === undefined || code === known) person.spoiled = true;
}

/** An answer without any payment is cross-checked: "empty" from a register is not "deleted". */
async function refuseIfSuspicious(
  adapter: Adapter,
  sais: Sais,
  asked: readonly Asked[],
  month: Month,
): Promise<void> {
  if (asked.some((person) => person.records > 0 || person.spoiled)) return;
  const suspicious = () =>
    new UpstreamError('SUSPICIOUSLY_EMPTY', 'SAIS has no payments where there were some', 'Payment');
  const had = asked.filter((person) => person.watched.records > 0).length;
  if (had > FEW) throw suspicious();
  const canaries = await adapter.watched.someWithRecords(
    asked.map((person) => person.watched.personRef),
    CANARIES,
  );
  if (canaries.length === 0) {
    if (had > 0) throw suspicious();
    return;
  }
  const codes = canaries.map((canary) => codeOf(adapter, canary)).filter((code) => code !== undefined);
  for await (const page of sais.payments(codes, FIRST_STATED_MONTH, month))
    if (page.payments.length > 0) return;
  throw suspicious();
}

/** Tells the persons for whom SAIS has answered, and notes the others to be asked again. */
async function conclude(
  adapter: Adapter,
  asked: readonly Asked[],
  month: Month,
  asOf: number | null,
): Promise<void> {
  const good = asked.filter((person) => person.answered && !person.spoiled);
  const now = adapter.clock.now();
  await publishFacts(
    adapter.bus,
    good.map((person) => incomeChecked(adapter.keys, person.event.subject, month, now)),
  );
  const fetched: FetchedPerson[] = good.map(({ watched, records }) => ({
    personRef: watched.personRef,
    records,
  }));
  await adapter.watched.fetched(fetched, month, asOf);
  const again = good.filter((person) => person.watched.attempts > 0);
  if (again.length > 0) await adapter.parked.resolve(again.map((person) => person.watched.personRef));
  const spoiled = asked.filter((person) => person.spoiled).map((person) => person.watched.personRef);
  if (spoiled.length > 0) await adapter.watched.refused(spoiled);
  const silent = asked.filter((person) => !person.answered && !person.spoiled);
  await refuse(
    adapter,
    silent.map((person) => person.watched),
    'NOT_ANSWERED',
    'AnsweredFor',
  );
}

/** Parks the reason, once a person, and asks again after a growing time. */
async function refuse(
  adapter: Adapter,
  persons: readonly WatchedPerson[],
  reason: string,
  path: string,
): Promise<void> {
  if (persons.length === 0) return;
  const refs = persons.map((person) => person.personRef);
  adapter.log.error('sais.answer-refused', { code: reason, count: refs.length });
  await adapter.parked.park(
    refs.map((item) => ({ item, reason, errorPath: path })),
    SAIS_CONTRACT_VERSION,
  );
  await adapter.watched.refused(refs);
}
