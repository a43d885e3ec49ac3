import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CalendarDate, dayNumber } from '@saite/contracts';
import {
  born,
  caseOf,
  decision,
  FORMER_REF,
  type Given,
  kindsOn,
  openOn,
  REF,
  stay,
  viewOn,
} from './testing/given.ts';

const day = (text: string) => dayNumber(CalendarDate.parse(text));
const courtOn = (on: string, given: Given) => caseOf(given).partiesOn(day(on)).court;
const municipalityOn = (on: string, given: Given) => caseOf(given).partiesOn(day(on)).municipality;

describe('decisions of the orphan’s court', () => {
  const inCare = { stays: [stay('2024-01-01')] };

  it('are missed from the fourteenth day of the stay on, until one covers it', () => {
    assert.deepEqual(kindsOn('2024-01-14', inCare), []);
    assert.deepEqual(openOn('2024-01-15', inCare), { 'no-custody-decision': '2024-01-15' });
    const decided = { ...inCare, decisions: [decision('placed-in-institution', '2024-02-01')] };
    assert.deepEqual(kindsOn('2024-01-31', decided), ['no-custody-decision']);
    assert.deepEqual(kindsOn('2024-02-01', decided), []);
    const inTime = { ...inCare, decisions: [decision('custody-suspended', '2024-01-15')] };
    assert.deepEqual(kindsOn('2024-01-15', inTime), []);
  });

  it('are not missed while NPAIS has not answered for every code of the child', () => {
    const silent = { ...inCare, isAnswered: false };
    assert.deepEqual(kindsOn('2024-02-20', silent), []);
    const restored = { ...silent, decisions: [decision('custody-restored', '2024-01-01')] };
    assert.deepEqual(kindsOn('2024-02-20', restored), ['no-custody-decision']);
  });

  it('cover the stay no more once custody is restored or care has ended, and never end the stay', () => {
    for (const kind of ['custody-restored', 'care-ended']) {
      const given = {
        ...inCare,
        decisions: [decision('custody-suspended', '2023-12-20'), decision(kind, '2024-03-01', { id: 'd-2' })],
      };
      assert.deepEqual(kindsOn('2024-02-29', given), []);
      assert.deepEqual(openOn('2024-03-01', given), { 'no-custody-decision': '2024-03-01' });
      assert.equal(viewOn('2024-03-02', given).stay.since, '2024-01-01');
    }
  });

  it('take the word by the day of effect, then of decision, then by id', () => {
    const decisions = [
      decision('custody-restored', '2024-02-01', { id: 'd-1', decidedOn: '2024-01-20' }),
      decision('placed-in-institution', '2024-02-01', {
        id: 'd-2',
        decidedOn: '2024-01-25',
        court: 'court-2',
      }),
      decision('placed-in-institution', '2024-02-01', {
        id: 'd-3',
        decidedOn: '2024-01-25',
        court: 'court-3',
      }),
    ];
    for (const order of [decisions, decisions.toReversed()]) {
      assert.equal(courtOn('2024-02-01', { ...inCare, decisions: order }), 'court-3');
    }
  });

  it('that are withdrawn say nothing', () => {
    const decisions = [decision('custody-suspended', '2024-01-01', { withdrawn: true })];
    assert.deepEqual(kindsOn('2024-01-20', { ...inCare, decisions }), ['no-custody-decision']);
    assert.deepEqual(viewOn('2024-01-20', { ...inCare, decisions }).custody, []);
  });

  it('name the court of each day: the one that covers it, else the latest known', () => {
    const decisions = [
      decision('custody-suspended', '2024-01-01', { court: 'court-1' }),
      decision('placed-in-institution', '2024-06-01', { id: 'd-2', court: 'court-2' }),
    ];
    const given = { ...inCare, decisions };
    assert.equal(courtOn('2024-05-31', given), 'court-1');
    assert.equal(courtOn('2024-06-01', given), 'court-2');
    assert.equal(courtOn('2023-12-31', given), 'court-2');
    assert.equal(courtOn('2024-01-01', inCare), null);
  });

  it('bring up a suspension of custody after a year, while it is the latest word on custody', () => {
    const suspended = decision('custody-suspended', '2024-02-29');
    const placed = decision('placed-in-institution', '2024-03-02', { id: 'd-2' });
    const given = { ...inCare, decisions: [suspended, placed] };
    const kind = 'custody-suspended-1-year';
    assert.equal(openOn('2025-02-27', given)[kind], undefined);
    assert.equal(openOn('2025-02-28', given)[kind], '2025-02-28');
    for (const word of ['custody-restored', 'removal-claimed', 'custody-removed', 'care-ended']) {
      const later = {
        ...inCare,
        decisions: [suspended, placed, decision(word, '2025-04-01', { id: 'd-3' })],
      };
      assert.equal(openOn('2025-03-31', later)[kind], '2025-02-28');
      assert.equal(openOn('2025-04-01', later)[kind], undefined);
    }
  });

  it('bring it up only while the child is in care', () => {
    const given = { stays: [stay('2025-09-01')], decisions: [decision('custody-suspended', '2024-01-01')] };
    assert.equal(openOn('2025-08-31', given)['custody-suspended-1-year'], undefined);
    assert.equal(openOn('2025-09-01', given)['custody-suspended-1-year'], '2025-09-01');
  });
});

