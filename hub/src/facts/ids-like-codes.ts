import { showsPersonCode } from '@saite/contracts';
import { Counter, type Registry } from '@saite/runtime';
import type { Fact } from './fact.ts';

/** What of a fact is sealed, and the residences, whose address codes are PMLP's own. */
const NO_IDS = { identity: undefined, narrative: undefined, residences: undefined };

/**
 * Whether a fact shows a personal code. Of what is not sealed only ids can: whoever tells a fact chooses them, and they
 * are kept and told in clear.
 */
export const hasIdLikeCode = ({ data }: Pick<Fact, 'data'>): boolean =>
  showsPersonCode(JSON.stringify({ ...data, ...NO_IDS }));

/** Counts facts whose ids look like personal codes, never which: an operator learns who has to be told not to do that. */
export class IdsLikeCodes {
  readonly #count: Counter;

  constructor(metrics: Registry) {
    this.#count = new Counter({
      name: 'saite_ids_like_codes_total',
      help: 'Fact versions taken in an id of which shows a personal code, by register and thing',
      labelNames: ['source'],
      registers: [metrics],
    });
  }

  note(facts: readonly Fact[]): void {
    for (const fact of facts) if (hasIdLikeCode(fact)) this.#count.inc({ source: fact.source });
  }
}
