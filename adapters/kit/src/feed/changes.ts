import type { FactEvent, PersonCode, PersonRef } from '@saite/contracts';
import { personRef, sealCode } from '@saite/identity';
import { inTransaction } from '@saite/runtime';
import { z } from 'zod';
import type { Adapter } from '../adapter.ts';
import { publishFacts } from '../publish.ts';
import { isOutage, UpstreamError } from '../upstream/upstream-error.ts';
import { eventPerson } from './event-person.ts';
import { invalidAnswer } from './pages.ts';
import { parkedItem, parkedRecord } from './parked-item.ts';
import type { ChangesPage, RecordChange, RecordSource, WrongRecord } from './source.ts';

const PAGE = 2_000;
/** Changes before the cursor that are read again, for a register that numbers them before it commits them. */
const OVERLAP = 50;

const Cursor = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}:[0-9]{1,15}$/)
  .transform((text) => {
    const [feed = '', after] = text.split(':');
    return { feed, after: Number(after) };
  });

/**
 * Reads a register's changes. It tells those of everybody: whoever is not watched is dropped here in memory,
 * unlogged. The cursor moves once all events of a page are safe in the broker.
 */
export class ChangesReader<Content, Mark extends string> {
  readonly #adapter: Adapter;
  readonly #source: RecordSource<Content, Mark>;
  readonly #onDue: () => void;
  /** What of the feed as a whole is parked. */
  readonly #item: string;
  /** Change numbers within the overlap that were dealt with already. */
  #seen = new Set<number>();
  /** Whether the feed itself was refused; it may have been before this process began. */
  #parked = true;

  /** @param onDue told when a person has to be asked about */
  constructor(adapter: Adapter, source: RecordSource<Content, Mark>, onDue: () => void) {
    this.#adapter = adapter;
    this.#source = source;
    this.#onDue = onDue;
    this.#item = `feed:${source.feed}`;
  }

