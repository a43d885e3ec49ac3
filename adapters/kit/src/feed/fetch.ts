import type { FactEvent, PersonCode } from '@saite/contracts';
import type { Adapter } from '../adapter.ts';
import { publishFacts } from '../publish.ts';
import type { FetchedPerson, RefusedAnswer, WatchedPerson } from '../store/index.ts';
import { UpstreamError } from '../upstream/upstream-error.ts';
import { type Asked, askedOf, refusePersons, spoil } from './asked.ts';
import { parkedItem, parkedRecord } from './parked-item.ts';
import type { RecordSource } from './source.ts';
import { refuseIfSuspicious } from './suspicion.ts';

/**
 * Asks a register for all records of some persons and publishes them, then, where the register has one, the word
 * that it has answered for each of whom everything could be read. Marks nothing before the broker has it all.
 *
 * @throws UpstreamError for an outage; then nothing is noted and the persons stay due
 */
export async function fetchPersons<Content, Mark extends string>(
  adapter: Adapter,
  source: RecordSource<Content, Mark>,
  persons: readonly WatchedPerson[],
  mark: Mark,
): Promise<void> {
  const { contractVersion } = source;
  const { asked, unopened } = askedOf(adapter, persons);
  await refusePersons(adapter, unopened, {
    reason: 'KEY_UNKNOWN',
    errorPath: '(identity)',
    contractVersion,
  });
  if (asked.size === 0) return;
  try {
    const asOf = await publishRecords(adapter, source, asked, mark);
    await refuseIfSuspicious(adapter, source, [...asked.values()], mark);
    await conclude(adapter, source, { asked: [...asked.values()], mark, asOf });
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.consequence === 'outage') throw error;
    const all = [...asked.values()].map((person) => person.watched);
    await refusePersons(adapter, all, { reason: error.code, errorPath: error.path, contractVersion });
  }
}

/** @returns change number up to which the whole answer holds */
async function publishRecords<Content, Mark extends string>(
  adapter: Adapter,
  source: RecordSource<Content, Mark>,
  asked: ReadonlyMap<PersonCode, Asked>,
  mark: Mark,
): Promise<number | null> {
  let asOf: number | null = null;
  for await (const page of source.records([...asked.keys()], mark)) {
    asOf ??= page.asOf;
    const events: FactEvent[] = [];
    const refused: RefusedAnswer[] = [];
    const mended: string[] = [];
    for (const record of page.records) {
      if (!('content' in record)) {
        const whose = record.personCode && asked.get(record.personCode);
        refused.push(parkedRecord(adapter, record, whose ? whose.watched.personRef : undefined));
        spoil(asked, record.personCode);
        continue;
      }
      const person = asked.get(record.personCode);
      if (!person) continue; // a source lets nobody else's record through
      person.records += 1;
      if (person.watched.attempts > 0) mended.push(parkedItem(adapter, record));
      events.push(source.translate(record.content, person.event, adapter.clock.now()));
    }
    await adapter.parked.park(refused, source.contractVersion);
    await publishFacts(adapter, events);
    if (mended.length > 0) await adapter.parked.resolve(mended);
    for (const code of page.answeredFor) {
      const person = asked.get(code);
      if (person) person.answered = true;
    }
  }
  return asOf;
}

/** Tells the persons for whom the register has answered, and notes the others to be asked again. */
async function conclude<Content, Mark extends string>(
  adapter: Adapter,
  source: RecordSource<Content, Mark>,
  { asked, mark, asOf }: { asked: readonly Asked[]; mark: Mark; asOf: number | null },
): Promise<void> {
  const good = asked.filter((person) => person.answered && !person.spoiled);
  const now = adapter.clock.now();
  const words = good.flatMap(({ event }) => source.answered?.(event.subject, mark, now) ?? []);
  await publishFacts(adapter, words);
  const fetched: FetchedPerson[] = good.map(({ watched, records }) => ({
    personRef: watched.personRef,
    records,
  }));
  await adapter.watched.fetched(fetched, mark, asOf);
  const again = good.filter((person) => person.watched.attempts > 0);
  if (again.length > 0) await adapter.parked.resolve(again.map((person) => person.watched.personRef));
  const spoiled = asked.filter((person) => person.spoiled).map((person) => person.watched.personRef);
  if (spoiled.length > 0) await adapter.watched.refused(spoiled);
  const silent = asked.filter((person) => !person.answered && !person.spoiled);
  await refusePersons(
    adapter,
    silent.map((person) => person.watched),
    { reason: 'NOT_ANSWERED', errorPath: 'AnsweredFor', contractVersion: source.contractVersion },
  );
}
