import type { PersonRecords } from './person-records.ts';
import type { StoredRecord } from './record-store.ts';

/** A page of the records of some persons. */
export interface PlayedPage<Content> {
  readonly records: readonly Content[];
  /** Persons whose records are complete with this page. */
  readonly answeredFor: readonly string[];
  /** Token of the next page; absent on the last one. */
  readonly next?: string;
}

/**
 * A page of records, person after person. It goes on with `<place of the person>.<first change to give>`, so that
 * changes between pages skip nothing.
 *
 * @param token of the page; absent for the first
 * @returns `undefined` if the token is none
 */
export function pageOf<Code extends string, Content>(
  codes: readonly Code[],
  token: string | undefined,
  pageSize: number,
  recordsOf: (code: Code) => readonly StoredRecord<Content>[],
): PlayedPage<Content> | undefined {
  const place = /^(\d{1,3})\.(\d{1,15})$/.exec(token ?? '0.0');
  if (!place) return undefined;
  const first = Number(place[1]);
  let from = Number(place[2]);
  const records: Content[] = [];
  const answeredFor: string[] = [];
  for (const [index, code] of codes.entries()) {
    if (index < first) continue;
    for (const { sequence, content } of recordsOf(code)) {
      if (sequence < from) continue;
      if (records.length === pageSize) return { records, answeredFor, next: `${index}.${from}` };
      records.push(content);
      from = sequence + 1;
    }
    answeredFor.push(code);
    from = 0;
  }
  return { records, answeredFor };
}

/** Changes of everybody after one of them. */
export interface PlayedChanges<Content> {
  readonly changes: readonly StoredRecord<Content>[];
  /** Number to go on after. */
  readonly last: number;
  readonly more: boolean;
}

const MOST_CHANGES = 5_000;

/** @returns `undefined` if the change was not made yet: the reader knows of a time that this register has lost */
export function changesAfter<Content>(
  records: Pick<PersonRecords<Content>, 'last' | 'changesAfter'>,
  after: number,
  limit: number,
): PlayedChanges<Content> | undefined {
  if (after > records.last) return undefined;
  const most = Math.min(Math.max(limit, 1), MOST_CHANGES);
  const changes = records.changesAfter(after, most);
  const last = changes.length === most ? (changes.at(-1)?.sequence ?? records.last) : records.last;
  return { changes, last, more: last < records.last };
}
