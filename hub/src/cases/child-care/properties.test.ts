import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CalendarDate, dayNumber, type Instant } from '@saite/contracts';
import fc from 'fast-check';
import type { PersonFacts } from '../case.ts';
import { decideChildCare, isChildCase, readChildCase, viewChild } from './index.ts';
import { anyChild, anyDay } from './testing/arbitrary.ts';
import { policiesOf } from './testing/given.ts';
import { dateAfter, oracle } from './testing/oracle.ts';

const RUNS = { numRuns: 600 };
const policies = policiesOf();
const utcDay = (instant: Instant) => CalendarDate.parse(instant.slice(0, 10));
const decide = (facts: PersonFacts, on: string) =>
  decideChildCare(facts, policies, CalendarDate.parse(on), utcDay);
const kindsOf = (facts: PersonFacts, on: string) =>
  (decide(facts, on)?.openAlerts ?? []).map(({ condition }) => condition.kind as string).sort();

describe('whatever the facts of a child', () => {
  it('the alerts open on a day are those that the slow oracle finds for that day alone', () => {
    fc.assert(
      fc.property(anyChild, anyDay, (facts, on) => {
        assert.deepEqual(
          kindsOf(facts, on),
          isChildCase(facts) ? oracle(facts, dayNumber(CalendarDate.parse(on))) : [],
        );
      }),
      { numRuns: 4_000 },
    );
  });

  it('the order of the facts changes nothing', () => {
    fc.assert(
      fc.property(anyChild, anyDay, (facts, on) => {
        const turned: PersonFacts = {
          ...facts,
          placements: facts.placements.toReversed(),
          custody: facts.custody.toReversed(),
          contactReports: facts.contactReports.toReversed(),
          crises: facts.crises.toReversed(),
        };
        const say = (given: PersonFacts) => {
          const child = readChildCase(given, policies, utcDay);
          return [
            kindsOf(given, on),
            viewChild(child, policies, CalendarDate.parse(on)),
            decide(given, on)?.keepers,
          ];
        };
        assert.deepEqual(say(turned), say(facts));
      }),
      RUNS,
    );
  });

  it('nothing opens or closes on a day for which no wake-up was set', () => {
    fc.assert(
      fc.property(anyChild, (facts) => {
        let wakeOn: string | null = dateAfter(-1);
        let said = kindsOf(facts, dateAfter(-1));
        for (let offset = 0; offset < 1300; offset += 1) {
          const on = dateAfter(offset);
          const isAwake = wakeOn === null ? false : wakeOn <= on;
          const now = kindsOf(facts, on);
          if (!isAwake) assert.deepEqual(now, said, `changed unseen on ${on}`);
          if (isAwake || offset === 0) wakeOn = decide(facts, on)?.wakeOn ?? null;
          said = now;
        }
      }),
      { numRuns: 12 },
    );
  });

  it('days in care are counted once, the continuous ones among all', () => {
    fc.assert(
      fc.property(anyChild, anyDay, (facts, on) => {
        const { stay } = viewChild(readChildCase(facts, policies, utcDay), policies, CalendarDate.parse(on));
        assert.ok(stay.continuousDays <= stay.cumulativeDays);
        assert.equal(stay.since === null, stay.continuousDays === 0);
      }),
      RUNS,
    );
  });

  it('of the three report alerts at most one is open', () => {
    fc.assert(
      fc.property(anyChild, anyDay, (facts, on) => {
        assert.ok(kindsOf(facts, on).filter((kind) => kind.startsWith('report-')).length <= 1);
      }),
      RUNS,
    );
  });
});
