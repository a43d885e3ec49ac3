import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SourceFileResult } from '@saite/contracts';
import { faultOf } from '../refused.ts';
import { refusedResult } from './result.ts';

const NOW = new Date('2026-11-02T06:00:00Z');
const refused = (...listed: readonly ReturnType<typeof faultOf>[]) =>
  SourceFileResult.parse(refusedResult({ source: 'insured' }, { listed, count: listed.length }, null, NOW));

suite('what a source reads of a file that was refused', () => {
  test('each fault in both languages, with what is meant, in the order of the rows', () => {
    const { faults } = refused(
      faultOf('TERRITORY_OF_ANOTHER_YEAR', { row: 9, hint: '0038001 Madonas novads' }),
      faultOf('CELL_EMPTY', { row: 2 }),
    );
    assert.deepEqual(
      faults.map(({ row }) => row),
      [2, 9],
    );
    assert.match(faults[1]?.message.lv ?? '', /cita gada.*domāts: 0038001 Madonas novads\.$/);
    assert.match(faults[1]?.message.en ?? '', /another year.*meant: 0038001 Madonas novads\.$/);
  });

  test('what to do next: mend the file, or hand it in under the right name', () => {
    assert.match(refused(faultOf('CELL_EMPTY', { row: 2 })).message.lv, /izlabojiet.*ar to pašu nosaukumu/);
    assert.match(refused(faultOf('VERSION_GAP', { hint: '1' })).message.en, /under the right name/);
  });

  test('a name of another form says neither month nor version', () => {
    const { period, version, source } = refused(faultOf('NAME_WRONG'));
    assert.deepEqual([source, period, version], ['insured', null, null]);
  });
});
