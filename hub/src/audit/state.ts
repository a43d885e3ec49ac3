import type { Transaction } from '@saite/runtime';

/** How far the chain is. */
export interface ChainState {
  /** Position of the last link: so many entries are chained. */
  readonly sealed: number;
  /** Entries that wait for the sealer. */
  readonly unsealed: number;
  /** When the oldest of them was written. */
  readonly oldestUnsealed: Date | null;
  /** Entries that wait and are not there any more: somebody took them out before they were chained. */
  readonly lost: number;
}

/** Reads how far the chain is; it counts what waits, never what is chained. */
export async function readChainState(database: Pick<Transaction, 'query'>): Promise<ChainState> {
  const { rows } = await database.query<ChainState>({
    name: 'audit-chain-state',
    text: `SELECT coalesce((SELECT position FROM audit.link ORDER BY position DESC LIMIT 1), 0) AS sealed,
      count(pending.seq) AS unsealed, min(entry.at) AS "oldestUnsealed",
      count(pending.seq) FILTER (WHERE entry.entry_id IS NULL) AS lost
      FROM audit.pending LEFT JOIN audit.entry USING (entry_id)`,
  });
  const [state] = rows;
  if (!state) throw new Error('a count gives a row');
  return state;
}
