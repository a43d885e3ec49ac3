import assert from 'node:assert/strict';
import { it } from 'node:test';
import { languageOf } from './language.ts';

it('speaks Latvian unless the reader prefers English', () => {
  for (const header of [
    undefined,
    '',
    'lv',
    'lv-LV,en;q=0.5',
    'de',
    '*',
    'en;q=0.3, lv;q=0.4',
    'en;q=0',
    'nonsense;;;',
  ]) {
    assert.equal(languageOf(header), 'lv', header);
  }
  for (const header of ['en', 'en-GB,lv;q=0.9', 'de, en;q=0.2', 'lv;q=0.1,en'])
    assert.equal(languageOf(header), 'en', header);
});
