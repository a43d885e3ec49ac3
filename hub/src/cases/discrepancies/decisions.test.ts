import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { born, decideOn, decision, kindsOn, openOn, stay } from './testing/given.ts';

const TODAY = '2026-11-20';

describe('the dates of a child’s stay and of the decision behind it', () => {
  const decided = (effectiveFrom: string) => ({
    stays: [stay('2026-06-10')],
    decisions: [decision('placed-in-institution', effectiveFrom)],
  });

  it('may lie seven days apart, and contradict each other from the eighth on', () => {
    for (const near of ['2026-06-03', '2026-06-10', '2026-06-17'])
      assert.deepEqual(kindsOn(TODAY, decided(near)), [], near);
    assert.deepEqual(kindsOn(TODAY, decided('2026-06-18')), ['dates-differ since 2026-06-10']);
    assert.deepEqual(openOn(TODAY, decided('2026-06-02')), [
      {
        kind: 'dates-differ',
        since: '2026-06-02',
        records: 'npais d-1, spolis s-1',
        audience: 'care-institution house-1, orphan-court court-1',
      },
    ]);
  });

  it('are those of the whole stay, moves and all, and of the decision nearest its start', () => {
    const stays = [stay('2026-06-10', '2026-08-01'), stay('2026-08-01', undefined, { id: 's-2' })];
    const moved = decision('placed-in-institution', '2026-08-01', { id: 'd-2' });
    assert.deepEqual(kindsOn(TODAY, { stays, decisions: [moved] }), ['dates-differ since 2026-06-10']);
    const first = decision('placed-in-institution', '2026-06-12');
    assert.deepEqual(kindsOn(TODAY, { stays, decisions: [moved, first] }), []);
    const earlier = decision('placed-in-institution', '2026-05-01', { id: 'd-3' });
    assert.deepEqual(kindsOn(TODAY, { stays, decisions: [earlier, moved, first] }), []);
  });

  it('are told apart stay by stay', () => {
    const stays = [stay('2025-01-01', '2025-06-01'), stay('2026-01-01', undefined, { id: 's-2' })];
    const first = decision('placed-in-institution', '2025-01-02');
    assert.deepEqual(
      kindsOn(TODAY, { stays, decisions: [first] }),
      [],
      'a stay without a decision is an alert',
    );
    const renewed = decision('placed-in-institution', '2025-05-20', { id: 'd-2' });
    assert.deepEqual(
      kindsOn(TODAY, { stays, decisions: [first, renewed] }),
      [],
      'it belongs to the stay it lies in',
    );
    const between = decision('placed-in-institution', '2025-12-01', { id: 'd-2' });
    assert.deepEqual(kindsOn(TODAY, { stays, decisions: [first, between] }), [
      'dates-differ since 2025-12-01',
    ]);
    const tie = { stays: [stay('2026-01-01', '2026-01-05'), stay('2026-01-21', undefined, { id: 's-2' })] };
    assert.deepEqual(
      openOn(TODAY, { ...tie, decisions: [decision('placed-in-institution', '2026-01-11')] }).map(
        ({ records }) => records,
      ),
      ['npais d-1, spolis s-2'],
    );
  });

  it('agree once the decision is withdrawn, and only decisions on an institution count', () => {
    const withdrawn = decision('placed-in-institution', '2026-08-01', { withdrawn: true });
    assert.deepEqual(kindsOn(TODAY, { stays: [stay('2026-06-10')], decisions: [withdrawn] }), []);
    const foster = decision('placed-in-foster-family', '2026-08-01');
    assert.deepEqual(kindsOn(TODAY, { stays: [stay('2026-06-10')], decisions: [foster] }), []);
  });

  it('are a child’s only', () => {
    const adult = stay('2026-06-10', undefined, { programme: 'adult-long-term-care' });
    const decisions = [decision('placed-in-institution', '2026-08-01')];
    assert.deepEqual(kindsOn(TODAY, { stays: [adult], decisions }), []);
  });
});

