import { Gauge, type Registry } from '@saite/runtime';
import type { Feed } from './store/feed-state.ts';
import type { Pending } from './store/pending.ts';

/** Figures of the feed, read when they are asked for; a database that is away shows the last ones. */
export function labisMetrics(metrics: Registry, pending: Pending, feed: Feed): void {
  new Gauge({
    name: 'saite_labis_records',
    help: 'Records that stand at LabIS or are on their way (standing), and that are to be told (waiting)',
    labelNames: ['state'],
    registers: [metrics],
    async collect() {
      const counts = await pending.counts().catch(() => undefined);
      if (!counts) return;
      this.set({ state: 'standing' }, counts.standing);
      this.set({ state: 'waiting' }, counts.waiting);
    },
  });
  new Gauge({
    name: 'saite_labis_key_version',
    help: 'Version of the key in force, by how far LabIS has it: begun, filling, complete',
    labelNames: ['state'],
    registers: [metrics],
    async collect() {
      const force = await feed.read().catch(() => undefined);
      if (!force) return;
      this.reset();
      this.set({ state: force.state }, force.keyVersion);
    },
  });
}
