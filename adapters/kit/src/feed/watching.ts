import { DONE, type Verdict } from '@saite/bus';
import type { EventOf, FactEvent } from '@saite/contracts';
import { openCode, openPerson, personRef, sealCode } from '@saite/identity';
import { inTransaction, type Transaction } from '@saite/runtime';
import type { Adapter } from '../adapter.ts';
import { consumeEvents } from '../consume.ts';
import type { CodeToWatch } from '../store/index.ts';

export type PlacementEvent = EventOf<'spolis.placement.recorded.v1'>;
type PersonEvent = EventOf<'pmlp.person.updated.v1'>;
type CrisisEvent = EventOf<'npais.crisis.reported.v1'>;

const TYPES = ['spolis.placement.recorded.v1', 'pmlp.person.updated.v1'] as const;

const WRONG_BOX: Verdict = {
  verdict: 'park',
  code: 'SEALED_WRONG',
  detail: 'the sealed identity does not open with the key of its version',
};

export interface WatchingOptions {
  /** Queue of placements and person records, and of crises where these are wanted. */
  readonly queue: string;
  /** Whether a notice of crisis makes its child watched too. */
  readonly crises?: boolean;
  /** Whose placement makes a person watched; without it everybody's. */
  readonly concerns?: (placement: PlacementEvent) => boolean;
  /** What else placements mean to this register, within the transaction that watches. */
  readonly alsoTake?: (transaction: Transaction, placements: readonly PlacementEvent[]) => Promise<void>;
  /** Told when a batch was taken: somebody may be newly watched. */
  readonly onTaken: () => void;
}

/**
 * Watches whoever is placed in care, or in a crisis, under all codes that a person record links to a watched one, whichever of the
 * two became known first.
 */
export const startWatching = (adapter: Adapter, options: WatchingOptions): Promise<void> =>
  consumeEvents(adapter, {
    queue: options.queue,
    types: options.crises ? [...TYPES, 'npais.crisis.reported.v1'] : TYPES,
    take: async (events) => {
      const read = events.map((event) => readCodes(adapter, event));
      await inTransaction(adapter.database, async (transaction) => {
        const placements: PlacementEvent[] = [];
        const crises: CrisisEvent[] = [];
        for (const [index, event] of events.entries()) {
          const codes = read[index];
          if (!codes) continue;
          if (event.type === 'spolis.placement.recorded.v1') placements.push(event);
          if (event.type === 'npais.crisis.reported.v1') crises.push(event);
          if (event.type === 'pmlp.person.updated.v1' && codes.length > 1)
            await adapter.watched.link(transaction, event.subject, codes);
        }
        const concerned = placements.filter((placement) => options.concerns?.(placement) ?? true);
        await adapter.watched.watch(transaction, [...concerned, ...crises].map(codeOf));
        await options.alsoTake?.(transaction, placements);
      });
      options.onTaken();
      return read.map((codes) => (codes ? DONE : WRONG_BOX));
    },
  });

const codeOf = ({ subject, data }: PlacementEvent | CrisisEvent): CodeToWatch => ({
  personRef: subject,
  code: data.identity,
});

/** The codes that an event speaks of; `undefined` if its box does not open. */
function readCodes(adapter: Adapter, event: FactEvent): readonly CodeToWatch[] | undefined {
  try {
    if (event.type === 'spolis.placement.recorded.v1' || event.type === 'npais.crisis.reported.v1') {
      openCode(adapter.keys, event.subject, event.data.identity);
      return [codeOf(event)];
    }
    return event.type === 'pmlp.person.updated.v1' ? codesOfPerson(adapter, event) : [];
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
