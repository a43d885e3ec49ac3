import { type FactEvent, type PersonCode, PersonRef, Sealed } from '@saite/contracts';
import { codesOfRefs, type KeyRing } from '@saite/identity';
import {
  type Database,
  keepRefs,
  type Log,
  type Loop,
  preparedVersion,
  type References,
  startLoop,
  type Transaction,
  tellPrepared,
} from '@saite/runtime';

interface Boxed {
  readonly subject: PersonRef;
  readonly data: FactEvent['data'];
}

const hasSeveral = ({ index }: KeyRing): boolean => Object.keys(index.keys).length > 1;

/** While the index key is being changed, whoever comes new is known under all of its versions at once. */
export async function keepNewRefs(
  transaction: Transaction,
  { keys }: References,
  facts: readonly Boxed[],
): Promise<void> {
  if (hasSeveral(keys)) await keepRefs(transaction, keys, facts.flatMap((fact) => codesOf(keys, fact)));
}

/** The codes that a fact names in its box of identity. */
const codesOf = (ring: KeyRing, { subject, data }: Boxed): PersonCode[] =>
  'identity' in data ? codesOfRefs(ring, JSON.stringify(data.identity), [subject]) : [];

const LOOK_MS = 500;
const AT_ONCE = 500;

/**
 * After the index key was changed, makes known what everybody in the hub's tables is called under the new one, and says
 * so at the end: from then on each service may go over to it. A pass that was broken off begins anew, and finds what it
 * did before.
 */
export function startPreparing(database: Database, keyRing: KeyRing, log: Log): Loop {
  return startLoop('prepare-refs', LOOK_MS, log, async () => {
    const { current } = keyRing.index;
    const prepared = await preparedVersion(database);
    if (prepared !== undefined && prepared >= current) return 'idle';
    if (hasSeveral(keyRing)) {
      const codes = (await keepAll(database, keyRing, IDENTITIES)) + (await keepAll(database, keyRing, PERSONS));
      log.info('refs.prepared', { count: codes });
    }
    await tellPrepared(database, current);
    return 'idle';
  });
}

/** Where codes lie: each reference's own, and those that PMLP's records name besides. */
const IDENTITIES = `SELECT ref AS place, 0 AS version, ref AS subject, sealed AS box FROM hub.code_identity
  WHERE (ref, 0) > ($1, $2) ORDER BY ref LIMIT ${AT_ONCE}`;
const PERSONS = `SELECT record_id AS place, version, subject, data -> 'identity' AS box FROM hub.fact
  WHERE source = 'pmlp.person' AND (record_id, version) > ($1, $2) ORDER BY record_id, version LIMIT ${AT_ONCE}`;

/** @returns how many codes were found */
async function keepAll(database: Database, ring: KeyRing, query: string): Promise<number> {
  let count = 0;
  let [place, version] = ['', 0];
  for (;;) {
    const { rows } = await database.query<{ place: string; version: number; subject: string; box: unknown }>(query, [
      place,
      version,
    ]);
    const codes = rows.flatMap(({ subject, box }) => {
      const sealed = Sealed.safeParse(box).data;
      return sealed ? codesOfRefs(ring, JSON.stringify(sealed), [PersonRef.parse(subject)]) : [];
    });
    await keepRefs(database, ring, codes);
    count += codes.length;
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return count;
    [place, version] = [last.place, last.version];
  }
}
