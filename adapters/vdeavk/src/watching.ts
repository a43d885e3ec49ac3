import { type Adapter, type CodeToWatch, consumeEvents, DONE, type Verdict } from '@saite/adapter-kit';
import type { EventOf } from '@saite/contracts';
import { openCode, openPerson, personRef, sealCode } from '@saite/identity';
import { inTransaction } from '@saite/runtime';

const TYPES = ['sopa.service.recorded.v1', 'spolis.placement.recorded.v1', 'pmlp.person.updated.v1'] as const;
type WatchingEvent = EventOf<(typeof TYPES)[number]>;
type PersonEvent = EventOf<'pmlp.person.updated.v1'>;

const WRONG_BOX: Verdict = {
  verdict: 'park',
  code: 'SEALED_WRONG',
  detail: 'the sealed identity does not open with the key of its version',
};

/**
 * Watches whoever gets a social service (*sociālais pakalpojums*) that stands or is placed in care, under all codes
 * that a person record links to a watched one. All come through one queue: what watches and what links must not pass
 * each other by.
 *
 * @param onTaken told when a batch was taken: somebody may be newly watched
 */
export const watchPersons = (adapter: Adapter, queue: string, onTaken: () => void): Promise<void> =>
  consumeEvents(adapter, {
    queue,
    types: TYPES,
    take: async (events) => {
      const read = events.map((event) => readCodes(adapter, event));
      await inTransaction(adapter.database, async (transaction) => {
        const concerned: CodeToWatch[] = [];
        for (const [index, { type, subject }] of events.entries()) {
          const codes = read[index] ?? [];
          if (type !== 'pmlp.person.updated.v1') concerned.push(...codes);
          else if (codes.length > 1) await adapter.watched.link(transaction, subject, codes);
        }
        await adapter.watched.watch(transaction, concerned);
        await adapter.watched.wantAnswer(
          transaction,
          concerned.map((code) => code.personRef),
        );
      });
      onTaken();
      return read.map((codes) => (codes ? DONE : WRONG_BOX));
    },
  });

/** The codes that an event makes watched or links; `undefined` if its box does not open. */
function readCodes(adapter: Adapter, event: WatchingEvent): readonly CodeToWatch[] | undefined {
  try {
    if (event.type === 'pmlp.person.updated.v1') return codesOfPerson(adapter, event);
    const { subject, data } = event;
    openCode(adapter.keys, subject, data.identity);
    // Nobody is asked about because of a service that its municipality deleted.
    const isDeleted = event.type === 'sopa.service.recorded.v1' && data.withdrawn;
    return isDeleted ? [] : [{ personRef: subject, code: data.identity }];
  } catch {
    return undefined;
  }
}

function codesOfPerson({ keys }: Adapter, { subject, data }: PersonEvent): CodeToWatch[] {
  const { personCode, formerCodes } = openPerson(keys, subject, data.identity);
  return [personCode, ...formerCodes].map((code) => {
    const ref = personRef(keys, code);
    return { personRef: ref, code: sealCode(keys, ref, code) };
  });
}
