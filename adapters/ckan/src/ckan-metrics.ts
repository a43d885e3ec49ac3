import { Gauge, type Registry } from '@saite/runtime';
import type { Editions } from './store/editions.ts';

/** Figures of editions, read when they are asked for; a database that is away shows the last ones. */
export function ckanMetrics(metrics: Registry, editions: Editions): void {
  new Gauge({
    name: 'saite_ckan_editions',
    help: 'Editions by state; refused ones wait for an operator',
    labelNames: ['state'],
    registers: [metrics],
    async collect() {
      await editions.counts().then(
        (counts) => {
          this.reset();
          for (const { state, count } of counts) this.set({ state }, count);
        },
        () => {},
      );
    },
  });
}
