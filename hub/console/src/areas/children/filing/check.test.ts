import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ContactReportBody } from '@saite/contracts';
import fc from 'fast-check';
import { isDay, mistakesIn } from './check.ts';
import { bodyOf, type Draft } from './draft.ts';

const TODAY = '2026-11-20';
const good: Draft = {
  childRef: 'p1.AAAAAAAAAAAAAAAAAAAAAA',
  reportId: 'W-1',
  institutionId: 'BSRC-01',
  reportedOn: '2026-11-20',
  from: '2026-05-01',
  to: '2026-11-19',
  contacts: [{ relation: 'parent', kind: 'visit', dates: ['2026-06-01'] }],
  cooperation: 'Labi.',
  physicalDevelopment: 'Aug.',
  psychosocialDevelopment: 'Runā.',
};

const day = fc.constantFrom(
  '2026-11-20',
  '2026-05-01',
  '2026-02-29',
  '2024-02-29',
  '1899-12-31',
  '',
  '2026-1-1',
);
const text = fc.constantFrom('', '  ', 'Labi.', 'ā'.repeat(10_000), 'ā'.repeat(10_001));
const draft = fc.record({
  childRef: fc.constant(good.childRef),
  reportId: fc.constant('W-1'),
  institutionId: fc.constantFrom('', 'BSRC-01'),
  reportedOn: day,
  from: day,
  to: day,
  contacts: fc.constantFrom<Draft['contacts']>(
    [],
    good.contacts,
    Array.from({ length: 1_001 }, () => ({ relation: 'parent', kind: 'call', dates: ['2026-06-01'] })),
  ),
  cooperation: text,
  physicalDevelopment: text,
  psychosocialDevelopment: text,
});

describe('the check of a contact report while it is written', () => {
  it('lets through exactly what the contract takes, if its day is not in the future', () => {
    fc.assert(
      fc.property(draft, (written) => {
        const isTaken = ContactReportBody.safeParse(bodyOf(written, '32000000042')).success;
        assert.equal(
          Object.keys(mistakesIn(written, TODAY)).length === 0,
          isTaken,
          JSON.stringify(written).slice(0, 300),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('names the field and what is wrong with it', () => {
    const wrongs: [Partial<Draft>, object][] = [
      [{}, {}],
      [{ institutionId: '' }, { institutionId: 'empty' }],
      [{ reportedOn: '2026-11-21' }, { reportedOn: 'inFuture' }],
      [{ reportedOn: '2026-11-18' }, { to: 'toAfterReport' }],
      [{ from: '2026-11-20' }, { from: 'fromAfterTo' }],
      [{ to: '' }, { to: 'noDate' }],
      [{ cooperation: ' ' }, { cooperation: 'empty' }],
      [{ contacts: [{ relation: 'sibling', kind: 'call', dates: [] }] }, { contacts: 'noDates' }],
    ];
    for (const [change, mistakes] of wrongs)
      assert.deepEqual(mistakesIn({ ...good, ...change }, TODAY), mistakes, JSON.stringify(change));
  });

  it('takes real days only', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (date) => assert.ok(isDay(date.toISOString().slice(0, 10))),
      ),
    );
    for (const no of ['2026-02-30', '26-01-01', 'today', '2026-11-20T00:00:00Z']) assert.ok(!isDay(no), no);
  });
});
