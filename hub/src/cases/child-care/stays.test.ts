import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { born, type Given, openOn, stay, viewOn } from './testing/given.ts';

const daysOn = (on: string, given: Given) => {
  const { since, continuousDays, cumulativeDays } = viewOn(on, given).stay;
  return [since, continuousDays, cumulativeDays];
};

describe('a child’s stay', () => {
  it('counts the day of admission and not the day of discharge', () => {
    const given = { stays: [stay('2023-01-10', '2023-01-20')] };
    assert.deepEqual(daysOn('2023-01-09', given), [null, 0, 0]);
    assert.deepEqual(daysOn('2023-01-10', given), ['2023-01-10', 1, 1]);
    assert.deepEqual(daysOn('2023-01-19', given), ['2023-01-10', 10, 10]);
    assert.deepEqual(daysOn('2023-01-20', given), [null, 0, 10]);
  });

  it('is one while placements touch or overlap, and counts each day once', () => {
    const stays = [
      stay('2023-01-01', '2023-02-01'),
      stay('2023-01-20', '2023-03-01', { id: 's-2', institution: 'house-2' }),
      stay('2023-03-01', '2023-03-11', { id: 's-3' }),
      stay('2023-03-12', undefined, { id: 's-4' }),
    ];
    assert.deepEqual(daysOn('2023-03-10', { stays }), ['2023-01-01', 69, 69]);
    assert.deepEqual(daysOn('2023-03-11', { stays }), [null, 0, 69]);
    assert.deepEqual(daysOn('2023-03-12', { stays }), ['2023-03-12', 1, 70]);
    assert.deepEqual(daysOn('2023-03-12', { stays: stays.toReversed() }), ['2023-03-12', 1, 70]);
  });

  it('of 0 days is valid, has no day and joins nothing', () => {
    const nothing = stay('2023-02-01', '2023-02-01', { id: 's-2' });
    assert.deepEqual(daysOn('2023-02-01', { stays: [nothing] }), [null, 0, 0]);
    const apart = [stay('2023-01-01', '2023-02-01'), nothing, stay('2023-02-02', undefined, { id: 's-3' })];
    assert.deepEqual(daysOn('2023-02-02', { stays: apart }), ['2023-02-02', 1, 32]);
  });

  it('ends when the child comes of age, and on the day after death', () => {
    const grown = { persons: [born('2005-06-15')], stays: [stay('2023-01-01')] };
    assert.deepEqual(daysOn('2023-06-14', grown), ['2023-01-01', 165, 165]);
    assert.deepEqual(daysOn('2023-06-15', grown), [null, 0, 165]);
    const leap = { persons: [born('2004-02-29')], stays: [stay('2022-01-01')] };
    assert.equal(viewOn('2022-02-28', leap).stay.continuousDays, 59);
    assert.equal(viewOn('2022-03-01', leap).stay.continuousDays, 0);
    const died = { persons: [born('2015-06-15', { diedOn: '2023-01-10' })], stays: [stay('2023-01-01')] };
    assert.deepEqual(daysOn('2023-01-10', died), ['2023-01-01', 10, 10]);
    assert.deepEqual(daysOn('2023-01-11', died), [null, 0, 10]);
  });

  it('is a child’s only under the programme for children', () => {
    const adult = stay('2023-01-01', undefined, { programme: 'adult-long-term-care' });
    assert.deepEqual(viewOn('2023-02-01', { stays: [adult] }).stay.placements, []);
  });

  it('shows the placements that began by the day, with their ends as recorded', () => {
    const stays = [
      stay('2023-01-01', '2023-06-01'),
      stay('2023-06-01', undefined, { id: 's-2', institution: 'h-2' }),
    ];
    const { placements } = viewOn('2023-05-01', { stays }).stay;
    assert.deepEqual(placements, [
      { placementId: 's-1', institutionId: 'house-1', startedOn: '2023-01-01', endedOn: '2023-06-01' },
    ]);
    assert.equal(viewOn('2023-06-01', { stays }).stay.placements.length, 2);
  });

  it('is brought up after six and twelve months, both from the start, moves and all', () => {
    const stays = [stay('2023-08-31', '2024-01-10'), stay('2024-01-10', undefined, { id: 's-2' })];
    assert.equal(openOn('2024-02-28', { stays })['stay-6-months'], undefined);
    assert.equal(openOn('2024-02-29', { stays })['stay-6-months'], '2024-02-29');
    assert.equal(openOn('2024-08-30', { stays })['stay-12-months'], undefined);
    const later = openOn('2024-08-31', { stays });
    assert.deepEqual([later['stay-6-months'], later['stay-12-months']], ['2024-02-29', '2024-08-31']);
    const ended = { stays: [stay('2023-08-31', '2024-03-10')] };
    assert.equal(openOn('2024-03-09', ended)['stay-6-months'], '2024-02-29');
    assert.deepEqual(openOn('2024-03-10', ended), {});
  });
});
