import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { monthAway } from './months.ts';

describe('months', () => {
  it('go over the turn of a year, both ways', () => {
    assert.equal(monthAway('2026-01', -1), '2025-12');
    assert.equal(monthAway('2025-12', 1), '2026-01');
    assert.equal(monthAway('2026-11', -60), '2021-11');
  });
});