describe('the municipality of declared residence', () => {
  const stays = [stay('2024-01-01')];

  it('is that of the day: each version of the record says from when on', () => {
    const persons = [
      born('2015-01-01', { version: 2, residence: ['0003000', '2024-06-01'] }),
      born('2015-01-01', { version: 1, residence: ['0001000', '2020-01-01'] }),
    ];
    for (const order of [persons, persons.toReversed()]) {
      const given = { stays, persons: order };
      assert.equal(municipalityOn('2024-05-31', given), '0001000');
      assert.equal(municipalityOn('2024-06-01', given), '0003000');
      assert.equal(municipalityOn('2019-12-31', given), null);
    }
  });

  it('is read out of the register’s own list where it gives one', () => {
    const residences = [
      ['0001000', '2020-01-01'],
      ['0003000', '2024-06-01'],
    ] as const;
    const persons = [born('2015-01-01', { version: 7, residence: ['0003000', '2024-06-01'], residences })];
    assert.equal(municipalityOn('2023-01-01', { stays, persons }), '0001000');
    assert.equal(municipalityOn('2024-07-01', { stays, persons }), '0003000');
  });

  it('follows a correction of the day from which it holds', () => {
    const persons = [
      born('2015-01-01', { version: 1, residence: ['0001000', '2024-01-01'] }),
      born('2015-01-01', { version: 2, residence: ['0003000', '2023-06-01'] }),
    ];
    assert.equal(municipalityOn('2024-02-01', { stays, persons }), '0003000');
  });

  it('is none once the register says that the child is declared nowhere', () => {
    const persons = [
      born('2015-01-01', { version: 1, residence: ['0001000', '2020-01-01'] }),
      born('2015-01-01', { version: 2 }),
    ];
    assert.equal(municipalityOn('2024-02-01', { stays, persons }), null);
  });

  it('is that of the present record before that of a former code', () => {
    const persons = [
      born('2015-01-01', { ref: FORMER_REF, version: 9, residence: ['0001000', '2020-01-01'] }),
      born('2015-01-02', { ref: REF, residence: ['0003000', '2023-01-01'], formerRefs: [FORMER_REF] }),
    ];
    assert.equal(municipalityOn('2024-02-01', { stays, persons }), '0003000');
    assert.equal(municipalityOn('2022-02-01', { stays, persons }), '0001000');
    assert.equal(caseOf({ stays, persons }).person.bornOn, '2015-01-02');
  });
});
