import { type Adapter, UpstreamError, type WatchedPerson } from '@saite/adapter-kit';
import type { PersonCode } from '@saite/contracts';
import { openCode } from '@saite/identity';
import { type Refusal, refusePersons, takePersons } from './take.ts';
import type { FoundPersons, Pmlp } from './upstream.ts';

const CANARIES = 5;

/**
 * Watches persons at PMLP and asks for them at once. Watching comes first: what changes in between is told later.
 * A person whom PMLP does not know has no record; should one come, the watch tells.
 *
 * @param mark noted with the persons who were answered for
 * @throws UpstreamError for an outage or a lack of rights; then nothing is noted and the persons stay due
 */
export async function fetchPersons(
  adapter: Adapter,
  pmlp: Pmlp,
  persons: readonly WatchedPerson[],
  mark: string,
): Promise<void> {
  const { asked, unopened } = openCodes(adapter, persons);
  await refusePersons(adapter, unopened);
  if (asked.size === 0) return;
  try {
    await pmlp.watch([...asked.keys()]);
    const answer = await pmlp.query([...asked.keys()]);
    await refuseIfSuspicious(adapter, pmlp, [...asked.values()], answer);
    await takePersons(adapter, answer.found.values());
    await conclude(adapter, asked, answer, mark);
  } catch (error) {
    if (!(error instanceof UpstreamError) || !isAboutThePersons(error)) throw error;
    const { code, path } = error;
    await refusePersons(
      adapter,
      [...asked.values()].map((watched) => ({ watched, reason: code, path })),
    );
  }
}

/** An outage or missing rights say nothing of these persons. */
const isAboutThePersons = (error: UpstreamError): boolean =>
  error.consequence !== 'outage' && error.code !== 'NOT_AUTHORISED';

/** The persons by code; one whose key is no longer on the ring cannot be asked for. */
function openCodes(adapter: Adapter, persons: readonly WatchedPerson[]) {
  const asked = new Map<PersonCode, WatchedPerson>();
  const unopened: Refusal[] = [];
  for (const watched of persons) {
    try {
      asked.set(openCode(adapter.keys, watched.personRef, watched.code), watched);
    } catch {
      unopened.push({ watched, reason: 'KEY_UNKNOWN', path: '(identity)' });
    }
  }
  return { asked, unopened };
}

/** "Empty" from a register is not "deleted": an answer without anybody is checked against persons whom it knew. */
async function refuseIfSuspicious(
  adapter: Adapter,
  pmlp: Pmlp,
  asked: readonly WatchedPerson[],
  answer: FoundPersons,
): Promise<void> {
  if (answer.found.size > 0 || answer.wrong.length > 0) return;
  const refs = asked.map((person) => person.personRef);
  const canaries = openCodes(adapter, await adapter.watched.someWithRecords(refs, CANARIES)).asked;
  const isEmpty = asked.some((person) => person.records > 0);
  if (!isEmpty && canaries.size === 0) return;
  if (canaries.size > 0 && (await pmlp.query([...canaries.keys()])).found.size > 0 && !isEmpty) return;
  throw new UpstreamError('SUSPICIOUSLY_EMPTY', 'PMLP knows nobody where it knew somebody', 'items');
}

async function conclude(
  adapter: Adapter,
  asked: ReadonlyMap<PersonCode, WatchedPerson>,
  { found, wrong }: FoundPersons,
  mark: string,
): Promise<void> {
  const refused = new Set(wrong.map((one) => one.asked));
  const good = [...asked].filter(([code]) => !refused.has(code));
  await adapter.watched.fetched(
    good.map(([code, { personRef }]) => ({ personRef, records: found.has(code) ? 1 : 0 })),
    mark,
  );
  const mended = good.filter(([, { attempts }]) => attempts > 0).map(([, { personRef }]) => personRef);
  if (mended.length > 0) await adapter.parked.resolve(mended);
  await refusePersons(
    adapter,
    wrong.flatMap(({ asked: code, reason, path }) => {
      const watched = asked.get(code);
      return watched ? [{ watched, reason, path }] : [];
    }),
  );
}