describe('a stay that goes on though a decision ended the care', () => {
  const placed = decision('placed-in-institution', '2026-06-01');
  const given = (...decisions: ReturnType<typeof decision>[]) => ({
    stays: [stay('2026-06-01')],
    decisions: [placed, ...decisions],
  });

  for (const kind of ['care-ended', 'custody-restored'])
    it(`contradicts ${kind} from the seventh day after its effect on`, () => {
      const ended = given(decision(kind, '2026-10-01', { id: 'd-2', court: 'court-2' }));
      assert.deepEqual(openOn('2026-10-07', ended), []);
      assert.equal(decideOn('2026-10-07', ended).wakeOn, '2026-10-08');
      assert.deepEqual(openOn('2026-10-08', ended), [
        {
          kind: 'decision-ended-stay-goes-on',
          since: '2026-10-08',
          records: 'npais d-2, spolis s-1',
          audience: 'care-institution house-1, orphan-court court-2, lm',
        },
      ]);
      assert.equal(openOn('2027-10-08', ended).length, 1);
    });

  const restored = decision('custody-restored', '2026-10-01', { id: 'd-2' });

  it('agrees with it on the day on which the stay ends', () => {
    const until = (to: string) => ({ stays: [stay('2026-06-01', to)], decisions: [placed, restored] });
    assert.deepEqual(kindsOn('2026-10-08', until('2026-10-08')), []);
    assert.equal(kindsOn('2026-10-08', until('2026-10-09')).length, 1);
    assert.equal(decideOn('2026-10-08', until('2026-10-09')).wakeOn, '2026-10-09');
    assert.deepEqual(kindsOn('2026-10-09', until('2026-10-09')), []);
  });

  it('agrees with it once another decision takes the word, or the decision is withdrawn', () => {
    const again = given(restored, decision('custody-suspended', '2026-10-20', { id: 'd-3' }));
    assert.equal(kindsOn('2026-10-19', again).length, 1);
    assert.deepEqual(kindsOn('2026-10-20', again), []);
    const withdrawn = decision('custody-restored', '2026-10-01', { id: 'd-2', withdrawn: true });
    assert.deepEqual(kindsOn('2026-10-19', given(withdrawn)), []);
  });

  it('does not begin anew with another decision that ends the care', () => {
    const twice = given(restored, decision('care-ended', '2026-10-06', { id: 'd-3' }));
    for (const day of ['2026-10-08', '2026-10-13', '2026-11-20'])
      assert.deepEqual(
        openOn(day, twice).map(({ records, since }) => [records, since]),
        [['npais d-2, spolis s-1', '2026-10-08']],
        day,
      );
  });

  it('is for the institutions where the child has been since', () => {
    const stays = [
      stay('2026-06-01', '2026-10-05', { id: 's-0', institution: 'house-0' }),
      stay('2026-10-05', '2026-11-01', { id: 's-1', institution: 'house-1' }),
      stay('2026-11-01', undefined, { id: 's-2', institution: 'house-2' }),
    ];
    assert.deepEqual(
      openOn('2026-11-20', { stays, decisions: [placed, restored] }).map(({ audience }) => audience),
      ['care-institution house-1, care-institution house-2, orphan-court court-1, lm'],
    );
  });

  it('is none if it began after the care had ended, if the child came of age, or died', () => {
    const later = { stays: [stay('2026-06-01', '2026-10-01'), stay('2026-10-03', undefined, { id: 's-2' })] };
    assert.deepEqual(kindsOn('2026-11-20', { ...later, decisions: [placed, restored] }), []);
    const ofAge = [born('2008-10-05')];
    assert.deepEqual(kindsOn('2026-11-20', { ...given(restored), persons: ofAge }), []);
    const dead = [born('2015-01-01', { diedOn: '2026-10-04' })];
    assert.deepEqual(kindsOn('2026-11-20', { ...given(restored), persons: dead }), [
      'placement-after-death since 2026-10-05',
    ]);
  });
});
