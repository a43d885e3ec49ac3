import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tagsOf } from './tags.ts';

test('keywords become tags that CKAN takes: letters of any alphabet, and nothing that it refuses', () => {
  assert.deepEqual(tagsOf(['bērni', 'bērni (līdz 18)', 'I/II grupa', 'v1.0_a-b']), [
    'bērni',
    'bērni līdz 18',
    'I II grupa',
    'v1.0_a-b',
  ]);
  for (const tag of tagsOf(['a"b', 'x,y;z', 'č'.repeat(300), 'ab\tc']))
    assert.match(tag, /^[\p{L}\p{N}_.\- ]{2,100}$/u);
});

test('a tag comes once, and what is too short for one is left out', () => {
  assert.deepEqual(tagsOf(['vecums', 'vecums!', 'a', '??', '']), ['vecums']);
});
