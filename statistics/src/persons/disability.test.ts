import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { frame, person } from '../testing/made.ts';
import { attributesOf } from './attributes.ts';
import { disabilityIn } from './disability.ts';
import type { Person } from './person.ts';

const JUNE = frame('2019-06');

function seen(someone: Person) {
  const found = disabilityIn(someone, attributesOf(someone, JUNE), JUNE);
  if (!found) return undefined;
  return {
    child: found.asChild && [...found.asChild].sort(),
    adult:
      found.asAdult && Object.fromEntries([...found.asAdult].map(([group, set]) => [group, [...set].sort()])),
  };
}

describe('a disability in a month', () => {
  it('given a decision that holds a single day of it, then it counts', () => {
    const decisions = [
      { group: 'II', from: '2019-05-01', to: '2019-06-01', disorders: ['hearing'] },
    ] as const;
    assert.deepEqual(seen(person({ born: '1970-01-01', decisions })), {
      child: undefined,
      adult: { II: ['hearing'] },
    });
    const over = [{ group: 'II', from: '2019-05-01', to: '2019-05-31' }] as const;
    assert.equal(seen(person({ born: '1970-01-01', decisions: over })), undefined);
    const toCome = [{ group: 'II', from: '2019-07-01' }] as const;
    assert.equal(seen(person({ born: '1970-01-01', decisions: toCome })), undefined);
  });

  it('given the 18th birthday in the month, and a group from that day on, then both child and adult', () => {
    const decisions = [
      { group: 'child', from: '2015-01-01', to: '2019-06-13', disorders: ['mental'] },
      { group: 'I', from: '2019-06-14', disorders: ['mental'] },
    ] as const;
    assert.deepEqual(seen(person({ born: '2001-06-14', decisions })), {
      child: ['mental'],
      adult: { I: ['mental'] },
    });
  });

  it("given a child's decision that lasts beyond the birthday, then a child up to that month, after it an adult without a group", () => {
    const decisions = [{ group: 'child', from: '2015-01-01' }] as const;
    assert.deepEqual(seen(person({ born: '2001-06-30', decisions })), { child: ['sight'], adult: undefined });
    assert.deepEqual(seen(person({ born: '2001-06-01', decisions })), {
      child: undefined,
      adult: { none: ['sight'] },
    });
  });

  it('given a group for somebody under 18, then a child: the age decides', () => {
    const decisions = [{ group: 'III', from: '2019-01-01' }] as const;
    assert.deepEqual(seen(person({ born: '2001-07-01', decisions })), { child: ['sight'], adult: undefined });
  });

  it('given two groups and several disorders in the month, then each counts', () => {
    const decisions = [
      { group: 'II', from: '2010-01-01', to: '2019-06-10', disorders: ['sight', 'movement'] },
      { group: 'I', from: '2019-06-11', disorders: ['movement'] },
    ] as const;
    assert.deepEqual(seen(person({ born: '1960-01-01', decisions })), {
      child: undefined,
      adult: { II: ['movement', 'sight'], I: ['movement'] },
    });
  });

  it('given a disorder that is not known yet, or none, then the other ones', () => {
    const decisions = [{ group: 'I', from: '2010-01-01', disorders: ['something-new'] }] as const;
    assert.deepEqual(seen(person({ born: '1960-01-01', decisions }))?.adult, { I: ['other'] });
    assert.deepEqual(
      seen(person({ born: '1960-01-01', decisions: [{ group: 'I', from: '2010-01-01', disorders: [] }] }))
        ?.adult,
      { I: ['other'] },
    );
  });

  it('given a death before the month, then none; on its first day, then it counts', () => {
    const decisions = [{ group: 'I', from: '2010-01-01' }] as const;
    assert.equal(seen(person({ born: '1960-01-01', died: '2019-05-31', decisions })), undefined);
    assert.ok(seen(person({ born: '1960-01-01', died: '2019-06-01', decisions })));
  });

  it('given a prognosticated disability, then none yet', () => {
    const decisions = [{ group: 'III', from: '2010-01-01', prognosticated: true }] as const;
    assert.equal(seen(person({ born: '1960-01-01', decisions })), undefined);
  });

  it('given no birth, then the decision tells who is a child', () => {
    assert.deepEqual(seen(person({ decisions: [{ group: 'child', from: '2010-01-01' }] })), {
      child: ['sight'],
      adult: undefined,
    });
    assert.deepEqual(seen(person({ decisions: [{ group: 'II', from: '2010-01-01' }] })), {
      child: undefined,
      adult: { II: ['sight'] },
    });
  });
});
