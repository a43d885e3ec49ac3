import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CalendarDate, ChildTimeline, dayNumber, type Instant } from '@saite/contracts';
import fc from 'fast-check';
import { readChildCase, reportStateOn, timelineOf, viewChild } from './index.ts';
import { standingOn } from './standing.ts';
import { anyChild, anyDay } from './testing/arbitrary.ts';
import { born, caseOf, decision, type Given, policiesOf, report, stay } from './testing/given.ts';

const on = (date: string) => CalendarDate.parse(date);
const utcDay = (instant: Instant) => CalendarDate.parse(instant.slice(0, 10));
const timeline = (date: string, given: Given) => timelineOf(caseOf(given), on(date));

describe('the timeline of a child', () => {
  const given: Given = {
    persons: [born('2015-01-01')],
    stays: [
      stay('2024-01-01', '2024-03-01'),
      stay('2024-02-20', '2024-03-10', { id: 's-2', institution: 'house-2' }),
      stay('2024-04-01', undefined, { id: 's-3' }),
    ],
    decisions: [
      decision('placed-in-institution', '2024-01-01'),
      decision('custody-restored', '2024-03-05', { id: 'd-2' }),
    ],
    reports: [report('2024-06-01')],
  };

  it('has gaps between stays, and overlaps of placements', () => {
    const { gaps, overlaps } = timeline('2024-12-01', given);
    assert.deepEqual(gaps, [{ from: '2024-03-10', to: '2024-04-01' }]);
    assert.deepEqual(overlaps, [{ from: '2024-02-20', to: '2024-03-01', placementIds: ['s-1', 's-2'] }]);
  });

  it('has decisions with the days on which each is the latest word', () => {
    assert.deepEqual(
      timeline('2024-12-01', given).decisions.map(({ decisionId, from, to, covers }) => [
        decisionId,
        from,
        to,
        covers,
      ]),
      [
        ['d-1', '2024-01-01', '2024-03-05', true],
        ['d-2', '2024-03-05', null, false],
      ],
    );
  });

  it('has a deadline for each run of the clock: one that a report met, and one that ended with the stay', () => {
    assert.deepEqual(
      timeline('2024-12-05', given).deadlines.map(({ anchor, dueOn, reportedOn, endedOn }) => [
        anchor,
        dueOn,
        reportedOn,
        endedOn,
      ]),
      [
        ['2024-01-01', '2024-07-01', null, '2024-03-10'],
        ['2024-04-01', '2024-10-01', '2024-06-01', '2024-06-01'],
        ['2024-06-01', '2024-12-01', null, null],
      ],
    );
  });

  it('tells of a day nothing that came after it', () => {
    const { stays, gaps, decisions, deadlines, overlaps } = timeline('2024-02-01', given);
    assert.deepEqual(
      stays.map(({ placementId }) => placementId),
      ['s-1'],
    );
    assert.deepEqual([gaps, overlaps], [[], []]);
    assert.deepEqual(
      decisions.map(({ to }) => to),
      [null],
    );
    assert.deepEqual(
      deadlines.map(({ endedOn }) => endedOn),
      [null],
    );
  });

  it('is valid by the contract, whatever the facts', () => {
    const Told = ChildTimeline.omit({ reports: true });
    fc.assert(
      fc.property(anyChild, anyDay, (facts, date) => {
        const day = on(date);
        const told = timelineOf(readChildCase(facts, policiesOf(), utcDay), day);
        assert.deepEqual(Told.parse(told), told);
        for (const { from, to } of [...told.gaps, ...told.overlaps]) assert.ok(from < to);
        for (const { from } of told.stays) assert.ok(from <= day);
      }),
      { numRuns: 200 },
    );
  });
});

describe('how a child stands', () => {
  it('is what its own answer says of the day, whatever the facts', () => {
    fc.assert(
      fc.property(anyChild, anyDay, (facts, date) => {
        const day = dayNumber(on(date));
        const child = readChildCase(facts, policiesOf(), utcDay);
        const standing = standingOn(child, day);
        const { stay: shown, reporting } = viewChild(child, policiesOf(), on(date));
        assert.equal(standing === null, shown.since === null);
        if (!standing) return;
        assert.equal(day - standing.since + 1, shown.continuousDays);
        assert.ok(standing.since <= day && day < standing.careTo);
        const state =
          standing.due === null
            ? 'awaiting-person'
            : reportStateOn(standing.anchor, standing.due.dueOn, policiesOf(), day);
        assert.equal(reporting?.state, state);
      }),
      { numRuns: 300 },
    );
  });
});
