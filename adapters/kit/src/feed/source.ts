import type { FactEvent, PersonCode, PersonRef, RecordId } from '@saite/contracts';
import type { EventPerson } from './event-person.ts';

/** Which record of a register it is and whose, as far as that can be told. */
interface RecordName {
  /** What it is, one word of the adapter's: `payment`. What is parked is named by it. */
  readonly kind: string;
  readonly recordId: RecordId | undefined;
  readonly personCode: PersonCode | undefined;
}

/** A record that is as the contract says. */
export interface GoodRecord<Content> extends RecordName {
  readonly recordId: RecordId;
  readonly personCode: PersonCode;
  readonly content: Content;
}

/** A record that cannot be read. */
export interface WrongRecord extends RecordName {
  /** Path of the field that is wrong; names of the contract, never a value. */
  readonly errorPath: string;
}

export type ReadRecord<Content> = GoodRecord<Content> | WrongRecord;

/** A page of records of the persons who were asked for, and of nobody else. */
export interface RecordsPage<Content> {
  readonly records: readonly ReadRecord<Content>[];
  /** Persons whose records are complete with this page. */
  readonly answeredFor: readonly PersonCode[];
  /** Change of the register's feed up to which this page holds; `null` if the register does not say. */
  readonly asOf: number | null;
}

/** One change of a feed that tells of everybody: its record is read only once it is known to concern us. */
export interface RecordChange<Content> {
  readonly number: number;
  readonly kind: string;
  readonly personCode: PersonCode | undefined;
  readonly read: () => ReadRecord<Content>;
}

export interface ChangesPage<Content> {
  /** Id of the feed: another one if the register lost changes. At most 64 of `A-Z a-z 0-9 _ -`. */
  readonly feed: string;
  /** Their numbers grow from one to the next. */
  readonly changes: readonly RecordChange<Content>[];
  /** Number to go on after. */
  readonly last: number;
  readonly more: boolean;
}

/**
 * A register's records of persons, as {@link startFeed} reads them: those of one person when asked, and the changes
 * of everybody. All that is particular to the register lies behind it.
 *
 * Calls throw `UpstreamError`: an outage changes nothing, anything else is parked.
 */
export interface RecordSource<Content, Mark extends string = string> {
  /** Short name of the register. */
  readonly name: string;
  /** Name of the feed of changes, like `payment-changes`: of its cursor, and of what of it is parked. */
  readonly feed: string;
  /** Version of the contract with the register, shown with what is parked. */
  readonly contractVersion: string;
  /** What an up-to-date answer for a person is marked with. Whoever has another mark is asked about again. */
  mark(now: Date): Mark;
  /** All records of some persons, page by page. A page that speaks of anybody else is refused whole. */
  records(codes: readonly PersonCode[], mark: Mark): AsyncIterable<RecordsPage<Content>>;
  /**
   * Changes of everybody after one of them, in order.
   *
   * @param feed absent if the feed was never read
   * @returns `cursor-unknown` if the register no longer knows the feed or the change
   */
  changes(
    feed: string | undefined,
    after: number,
    limit: number,
  ): Promise<ChangesPage<Content> | 'cursor-unknown'>;
  translate(content: Content, person: EventPerson, now: Date): FactEvent;
  /** The word that the register has answered for a person, where that is a fact of its own. */
  answered?(subject: PersonRef, mark: Mark, now: Date): FactEvent;
  /**
   * Whether a change is meant for us even if nobody watches its person, who is watched from then on. Without it
   * such changes are dropped.
   */
  concernsAnyone?(change: Pick<RecordChange<Content>, 'kind'>): boolean;
  /**
   * Whether the feed tells every record from the first one on. Then whoever is watched because of it is not asked
   * about at once, only with the next mark: all that the answer would hold is told already, or comes in the feed.
   */
  readonly feedTellsAll?: boolean;
}
