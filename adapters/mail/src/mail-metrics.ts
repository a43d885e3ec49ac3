import { Gauge, type Registry } from '@saite/runtime';
import type { Letters } from './store/letters.ts';
import type { Notices } from './store/notices.ts';

/** Figures of notices and letters, read when they are asked for; a database that is away shows the last ones. */
export function mailMetrics(metrics: Registry, notices: Notices, letters: Letters): void {
  const setLetters = async (gauge: Gauge) => {
    const counts = await letters.counts();
    gauge.reset();
    for (const { state, count } of counts) gauge.set({ state }, count);
  };
  new Gauge({
    name: 'saite_mail_letters',
    help: 'Letters by state; refused and unknown ones wait for an operator',
    labelNames: ['state'],
    registers: [metrics],
    async collect() {
      await setLetters(this).catch(() => {});
    },
  });
  new Gauge({
    name: 'saite_mail_notices_waiting',
    help: 'Alerts that no letter has taken yet, counted by recipient',
    registers: [metrics],
    async collect() {
      await notices.waiting().then(
        (count) => this.set(count),
        () => {},
      );
    },
  });
}
