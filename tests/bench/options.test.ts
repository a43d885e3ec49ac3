import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { HELP, readOptions } from './options.ts';

suite('what a run of the benchmarks is to measure', () => {
  test('given nothing, then every part, and a tenth of Latvia before the whole', () => {
    const options = readOptions([]);
    assert.deepEqual(options?.parts, [
      'hub',
      'sopa-import',
      'open-data',
      'audit',
      'doors',
      'operator',
      'console',
    ]);
    assert.deepEqual(options?.inhabitants, [190_000, 1_900_000]);
  });

  test('given sizes in any order and twice, then from the smallest to the largest, each once', () => {
    const options = readOptions(['--only', 'open-data', '--inhabitants', '19000,1900,19000']);
    assert.deepEqual([options?.parts, options?.inhabitants], [['open-data'], [1_900, 19_000]]);
    assert.deepEqual(readOptions(['--import-sizes', '50,5'])?.importSizes, [5, 50]);
  });

  test('given a size that is none, or out of bounds, then it is refused by the name of its option', () => {
    for (const sizes of ['0', '2000001', '1900.5', '', 'all'])
      assert.throws(() => readOptions(['--inhabitants', sizes]), /^Error: --inhabitants are .* to 2000000 /);
    assert.throws(() => readOptions(['--import-sizes', '0']), /^Error: --import-sizes are .* to 10000 /);
  });

  test('given a part that is none, then those that are', () => {
    assert.throws(
      () => readOptions(['--only', 'everything']),
      /hub, sopa-import, open-data, audit, doors, operator, console/,
    );
  });

  test('given --help, then nothing is measured, and every option is told', () => {
    assert.equal(readOptions(['--help', '--quick']), undefined);
    for (const option of ['persons', 'quick', 'only', 'import-sizes', 'inhabitants', 'out', 'profile'])
      assert.match(HELP, new RegExp(`^ {2}--${option} `, 'm'));
  });
});
