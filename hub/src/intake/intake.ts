import { type Delivery, DONE, type Verdict } from '@saite/bus';
import { FACT_TYPES } from '@saite/contracts';
import { type Clock, type Database, faultPoint, inTransaction, type References } from '@saite/runtime';
import { appendFacts } from '../facts/append.ts';
import { type Fact, readFact } from '../facts/fact.ts';

export const INTAKE_QUEUE = 'saite.hub.intake';
/** Facts of registers that speak through adapters; what comes through the hub's own doors is appended there. */
export const INTAKE_PATTERNS = FACT_TYPES.filter((type) => !/^(spolis|saite)\./.test(type));

/**
 * Takes a batch of register events: what can be read is appended in one transaction, and only then acknowledged.
 * What cannot be taken gets its verdict, and nothing of it takes effect.
 */
export function createIntake(
  database: Database,
  references: References,
  clock: Clock,
  onTaken: (facts: readonly Fact[]) => void,
) {
  return async (batch: readonly Delivery[]): Promise<Verdict[]> => {
    const verdicts: Verdict[] = [];
    const facts: { readonly fact: Fact; readonly index: number }[] = [];
    const renamed = await references.rename(batch.map(({ body }) => body));
    for (const [index, delivery] of batch.entries()) {
      const message = renamed[index] ?? delivery;
      if ('verdict' in message) {
        verdicts.push(message);
        continue;
      }
      const read = readFact(delivery.type, message.body);
      if ('fact' in read) facts.push({ fact: read.fact, index });
      verdicts.push('fact' in read ? DONE : { verdict: 'park', ...read });
    }
    const outcomes = await inTransaction(database, async (transaction) => {
      const appended = await appendFacts(
        transaction,
        references,
        facts.map(({ fact }) => fact),
        clock.now(),
      );
      faultPoint('intake.before-commit');
      return appended;
    });
    faultPoint('intake.after-commit');
    for (const [position, { index }] of facts.entries()) {
      if (outcomes[position] === 'conflict') {
        verdicts[index] = {
          verdict: 'park',
          code: 'VERSION_CONFLICT',
          detail: 'this record version was taken with other content',
        };
      }
    }
    onTaken(facts.map(({ fact }) => fact));
    return verdicts;
  };
}
