import { Gauge, type HeldMessages, type Registry } from '@saite/runtime';
import type { Deliveries, ParkedAnswers, WatchedPersons } from './store/index.ts';

interface Stores {
  readonly held: HeldMessages;
  readonly watched: WatchedPersons;
  readonly deliveries: Deliveries;
  readonly parked: ParkedAnswers;
}

/** Figures of an adapter's store, read when they are asked for; a store that is away shows its last ones. */
export function storeMetrics(metrics: Registry, { held, watched, deliveries, parked }: Stores): void {
  const gauge = (name: string, help: string, labelNames: string[], collect: (of: Gauge) => Promise<void>) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [metrics],
      async collect() {
        await collect(this).catch(() => {});
      },
    });
  gauge(
    'saite_adapter_persons',
    'Watched codes, and those that wait for an answer',
    ['state'],
    async (of) => {
      const { watched: all, waiting } = await watched.counts();
      of.set({ state: 'watched' }, all);
      of.set({ state: 'waiting' }, waiting);
    },
  );
  gauge('saite_adapter_deliveries', 'Deliveries to the register by state', ['state'], async (of) => {
    of.reset();
    for (const { state, count } of await deliveries.counts()) of.set({ state }, count);
  });
  gauge(
    'saite_adapter_parked_answers',
    'Refused answers of the register by reason',
    ['reason'],
    async (of) => {
      of.reset();
      for (const { reason, count } of await parked.counts()) of.set({ reason }, count);
    },
  );
  gauge('saite_adapter_held_messages', 'Messages not taken yet', ['state', 'code'], async (of) => {
    of.reset();
    for (const { state, code, count } of await held.counts()) of.inc({ state, code }, count);
  });
}
