import { type Adapter, type CodeToWatch, publishFacts } from '@saite/adapter-kit';
import type { PersonCode } from '@saite/contracts';
import { personRef, sealCode } from '@saite/identity';
import { inTransaction } from '@saite/runtime';
import { CONTRACT_VERSION, type PersonRecord } from './protocol.ts';
import { personUpdated } from './translate.ts';

/** A code with its reference, sealed for keeping. */
export function toWatch({ keys }: Adapter, code: PersonCode): CodeToWatch {
  const ref = personRef(keys, code);
  return { personRef: ref, code: sealCode(keys, ref, code) };
}

/** Publishes persons, and watches all codes of each from now on. Returns only if all of it is safe. */
export async function takePersons(adapter: Adapter, records: Iterable<PersonRecord>): Promise<void> {
  const byCode = new Map([...records].map((record) => [record.person_code, record]));
  const now = adapter.clock.now();
  await publishFacts(
    adapter,
    [...byCode.values()].map((record) => personUpdated(adapter.keys, record, now)),
  );
  const changed = [...byCode.values()].filter((record) => record.former_codes.length > 0);
  if (changed.length === 0) return;
  await inTransaction(adapter.database, async (transaction) => {
    for (const { person_code, former_codes } of changed) {
      const codes = [person_code, ...former_codes].map((code) => toWatch(adapter, code));
      await adapter.watched.link(transaction, personRef(adapter.keys, person_code), codes);
    }
  });
}

/** A person for whom the answer must not be taken. */
export interface Refusal {
  readonly watched: CodeToWatch;
  readonly reason: string;
  readonly path: string;
}

/** Parks the reasons, once a person, and asks for the persons again after a growing time. */
export async function refusePersons(adapter: Adapter, refusals: readonly Refusal[]): Promise<void> {
  if (refusals.length === 0) return;
  const [first] = refusals;
  adapter.log.error('pmlp.answer-refused', { code: first?.reason ?? '', count: refusals.length });
  await adapter.parked.park(
    refusals.map(({ watched, reason, path }) => ({ item: watched.personRef, reason, errorPath: path })),
    CONTRACT_VERSION,
  );
  await adapter.watched.refused(refusals.map((refusal) => refusal.watched.personRef));
}
