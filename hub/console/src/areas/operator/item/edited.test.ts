import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HeldField } from '../calls.ts';
import { changesOf, readWanted, wantedOf } from './edited.ts';

const field = (path: string, value: HeldField['value'], state: HeldField['state'] = 'clear'): HeldField => ({
  path,
  meaning: null,
  state,
  value,
  editable: true,
});

describe('an edit in the form', () => {
  it('begins as what is held', () => {
    for (const value of ['450.00', '', 7, -2.5, true, false])
      assert.equal(readWanted(wantedOf(field('data.a', value))), value);
  });

  it('is what differs and nothing else', () => {
    const fields = [field('data.a', 'x'), field('data.b', 1), field('data.c', true), field('data.d', 'y')];
    const changes = changesOf(fields, {
      'data.a': { kind: 'text', text: 'x' },
      'data.b': { kind: 'number', text: '2,5' },
      'data.d': { kind: 'none', text: 'y' },
    });
    assert.deepEqual(
      changes.map(({ path, before, after }) => [path, before, after]),
      [
        ['data.b', 1, 2.5],
        ['data.d', 'y', null],
      ],
    );
  });

  it('leaves a field alone whose value is not shown, until it is touched', () => {
    const fields = [field('data.a', null, 'invalid')];
    assert.deepEqual(changesOf(fields, {}), []);
    assert.equal(changesOf(fields, { 'data.a': { kind: 'text', text: '' } }).length, 1);
  });

  it('has no value while no number is typed', () => {
    assert.equal(readWanted({ kind: 'number', text: '12a' }), undefined);
  });
});