  /** Reads a page. @throws UpstreamError after it has parked what is not an outage */
  async read(): Promise<'more' | 'idle'> {
    try {
      const outcome = await this.#readPage();
      if (this.#parked) await this.#adapter.parked.resolve([this.#item]);
      this.#parked = false;
      return outcome;
    } catch (error) {
      if (!(error instanceof UpstreamError) || isOutage(error)) throw error;
      const refused = { item: this.#item, reason: error.code, errorPath: error.path };
      await this.#adapter.parked.park([refused], this.#source.contractVersion);
      this.#parked = true;
      throw error;
    }
  }

  async #readPage(): Promise<'more' | 'idle'> {
    const { cursors, watched, log, name } = this.#adapter;
    const stored = Cursor.safeParse(await cursors.read(this.#source.feed)).data;
    const after = stored?.after ?? 0;
    const from = Math.max(0, after - OVERLAP);
    const page = await this.#source.changes(stored?.feed, from, PAGE);
    if (page === 'cursor-unknown') return this.#startAgain();
    requireOrder(page, from);
    if (page.last < after) return this.#startAgain(); // the register lost what it had told before
    const fresh = page.changes.filter((change) => !this.#seen.has(change.number));
    if (fresh.length > 0) await this.#take(fresh);
    if (page.feed !== stored?.feed) await watched.forgetAsOf();
    if (page.feed !== stored?.feed || page.last !== after)
      await cursors.move(this.#source.feed, `${page.feed}:${page.last}`);
    const overlap = page.changes.filter((change) => change.number > page.last - OVERLAP);
    this.#seen = new Set([
      ...[...this.#seen].filter((number) => number > page.last - OVERLAP),
      ...overlap.map((change) => change.number),
    ]);
    if (fresh.length > 0) log.debug('adapter.changes-read', { part: name, count: fresh.length });
    return page.more ? 'more' : 'idle';
  }

  /** The register was restored, or is another one: read all of it again, and trust no change number that we hold. */
  async #startAgain(): Promise<'more'> {
    const { log, name, watched, cursors } = this.#adapter;
    log.warn('adapter.cursor-set-back', { part: name, code: 'CURSOR_UNKNOWN' });
    this.#seen = new Set();
    await watched.forgetAsOf();
    await cursors.setBack(this.#source.feed);
    return 'more';
  }

  async #take(changes: readonly RecordChange<Content>[]): Promise<void> {
    const { keys, watched, parked, clock } = this.#adapter;
    const refOf = referencesOf(this.#adapter);
    await this.#watchConcerned(changes, refOf);
    const codes = changes.map((change) => change.personCode).filter((code) => code !== undefined);
    const known = await watched.among(codes.map(refOf));
    const now = clock.now();
    const events: FactEvent[] = [];
    const wrong: { ref: PersonRef | undefined; record: WrongRecord }[] = [];
    const good: string[] = [];
    for (const { number, personCode: code, read } of changes) {
      const person = code === undefined ? undefined : known.get(refOf(code));
      if (code !== undefined && !person) continue;
      const record = read();
      if (!('content' in record)) wrong.push({ ref: person?.personRef, record });
      else if (code !== undefined && person && number > (person.asOf ?? 0)) {
        const who = eventPerson(keys, person.personRef, code, person.code);
        events.push(this.#source.translate(record.content, who, now));
        good.push(parkedItem(this.#adapter, record));
      }
    }
    await publishFacts(this.#adapter, events);
    await this.#refuse(wrong);
    await parked.resolve(good);
  }

  /** Watches the persons of changes that are meant for us whoever they are about. */
  async #watchConcerned(
    changes: readonly RecordChange<Content>[],
    refOf: (code: PersonCode) => PersonRef,
  ): Promise<void> {
    const { keys, watched, database, clock } = this.#adapter;
    const codes = changes
      .filter((change) => this.#source.concernsAnyone?.(change) ?? false)
      .flatMap(({ personCode }) => personCode ?? []);
    if (codes.length === 0) return;
    const known = await watched.among(codes.map(refOf));
    const unknown = codes.filter((code) => !known.has(refOf(code)));
    if (unknown.length === 0) return;
    const boxes = unknown.map((code) => ({
      personRef: refOf(code),
      code: sealCode(keys, refOf(code), code),
    }));
    const heardFor = this.#source.feedTellsAll ? this.#source.mark(clock.now()) : null;
    await inTransaction(database, (transaction) => watched.watch(transaction, boxes, heardFor));
    this.#onDue();
  }

  async #refuse(wrong: readonly { ref: PersonRef | undefined; record: WrongRecord }[]): Promise<void> {
    if (wrong.length === 0) return;
    const { parked, watched, log, name } = this.#adapter;
    const refused = wrong.map(({ ref, record }) => parkedRecord(this.#adapter, record, ref));
    log.error('adapter.answer-refused', { part: name, code: 'RECORD_INVALID', count: wrong.length });
    await parked.park(refused, this.#source.contractVersion);
    const refs = wrong.flatMap(({ ref }) => ref ?? []);
    await watched.refused([...new Set(refs)]);
    this.#onDue();
  }
}

/** @throws UpstreamError `ANSWER_INVALID` if a page does not go forward: reading on would repeat or skip changes */
function requireOrder({ changes, last, more }: ChangesPage<unknown>, from: number): void {
  let previous = from;
  for (const { number } of changes) {
    if (number <= previous) throw invalidAnswer('Change.ChangeNumber');
    previous = number;
  }
  if (last < previous) throw invalidAnswer('LastChange');
  if (more && last === from) throw invalidAnswer('More');
}

/** References of codes, each worked out once. */
function referencesOf({ keys }: Adapter): (code: PersonCode) => PersonRef {
  const references = new Map<PersonCode, PersonRef>();
  return (code) => {
    const reference = references.get(code) ?? personRef(keys, code);
    references.set(code, reference);
    return reference;
  };
}
