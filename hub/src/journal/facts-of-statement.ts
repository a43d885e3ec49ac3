import type { PaymentRecorded, PersonRef, PlacementRecorded, TraceSource } from '@saite/contracts';
import { type Transaction, toInstant } from '@saite/runtime';
import { digestOfKeys, digestOfTexts, FACT_KEY } from '../deciders/load-facts.ts';

/** A payment or placement in the version that was known when a statement was issued. */
type Known =
  | { readonly source: 'sais.payment'; readonly data: PaymentRecorded }
  | { readonly source: 'spolis.placement'; readonly data: PlacementRecorded };

/** The records that a statement was made from. */
export interface StatementFacts {
  /** Digests of all facts known then, of which the statement keeps one. */
  readonly digests: readonly string[];
  /** By record id. */
  readonly payments: ReadonlyMap<string, TraceSource & { readonly data: PaymentRecorded }>;
  readonly placements: ReadonlyMap<string, TraceSource & { readonly data: PlacementRecorded }>;
}

const KNOWN = 'known_at <= $2';
const NEWER = `FROM hub.fact newer WHERE newer.source = fact.source AND newer.record_id = fact.record_id
  AND newer.version > fact.version AND newer.known_at <= $2`;
const CONTENT_KEY = "source || '/' || record_id || '/' || version || '/' || content_hash";
const COLUMNS = `${FACT_KEY} AS key, ${CONTENT_KEY} AS "contentKey", source, version, known_at AS "knownAt",
  CASE WHEN source IN ('sais.payment', 'spolis.placement') THEN data END AS data`;

/**
 * The facts about a person as they were known at an instant: the highest version of each record that had come by then.
 *
 * @param refs all codes of the person
 */
export async function readFactsKnownAt(
  database: Pick<Transaction, 'query'>,
  refs: readonly PersonRef[],
  instant: Date,
): Promise<StatementFacts> {
  const { rows } = await database.query<
    Known & { key: string; contentKey: string; version: number; knownAt: Date }
  >({
    name: 'facts-known-at',
    text: `SELECT ${COLUMNS} FROM hub.fact WHERE subject = ANY($1) AND ${KNOWN} AND NOT EXISTS (SELECT ${NEWER})
      UNION ALL
      SELECT ${COLUMNS} FROM hub.fact WHERE source = 'pmlp.person' AND record_id = ANY($1) AND ${KNOWN}
        AND EXISTS (SELECT ${NEWER})`,
    values: [refs, instant],
  });
  const payments = new Map<string, TraceSource & { readonly data: PaymentRecorded }>();
  const placements = new Map<string, TraceSource & { readonly data: PlacementRecorded }>();
  for (const row of rows) {
    const told = { recordVersion: row.version, receivedAt: toInstant(row.knownAt) };
    if (row.source === 'sais.payment') {
      const { data } = row;
      payments.set(data.recordId, {
        register: 'sais',
        recordId: data.recordId,
        ...told,
        from: data.periodFrom,
        to: data.periodTo,
        data,
      });
    } else if (row.source === 'spolis.placement') {
      const { data } = row;
      placements.set(data.recordId, {
        register: 'spolis',
        recordId: data.recordId,
        ...told,
        from: data.withdrawn ? null : data.stay.startedOn,
        to: data.withdrawn ? null : (data.stay.endedOn ?? null),
        data,
      });
    }
  }
  const digests = [
    digestOfKeys(rows.map(({ key }) => key)),
    digestOfTexts(rows.map(({ contentKey }) => contentKey)),
  ];
  return { digests, payments, placements };
}
