import {
  type FailureGroup,
  type FailureQuery,
  type HeldItem,
  type HeldItemDetail,
  type HeldItemId,
  type HeldQuery,
  type HeldSearch,
  type History,
  type HistoryQuery,
  type OperatorOverview,
  showsPersonCode,
} from '@saite/contracts';
import { personRef } from '@saite/identity';
import { sayDetail } from '../../operator/detail.ts';
import { readGroups } from '../../operator/groups.ts';
import { readItem, readPage, sayItem, searchItems } from '../../operator/items.ts';
import * as overview from '../../operator/overview.ts';
import * as samples from '../../operator/samples.ts';
import { refsOfPerson } from '../../persons/groups.ts';
import type { Call } from '../call.ts';
import { ProblemError } from '../problem-error.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** `GET /v1/operator/overview` */
export async function readOverview({ door, read }: Call): Promise<OperatorOverview> {
  const told = await door.told();
  return read(async (transaction) => ({
    answer: await overview.readOverview(transaction, told, door.clock.now()),
    persons: [],
  }));
}

/** `GET /v1/operator/history` */
export function readHistory({ door, read }: Call, { service, since }: HistoryQuery): Promise<History> {
  const now = door.clock.now().getTime();
  const from = since === undefined ? now - HOUR_MS : Math.max(now - DAY_MS, new Date(since).getTime());
  return read(async (transaction) => ({
    answer: await samples.readHistory(transaction, service, new Date(from)),
    persons: [],
    ...(service !== undefined && { target: service }),
  }));
}

/** `GET /v1/operator/failures` */
export function listFailures(
  { read }: Call,
  query: FailureQuery,
): Promise<{ total: number; items: FailureGroup[]; next: null }> {
  return read(async (transaction) => {
    const items = await readGroups(transaction, query);
    const total = items.reduce((sum, { count }) => sum + count, 0);
    return { answer: { total, items, next: null }, persons: personsOf(query) };
  });
}

/** `GET /v1/operator/held`: without anything that tells whose they are, so that looking at lists is looking at nobody. */
export function listHeld(
  { read }: Call,
  query: HeldQuery,
): Promise<{ items: HeldItem[]; next: string | null }> {
  return read(async (transaction) => {
    const { rows, next } = await readPage(transaction, query);
    return { answer: { items: rows.map(sayItem), next }, persons: personsOf(query) };
  });
}

const personsOf = ({ personRef: ref }: Pick<HeldQuery, 'personRef'>) => (ref === undefined ? [] : [ref]);

/** `GET /v1/operator/held/{itemId}`: opening it is the act that is noted with the person. */
export function readHeld({ door, read }: Call, itemId: HeldItemId): Promise<HeldItemDetail> {
  return read(async (transaction) => {
    const row = await readItem(transaction, itemId);
    if (!row) throw new ProblemError('NOT_FOUND');
    return {
      answer: await sayDetail(transaction, door.keyRing, row),
      persons: row.subject === null ? [] : [row.subject],
      target: itemId,
    };
  });
}

/** `POST /v1/operator/held/search`: a personal code is looked for under its keyed reference, and noted with the person. */
export function searchHeld(
  { door, read }: Call,
  search: HeldSearch,
): Promise<{ items: HeldItem[]; next: null }> {
  return read(async (transaction) => {
    const { personCode } = search;
    const refs =
      personCode === undefined
        ? []
        : await refsOfPerson(transaction, door.references, personRef(door.keyRing, personCode));
    const rows = await searchItems(transaction, refs, search);
    const found = rows.flatMap(({ subject }) => subject ?? []);
    const key = search.recordId ?? search.eventId ?? search.reportId ?? search.deliveryId;
    // What somebody typed that may be a code is not kept; whom the answer shows is noted all the same.
    const target = key === undefined || showsPersonCode(key) ? undefined : key;
    return {
      answer: { items: rows.map(sayItem), next: null },
      persons: [...new Set([...refs, ...found])],
      ...(target !== undefined && { target }),
    };
  });
}
