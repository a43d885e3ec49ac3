import { type Adapter, isOutage, publishFacts, UpstreamError } from '@saite/adapter-kit';
import { type FactEvent, type PersonCode, type PersonRef, RecordId } from '@saite/contracts';
import { personRef } from '@saite/identity';
import { z } from 'zod';
import { refusedPayment } from './fetch.ts';
import { parkedItem } from './parked-item.ts';
import { eventPerson, paymentRecorded } from './translate.ts';
import type { PaymentChange, RefusedPayment, Sais } from './upstream.ts';
import { SAIS_CONTRACT_VERSION } from './upstream-contract.ts';

const CURSOR = 'payment-changes';
/** The feed among what is parked. */
const FEED = 'feed:payment-changes';
const PAGE = 2_000;
/** Changes before the cursor that are read again, for a register that numbers them before it commits them. */
const OVERLAP = 50;

const Cursor = z
  .string()
  .regex(/^[0-9a-f-]{36}:[0-9]{1,15}$/)
  .transform((text) => ({ feed: text.slice(0, 36), after: Number(text.slice(37)) }));

/**
 * Reads SAIS's changes. SAIS tells those of everybody: whoever is not watched is dropped here in memory, unlogged.
 * The cursor moves once all events of a page are safe in the broker.
 */
export class ChangesReader {
  readonly #adapter: Adapter;
  readonly #sais: Sais;
  readonly #onRefused: () => void;
  /** Change numbers within the overlap that were dealt with already. */
  #seen = new Set<number>();
  /** Whether the feed itself was refused; it may have been before this process began. */
  #parked = true;

  /** @param onRefused told when a person has to be asked for anew */
  constructor(adapter: Adapter, sais: Sais, onRefused: () => void) {
    this.#adapter = adapter;
    this.#sais = sais;
    this.#onRefused = onRefused;
  }

  async read(): Promise<'more' | 'idle'> {
    try {
      const outcome = await this.#readPage();
      if (this.#parked) await this.#adapter.parked.resolve([FEED]);
      this.#parked = false;
      return outcome;
    } catch (error) {
      if (!(error instanceof UpstreamError) || isOutage(error)) throw error;
      const refused = { item: FEED, reason: error.code, errorPath: error.path };
      await this.#adapter.parked.park([refused], SAIS_CONTRACT_VERSION);
      this.#parked = true;
      throw error;
    }
  }

  async #readPage(): Promise<'more' | 'idle'> {
    const { cursors, watched, log } = this.#adapter;
    const stored = Cursor.safeParse(await cursors.read(CURSOR)).data;
    const from = Math.max(0, (stored?.after ?? 0) - OVERLAP);
    const page = await this.#sais.changes(stored?.feed, from, PAGE);
    if (page === 'cursor-unknown') return this.#startAgain();
    const after = stored?.after ?? 0;
    if (page.last < after) return this.#startAgain(); // the register lost what it had told before
    const fresh = page.changes.filter((change) => !this.#seen.has(change.number));
    if (fresh.length > 0) await this.#take(fresh);
    if (page.feed !== stored?.feed) await watched.forgetAsOf();
    if (page.feed !== stored?.feed || page.last !== after)
      await cursors.move(CURSOR, `${page.feed}:${page.last}`);
    const overlap = page.changes.filter((change) => change.number > page.last - OVERLAP);
    this.#seen = new Set([
      ...[...this.#seen].filter((number) => number > page.last - OVERLAP),
      ...overlap.map((change) => change.number),
    ]);
    if (fresh.length > 0) log.debug('sais.changes-read', { count: fresh.length });
    return page.more ? 'more' : 'idle';
  }

  /** The register was restored, or is another one: read all of it again, and trust no change number that we hold. */
  async #startAgain(): Promise<'more'> {
    this.#adapter.log.warn('sais.cursor-set-back', { code: 'CURSOR_UNKNOWN' });
    this.#seen = new Set();
    await this.#adapter.watched.forgetAsOf();
    await this.#adapter.cursors.setBack(CURSOR);
    return 'more';
  }

  async #take(changes: readonly PaymentChange[]): Promise<void> {
    const { keys, watched, parked, bus, clock } = this.#adapter;
    const refs = new Map<PersonCode, PersonRef>();
    const refOf = (code: PersonCode): PersonRef => {
      const known = refs.get(code) ?? personRef(keys, code);
      refs.set(code, known);
      return known;
    };
    const codes = changes.map((change) => change.personCode).filter((code) => code !== undefined);
    const known = await watched.among(codes.map(refOf));
    const now = clock.now();
    const events: FactEvent[] = [];
    const wrong: { ref: PersonRef | undefined; read: RefusedPayment }[] = [];
    const good: string[] = [];
    for (const { number, personCode: code, read } of changes) {
      const person = code === undefined ? undefined : known.get(refOf(code));
      if (code !== undefined && !person) continue;
      const payment = read();
      if (!('payment' in payment)) wrong.push({ ref: person?.personRef, read: payment });
      else if (code !== undefined && person && number > (person.asOf ?? 0)) {
        const who = eventPerson(keys, person.personRef, code, person.code);
        events.push(paymentRecorded(keys, who, payment.payment, now));
        good.push(parkedItem(keys, 'payment', RecordId.parse(payment.payment.PaymentID)));
      }
    }
    await publishFacts(bus, events);
    await this.#refuse(wrong);
    await parked.resolve(good);
  }

  async #refuse(wrong: readonly { ref: PersonRef | undefined; read: RefusedPayment }[]): Promise<void> {
    if (wrong.length === 0) return;
    const { parked, watched, log } = this.#adapter;
    log.error('sais.answer-refused', { code: 'PAYMENT_INVALID', count: wrong.length });
    const refused = wrong.map(({ read }) => refusedPayment(this.#adapter, read));
    await parked.park(refused, SAIS_CONTRACT_VERSION);
    const refs = wrong.flatMap(({ ref }) => (ref === undefined ? [] : [ref]));
    await watched.refused([...new Set(refs)]);
    this.#onRefused();
  }
}
