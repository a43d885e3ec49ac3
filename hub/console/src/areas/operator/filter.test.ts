import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filterOf, filterOfGroup } from './filter.ts';

describe("an operator's filter in the address", () => {
  it('is what the address says', () => {
    const search = {
      kind: 'message',
      service: 'adapter-sais',
      state: 'parked',
      from: '2026-11-30T00:00:00.000Z',
    };
    assert.deepEqual(filterOf(search), search);
  });

  it('leaves out what it does not know, and what does not fit', () => {
    assert.deepEqual(filterOf({ kind: 'letter', service: 'Hub!', from: 'yesterday', page: 3, type: '' }), {});
  });

  it('never holds anything like a personal code', () => {
    for (const code of ['16117519997', '161175-19997', 'person:161175-19997'])
      assert.deepEqual(filterOf({ queue: code, type: code, reason: code, path: code }), {});
  });

  it('of a group is its cause, its state and the time that was asked for', () => {
    const cause = {
      kind: 'person',
      service: 'hub',
      queue: null,
      type: 'care',
      reason: 'X',
      path: null,
    } as const;
    const to = '2026-11-30T00:00:00.000Z';
    assert.deepEqual(filterOfGroup({ ...cause, state: 'parked' }, { to, reason: 'Y' }), {
      kind: 'person',
      service: 'hub',
      type: 'care',
      reason: 'X',
      state: 'parked',
      to,
    });
  });
});
