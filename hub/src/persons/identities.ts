import type { PersonRef, Sealed } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';

/** Keeps the sealed code of references that have none yet. */
export async function keepIdentities(
  transaction: Transaction,
  sealed: ReadonlyMap<PersonRef, Sealed>,
): Promise<void> {
  if (sealed.size === 0) return;
  const rows = [...sealed].sort(([a], [b]) => (a < b ? -1 : 1));
  await transaction.query({
    name: 'keep-identities',
    text: `INSERT INTO hub.code_identity (ref, sealed) SELECT ref, sealed FROM unnest($1::text[], $2::json[]) AS row (ref, sealed)
      ON CONFLICT DO NOTHING`,
    values: [rows.map(([ref]) => ref), rows.map(([, box]) => JSON.stringify(box))],
  });
}

/** The sealed code of a reference that the hub keeps. */
export async function readIdentity(transaction: Transaction, ref: PersonRef): Promise<Sealed> {
  const { rows } = await transaction.query<{ sealed: Sealed }>({
    name: 'read-identity',
    text: 'SELECT sealed FROM hub.code_identity WHERE ref = $1',
    values: [ref],
  });
  const [row] = rows;
  if (!row) throw new Error('the hub keeps no sealed code of a person whom it told of');
  return row.sealed;
}
