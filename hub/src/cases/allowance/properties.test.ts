import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CalendarDate, StatementContent, toCents } from '@saite/contracts';
import fc from 'fast-check';
import { decideAllowance } from './index.ts';
import { anyFacts, MONTHS, TODAY } from './testing/arbitrary.ts';
import { policiesOf } from './testing/given.ts';
import { oracle } from './testing/oracle.ts';

const today = CalendarDate.parse(TODAY);
const rounding = fc.constantFrom('half-up' as const, 'up' as const);
const RUNS = { numRuns: 400 };

const decideFor = (facts: Parameters<typeof decideAllowance>[0], how: 'half-up' | 'up' = 'half-up') =>
  decideAllowance(facts, policiesOf({ rounding: how }), today);
const sumOf = (amounts: readonly (Parameters<typeof toCents>[0] | null)[]) =>
  amounts.reduce((sum, amount) => sum + (amount === null ? 0 : toCents(amount)), 0);

describe('whatever the facts', () => {
  it('the decision is the one that the slow oracle reaches day by day', () => {
    fc.assert(
      fc.property(anyFacts, rounding, (facts, how) => {
        const decided = decideFor(facts, how).months.map(({ month, content }) => {
          const { policies: _policies, legalBasis: _grounds, ...told } = content;
          return [String(month), told];
        });
        const expected = MONTHS.map((month) => [month, oracle(facts, month, how)]).filter(([, told]) => told);
        assert.deepEqual(decided, expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('the order of the facts changes nothing', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const turned = {
          refs: facts.refs,
          placements: facts.placements.toReversed(),
          payments: facts.payments.toReversed(),
          incomeChecks: facts.incomeChecks.toReversed(),
          persons: facts.persons.toReversed(),
        };
        assert.deepEqual(decideFor(turned), decideFor(facts));
      }),
      RUNS,
    );
  });

  it('no cent is lost: the allowance, the share and the remainder are the base, the share and the shortfall the cost', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { content } of decideFor(facts).months) {
          const { allowance, clientShare, remainder, shortfall, serviceCost, base, stays } = content;
          if (clientShare === null || serviceCost === null) continue;
          assert.equal(sumOf([allowance, clientShare, remainder]), sumOf([base]));
          assert.equal(sumOf([clientShare, shortfall]), sumOf([serviceCost]));
          assert.equal(sumOf(stays.map((stay) => stay.clientShare)), toCents(clientShare));
          assert.equal(sumOf(stays.map((stay) => stay.serviceCost)), toCents(serviceCost));
          for (const stay of stays) assert.ok(sumOf([stay.clientShare]) <= sumOf([stay.serviceCost]));
        }
      }),
      RUNS,
    );
  });

  it('the days never exceed the month, and are those of its stays', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { month, content } of decideFor(facts).months) {
          const [year, number] = month.split('-').map(Number);
          const length = new Date(Date.UTC(year ?? 0, number ?? 0, 0)).getUTCDate();
          assert.ok(content.daysInCare >= 1 && content.daysInCare <= length);
          assert.equal(
            content.daysInCare,
            content.stays.reduce((sum, stay) => sum + stay.days, 0),
          );
          assert.equal(content.flags.includes('PART_MONTH'), content.daysInCare < length);
        }
      }),
      RUNS,
    );
  });

  it('the content is valid by the contract and survives JSON unchanged', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { content } of decideFor(facts).months) {
          assert.deepEqual(StatementContent.parse(JSON.parse(JSON.stringify(content))), content);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('the flags stand in one order, each once', () => {
    const order = Object.keys(StatementContent.shape.flags.element.enum);
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { content } of decideFor(facts).months) {
          assert.deepEqual(
            [...content.flags],
            order.filter((flag) => content.flags.some((has) => has === flag)),
          );
        }
      }),
      RUNS,
    );
  });

  it('the facts are left as they were', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const before = structuredClone(facts);
        decideFor(facts);
        assert.deepEqual(facts, before);
      }),
      { numRuns: 50 },
    );
  });
});
