import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  acknowledged,
  born,
  crisis,
  decideOn,
  decision,
  type Given,
  kindsOn,
  openOn,
  report,
  stay,
  survey,
} from './testing/given.ts';

const child: Given = {
  persons: [born('2015-01-01', { residence: ['0001000', '2016-01-01'] })],
  stays: [stay('2024-01-01')],
  decisions: [decision('placed-in-institution', '2024-01-01')],
};

const addresseesOf = (on: string, given: Given) =>
  Object.fromEntries(
    (decideOn(on, given)?.openAlerts ?? []).map(({ condition, addressees }) => [
      condition.kind,
      addressees.map(({ role, id }) => `${role}=${id}`),
    ]),
  );

describe('what is decided of a child', () => {
  it('is nothing for whoever never was a child in care', () => {
    assert.equal(decideOn('2024-05-01', { persons: [born('1950-01-01')] }), null);
    const adult = stay('2024-01-01', undefined, { programme: 'adult-long-term-care' });
    assert.equal(decideOn('2024-05-01', { stays: [adult] }), null);
  });

  it('sends each kind of alert to those whom it concerns', () => {
    assert.deepEqual(addresseesOf('2024-07-02', child), {
      'report-overdue': ['care-institution=house-1', 'orphan-court=court-1', 'social-service=0001000'],
      'stay-6-months': ['orphan-court=court-1', 'social-service=0001000', 'ministry=lm'],
    });
    assert.deepEqual(addresseesOf('2024-07-31', child)['report-escalated'], [
      'care-institution=house-1',
      'orphan-court=court-1',
      'social-service=0001000',
      'ministry=lm',
    ]);
    const undecided = { ...child, decisions: [], persons: [] };
    assert.deepEqual(addresseesOf('2024-01-20', undecided), {
      'no-custody-decision': ['orphan-court=null', 'ministry=lm'],
    });
    const suspended = { ...child, decisions: [decision('custody-suspended', '2024-01-01')] };
    assert.deepEqual(addresseesOf('2025-01-01', suspended)['custody-suspended-1-year'], [
      'orphan-court=court-1',
      'ministry=lm',
    ]);
  });

  it('takes the recipients of the day on which the alert began, also when they moved since', () => {
    const moved = {
      ...child,
      persons: [
        born('2015-01-01', { residence: ['0001000', '2016-01-01'] }),
        born('2015-01-01', { version: 2, residence: ['0003000', '2024-08-01'] }),
      ],
      stays: [
        stay('2024-01-01', '2024-08-05'),
        stay('2024-08-05', undefined, { id: 's-2', institution: 'house-2' }),
      ],
      decisions: [
        decision('placed-in-institution', '2024-01-01'),
        decision('placed-in-institution', '2024-08-05', { id: 'd-2', court: 'court-2' }),
      ],
    };
    assert.deepEqual(addresseesOf('2024-08-10', moved)['report-escalated'], [
      'care-institution=house-1',
      'orphan-court=court-1',
      'social-service=0001000',
      'ministry=lm',
    ]);
    const decided = decideOn('2024-08-10', moved);
    assert.deepEqual(decided?.keepers, {
      court: 'court-2',
      municipality: '0003000',
      institutions: ['house-1', 'house-2'],
    });
  });

  it('sends reports and surveys by their own day, and decisions to the social service', () => {
    const given = {
      ...child,
      persons: [
        born('2015-01-01', { residence: ['0001000', '2024-01-10'] }),
        born('2015-01-01', { version: 2, residence: ['0003000', '2024-05-01'] }),
      ],
      reports: [report('2024-04-30'), report('2024-05-01')],
      surveys: [survey('2024-05-02')],
    };
    const documents = decideOn('2024-06-01', given)?.documents ?? [];
    assert.deepEqual(
      documents.map(({ kind, addressees }) => [kind, ...addressees.map(({ role, id }) => `${role}=${id}`)]),
      [
        ['contact-report', 'orphan-court=court-1', 'social-service=0001000'],
        ['contact-report', 'orphan-court=court-1', 'social-service=0003000'],
        ['custody-decision', 'social-service=0003000'],
        ['family-survey', 'orphan-court=court-1', 'children-inspection=bac'],
      ],
    );
  });

  it('looks again on the next day on which anything changes', () => {
    const wakesOf = (from: string) => {
      const days: string[] = [];
      for (let on: string | null = from; on !== null && days.length < 20; ) {
        const next: string | null = decideOn(on, child)?.wakeOn ?? null;
        if (next !== null) days.push(next);
        on = next;
      }
      return days;
    };
    assert.deepEqual(wakesOf('2024-01-01'), [
      '2024-06-17', // due soon
      '2024-07-01', // six months
      '2024-07-02', // overdue
      '2024-07-31', // escalated
      '2025-01-01', // twelve months
      '2033-01-01', // of age
    ]);
  });
});

describe('a crisis', () => {
  const notice: Given = { crises: [crisis('2024-03-05T21:30:00Z')] };

  it('is open from the day of the notice, for a child in care or not', () => {
    assert.deepEqual(kindsOn('2024-03-04', notice), []);
    assert.deepEqual(openOn('2024-03-05', notice), { 'crisis-reported': '2024-03-05' });
    assert.deepEqual(kindsOn('2030-01-01', notice), ['crisis-reported']);
    assert.deepEqual(addresseesOf('2024-03-05', { ...child, ...notice })['crisis-reported'], [
      'social-service=0001000',
      'care-institution=house-1',
      'orphan-court=court-1',
      'ministry=lm',
    ]);
  });

  it('is over once the court has taken note of it, and not by anybody else’s word', () => {
    const by = (role: string) => ({ ...notice, acknowledgements: [acknowledged('2024-03-07', role)] });
    assert.deepEqual(kindsOn('2024-03-08', by('ministry')), ['crisis-reported']);
    assert.deepEqual(kindsOn('2024-03-08', by('social-service')), ['crisis-reported']);
    assert.deepEqual(kindsOn('2024-03-06', by('orphan-court')), ['crisis-reported']);
    assert.deepEqual(kindsOn('2024-03-07', by('orphan-court')), []);
    const other = { ...notice, acknowledgements: [acknowledged('2024-03-07', 'orphan-court', 'c-2')] };
    assert.deepEqual(kindsOn('2024-03-08', other), ['crisis-reported']);
  });

  it('that is withdrawn is none, and it ends when the child is of age', () => {
    assert.deepEqual(
      kindsOn('2024-03-06', { crises: [crisis('2024-03-05T21:30:00Z', { withdrawn: true })] }),
      [],
    );
    const grown = { ...notice, persons: [born('2006-03-10')] };
    assert.deepEqual(kindsOn('2024-03-09', grown), ['crisis-reported']);
    assert.deepEqual(kindsOn('2024-03-10', grown), []);
  });
});
