import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileNameOf } from './file-name.ts';

test("files are named as CKAN's own tests of munge_filename expect", () => {
  const cases = {
    unchanged: 'unchanged',
    'bad spaces': 'bad-spaces',
    s: 's__',
    'random:other%character&': 'randomothercharacter',
    'file.csv': 'file.csv',
    'path/to/file.csv': 'file.csv',
    underscores_are_awesome: 'underscores_are_awesome',
    [`${'f'.repeat(100)}.csv`]: `${'f'.repeat(96)}.csv`,
    'D3-2026-10.csv': 'd3-2026-10.csv',
  };
  for (const [given, expected] of Object.entries(cases)) {
    assert.equal(fileNameOf(given), expected);
    assert.equal(fileNameOf(expected), expected);
  }
});
