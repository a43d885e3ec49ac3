import type { Adapter } from '@saite/adapter-kit';
import { FUNCTIONAL_DISORDERS } from '@saite/contracts';
import { Counter } from '@saite/runtime';
import type { DecisionRecord } from './protocol.ts';

/**
 * Reports disorders (*funkcionālo traucējumu veidi*) that the code list does not have: the decision is told all the
 * same, but counts among the other ones until the list is extended. The code itself is not repeated: nobody knows what
 * a register may write into it.
 */
export function reportUnknownDisorders({ log, metrics }: Pick<Adapter, 'log' | 'metrics'>) {
  const unknown = new Counter({
    name: 'saite_vdeavk_unknown_disorders_total',
    help: 'Disorders of decisions that the code list does not have',
    registers: [metrics],
  });
  let isSaid = false;
  return ({ disorders }: Pick<DecisionRecord, 'disorders'>): void => {
    const count = disorders.filter((disorder) => !Object.hasOwn(FUNCTIONAL_DISORDERS, disorder)).length;
    if (count === 0) return;
    unknown.inc(count);
    if (!isSaid) log.warn('vdeavk.disorder-unknown', { code: 'DISORDER_UNKNOWN', count });
    isSaid = true;
  };
}
