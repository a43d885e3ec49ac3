import { type Adapter, isOutage, UpstreamError } from '@saite/adapter-kit';
import type { PersonCode } from '@saite/contracts';
import { personRef } from '@saite/identity';
import { inTransaction } from '@saite/runtime';
import { CODES_AT_ONCE, CONTRACT_VERSION, type PersonRecord } from './protocol.ts';
import { refusePersons, takePersons, toWatch } from './take.ts';
import type { Pmlp } from './upstream.ts';

const CURSOR = 'person-changes';
const GENERATION = 'generation';
const FEED = 'feed:person-changes';

/** How often PMLP began its changes anew: with each time everybody is watched and asked for again. */
export const generationOf = async ({ cursors }: Adapter): Promise<number> =>
  Number((await cursors.read(GENERATION)) ?? 0);

/**
 * Reads who of the watched persons changed, asks for them and publishes them; the cursor moves once all of it is
 * safe in the broker.
 *
 * @param onWork told when persons are to be asked for by the other loop
 */
export async function readChanges(
  adapter: Adapter,
  pmlp: Pmlp,
  onWork: () => void,
): Promise<'more' | 'idle'> {
  try {
    return await readPage(adapter, pmlp, onWork);
  } catch (error) {
    if (error instanceof UpstreamError && !isOutage(error)) {
      const refused = { item: FEED, reason: error.code, errorPath: error.path };
      await adapter.parked.park([refused], CONTRACT_VERSION);
    }
    throw error;
  }
}

async function readPage(adapter: Adapter, pmlp: Pmlp, onWork: () => void): Promise<'more' | 'idle'> {
  const { cursors, parked, log } = adapter;
  const cursor = await cursors.read(CURSOR);
  const page = await pmlp.changes(cursor);
  if (page === 'cursor-unknown') {
    log.warn('pmlp.cursor-set-back', { code: 'CURSOR_UNKNOWN' });
    await cursors.move(GENERATION, String((await generationOf(adapter)) + 1));
    await cursors.setBack(CURSOR);
    onWork();
    return 'more';
  }
  const codes = [...new Set(page.changes.map((change) => change.person_code))];
  for (let from = 0; from < codes.length; from += CODES_AT_ONCE) {
    await takeChanged(adapter, pmlp, codes.slice(from, from + CODES_AT_ONCE), onWork);
  }
  if (page.next === cursor) return 'idle';
  await cursors.move(CURSOR, page.next);
  await parked.resolve([FEED]);
  return page.changes.length > 0 ? 'more' : 'idle';
}

async function takeChanged(
  adapter: Adapter,
  pmlp: Pmlp,
  codes: readonly PersonCode[],
  onWork: () => void,
): Promise<void> {
  const { found, wrong } = await pmlp.query(codes);
  await takePersons(adapter, await onlyWatched(adapter, [...found.values()]));
  const unanswered = codes
    .filter((code) => !found.has(code) && wrong.every((one) => one.asked !== code))
    .map((asked) => ({ asked, reason: 'NOT_ANSWERED', path: 'items' }));
  const refusals = [...wrong, ...unanswered].map(({ asked, reason, path }) => ({
    watched: toWatch(adapter, asked),
    reason,
    path,
  }));
  if (refusals.length === 0) return;
  // PMLP named them as present codes of watched persons: they are asked for again until they can be read.
  await inTransaction(adapter.database, (transaction) =>
    adapter.watched.watch(
      transaction,
      refusals.map((refusal) => refusal.watched),
    ),
  );
  await refusePersons(adapter, refusals);
  onWork();
}

/** Nobody else's data are taken: a person counts as watched if one of the codes in the record is. */
async function onlyWatched(adapter: Adapter, records: readonly PersonRecord[]): Promise<PersonRecord[]> {
  const refsOf = ({ person_code, former_codes }: PersonRecord) =>
    [person_code, ...former_codes].map((code) => personRef(adapter.keys, code));
  const known = await adapter.watched.among(records.flatMap(refsOf));
  return records.filter((record) => refsOf(record).some((ref) => known.has(ref)));
}
