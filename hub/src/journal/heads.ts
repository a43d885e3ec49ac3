import type { Month, PersonRef } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';

/** The newest statement of a month in one code's series. */
export interface Head {
  readonly person: PersonRef;
  readonly month: Month;
  readonly version: number;
  readonly contentHash: string;
  readonly allowanceCents: number | null;
  /** True if a statement of the joined person replaced it. */
  readonly absorbed: boolean;
}

/** SQL: whether a statement of the joined person replaced this one. */
export const ABSORBED = `EXISTS (SELECT FROM hub.absorbed_statement absorbed WHERE absorbed.person = statement.person
  AND absorbed.month = statement.month AND absorbed.version = statement.version)`;

/** The newest statement of every month of every code's series. */
export async function loadHeads(
  transaction: Transaction,
  refs: readonly PersonRef[],
): Promise<Map<PersonRef, Head[]>> {
  const { rows } = await transaction.query<Head>({
    name: 'load-heads',
    text: `SELECT DISTINCT ON (person, month) person, month, version,
        content_hash AS "contentHash", allowance_cents AS "allowanceCents", ${ABSORBED} AS absorbed
      FROM hub.statement WHERE person = ANY($1) ORDER BY person, month, version DESC`,
    values: [refs],
  });
  const heads = new Map<PersonRef, Head[]>();
  for (const head of rows) {
    const series = heads.get(head.person);
    if (series) series.push(head);
    else heads.set(head.person, [head]);
  }
  return heads;
}

/** Heads that no statement of a joined person replaced. */
export const aliveOf = (heads: readonly Head[]): Head[] => heads.filter((head) => !head.absorbed);

/** The newest of several heads of a month: alive before absorbed, then the higher version. */
export const headOf = (heads: readonly Head[]): Head | undefined =>
  [...heads].sort((a, b) => Number(a.absorbed) - Number(b.absorbed) || b.version - a.version)[0];
