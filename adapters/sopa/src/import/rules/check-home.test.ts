import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkHome } from './check-home.ts';
import { homeCardOf, outcome, type Told } from './testing/cards.ts';
import { day, FILE } from './testing/values.ts';

const from = (movedInOn: string, movedOutOn?: string) => ({
  movedInOn: day(movedInOn),
  movedOutOn: movedOutOn === undefined ? null : day(movedOutOn),
});
type Home = Parameters<typeof homeCardOf>[0];
const found = (home: Home, stays: Told<'group-home-stay'>) =>
  outcome(checkHome(homeCardOf(home, stays), FILE));

describe('given a home of the file and stays that are stored', () => {
  const closing = (closedOn: string): Home => ({ place: 1, changes: { closedOn: day(closedOn) } });

  it('when a client stays after its last day, then HOME_CLOSED_WITH_STAYS is told', () => {
    const stored = [from('2025-01-01', '2026-03-02')];
    assert.deepEqual(found(closing('2026-03-01'), { stored }), ['group-home 1: HOME_CLOSED_WITH_STAYS']);
    assert.deepEqual(found(closing('2026-03-01'), { stored: [from('2025-01-01')] }), [
      'group-home 1: HOME_CLOSED_WITH_STAYS',
    ]);
  });

  it('when the last client leaves on its last day, then it is taken', () => {
    assert.deepEqual(found(closing('2026-03-02'), { stored: [from('2025-01-01', '2026-03-02')] }), []);
    assert.deepEqual(found(closing('2026-03-02'), {}), []);
  });

  it('when more clients are there on a day than it has places, then HOME_PLACES_TOO_FEW is told', () => {
    const stored = [from('2025-01-01', '2025-06-30'), from('2025-01-01'), from('2025-06-30')];
    assert.deepEqual(found({ place: 1 }, { stored }), ['group-home 1: HOME_PLACES_TOO_FEW']);
  });

  it('when one leaves the day before another comes, then it is taken', () => {
    const stored = [from('2025-01-01', '2025-06-30'), from('2025-01-01'), from('2025-07-01')];
    assert.deepEqual(found({ place: 1 }, { stored }), []);
  });

  it('when the home is not of the file, then nothing is said about it', () => {
    assert.deepEqual(
      found({ changes: { places: 1 } }, { stored: [from('2025-01-01'), from('2025-01-01')] }),
      [],
    );
  });
});

describe('given stays of the file', () => {
  it('when no place is free on a day of it, then STAY_OVER_PLACES is told of the later one', () => {
    const stays = {
      stored: [from('2025-01-01')],
      file: [from('2026-01-01', '2026-02-28'), from('2026-02-28')],
    };
    assert.deepEqual(found({}, stays), ['group-home-stay 2: STAY_OVER_PLACES']);
  });

  it('when a place is free on every day of it, then it is taken', () => {
    const stays = {
      stored: [from('2025-01-01')],
      file: [from('2026-01-01', '2026-02-28'), from('2026-03-01')],
    };
    assert.deepEqual(found({}, stays), []);
  });

  it('when one has no place, then it takes none from those after it', () => {
    const stays = {
      stored: [from('2025-01-01'), from('2025-01-01', '2026-01-31')],
      file: [from('2026-01-31'), from('2026-02-01')],
    };
    assert.deepEqual(found({}, stays), ['group-home-stay 1: STAY_OVER_PLACES']);
  });

  it('when a day of it is before the opening or after the closing, then STAY_OUTSIDE_HOME is told', () => {
    const home = { changes: { closedOn: day('2026-06-30') } };
    const outside = ['group-home-stay 1: STAY_OUTSIDE_HOME'];
    assert.deepEqual(found(home, { file: [from('2022-08-31', '2026-06-30')] }), outside);
    assert.deepEqual(found(home, { file: [from('2026-07-01', '2026-07-01')] }), outside);
    assert.deepEqual(found(home, { file: [from('2026-03-01', '2026-07-01')] }), outside);
    assert.deepEqual(found(home, { file: [from('2026-03-01')] }), outside);
  });

  it('when it is from the first to the last day of the home, then it is taken', () => {
    const home = { changes: { closedOn: day('2026-06-30') } };
    assert.deepEqual(found(home, { file: [from('2022-09-01', '2026-06-30')] }), []);
    assert.deepEqual(found({}, { file: [from('2022-09-01')] }), []);
  });

  it('when the home is not known or is wrong itself, then nothing is said about them', () => {
    const file = [from('2020-01-01'), from('2020-01-01'), from('2020-01-01')];
    assert.deepEqual(found(null, { file }), []);
    const stays = { stored: [from('2025-01-01'), from('2025-01-01')], file };
    assert.deepEqual(found({ place: 1, changes: { places: 1 } }, stays), [
      'group-home 1: HOME_PLACES_TOO_FEW',
    ]);
  });
});
