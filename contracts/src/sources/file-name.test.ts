import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readSourceFileName, sourceFileName } from './index.ts';

suite('the name of a file', () => {
  test('says source, month and version, and is written as it is read', () => {
    const name = 'technical-aids-2026-10-12.csv';
    const says = readSourceFileName(name);
    assert.deepEqual({ ...says }, { source: 'technical-aids', period: '2026-10', version: 12 });
    assert.ok(says);
    assert.equal(sourceFileName(says), name);
  });

  test('of another form says nothing', () => {
    for (const name of [
      'aids-2026-10-1.csv',
      'insured-2026-13-1.csv',
      'insured-2026-10-0.csv',
      'insured-2026-10-01.csv',
      'insured-2026-10-9999999999.csv',
      'insured-2026-10.csv',
      'insured-2026-10-1.CSV',
      'insured-2026-10-1.csv\n',
      ' insured-2026-10-1.csv',
    ])
      assert.equal(readSourceFileName(name), undefined, name);
  });
});
