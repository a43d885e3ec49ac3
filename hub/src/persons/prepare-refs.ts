import { type Bus, toMessage } from '@saite/bus';
import {
  type EventOf,
  type FactEvent,
  type PersonCode,
  PersonRef,
  RecordId,
  RecordVersion,
  Sealed,
} from '@saite/contracts';
import { codesOfRefs, eventHead, type KeyRing } from '@saite/identity';
import {
  type Clock,
  type Database,
  inTransaction,
  isRenewing,
  keepRefs,
  type Log,
  type Loop,
  preparedVersion,
  type References,
  type RenewedRef,
  readKeptCodes,
  SaiteError,
  startLoop,
  type Transaction,
  takeUntold,
  tellPrepared,
  toInstant,
} from '@saite/runtime';

interface Boxed {
  readonly subject: PersonRef;
  readonly data: FactEvent['data'];
}

/** While the index key is being changed, whoever comes new is known under all of its versions at once. */
export async function keepNewRefs(
  transaction: Transaction,
  { keys }: References,
  facts: readonly Boxed[],
): Promise<void> {
  if (isRenewing(keys))
    await keepRefs(
      transaction,
      keys,
      facts.flatMap((fact) => codesOf(keys, fact)),
    );
}

/** The codes that a fact names in its box of identity. */
const codesOf = (ring: KeyRing, { subject, data }: Boxed): PersonCode[] =>
  'identity' in data ? codesOfRefs(ring, JSON.stringify(data.identity), [subject]) : [];

const LOOK_MS = 500;
const AT_ONCE = 500;

export interface PrepareOptions {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly bus: Pick<Bus, 'state' | 'publish'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * After the index key was changed, makes known what everybody is called under the new one, and says so at the end: from
 * then on each service may go over to it. A pass that was broken off begins anew, and finds what it did before. Readers
 * of events are told, reference by reference.
 */
export function startPreparing({ database, keyRing, bus, clock, log }: PrepareOptions): Loop {
  return startLoop('prepare-refs', LOOK_MS, log, async () => {
    const { current } = keyRing.index;
    const prepared = await preparedVersion(database);
    if (prepared === undefined || prepared < current) {
      if (isRenewing(keyRing)) log.info('refs.prepared', { count: await prepareAll(database, keyRing) });
      await tellPrepared(database, current);
    }
    if (!isRenewing(keyRing) || bus.state === 'away') return 'idle';
    return tellRenewed(database, keyRing, bus, clock);
  });
}

/** @returns how many codes were found; the same one may lie in several places */
async function prepareAll(database: Database, keyRing: KeyRing): Promise<number> {
  const own = (await keepAll(database, keyRing, IDENTITIES)) + (await keepAll(database, keyRing, PERSONS));
  let kept = 0;
  for (let after: number | undefined = 0; after !== undefined; ) {
    const { codes, last } = await readKeptCodes(database, keyRing, after, AT_ONCE);
    await keepRefs(database, keyRing, codes);
    kept += codes.length;
    after = last;
  }
  return own + kept;
}

/**
 * Tells whoever keeps something by references what each is called from now on, until the broker has each word; told twice,
 * it is the same event. It goes by no outbox: there the former reference would be renewed like any other.
 */
function tellRenewed(
  database: Database,
  ring: KeyRing,
  bus: PrepareOptions['bus'],
  clock: Clock,
): Promise<'more' | 'idle'> {
  return inTransaction(database, async (transaction) => {
    const { taken, renewed } = await takeUntold(transaction, ring, AT_ONCE);
    const now = clock.now();
    const outcomes = await bus.publish(renewed.map((each) => toMessage(renewedEvent(ring, each, now))));
    if (outcomes.some((outcome) => outcome !== 'sent'))
      throw new SaiteError(
        'BROKER_AWAY',
        'The broker did not take what references are called; it is told again.',
      );
    return taken === AT_ONCE ? 'more' : 'idle';
  });
}

function renewedEvent(
  ring: KeyRing,
  { ref, former }: RenewedRef,
  now: Date,
): EventOf<'saite.person-ref.renewed.v1'> {
  const record = { subject: ref, recordId: RecordId.parse(ref), recordVersion: RecordVersion.parse(1) };
  return {
    ...eventHead(ring, '/saite', 'saite.person-ref', record, toInstant(now)),
    type: 'saite.person-ref.renewed.v1',
    data: { formerRef: former },
  };
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
    const { rows } = await database.query<{ place: string; version: number; subject: string; box: unknown }>(
      query,
      [place, version],
    );
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
