import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correctionOf } from './correction.ts';

const corrected = (rows: number, figures: number) =>
  correctionOf({
    changes: Array.from({ length: rows }, (_, index) => ({
      keys: { atvk: String(index) },
      columns: Array.from({ length: figures / rows }, (__, column) => `c${column}`),
    })),
  });

test('a correction counts figures and rows, in the right number of either language', () => {
  assert.deepEqual(corrected(1, 1), {
    lv: 'Labots 1 rādītājs 1 rindā.',
    en: '1 figure in 1 row was corrected.',
  });
  assert.equal(corrected(2, 4)?.lv, 'Laboti 4 rādītāji 2 rindās.');
  assert.equal(corrected(11, 11)?.lv, 'Laboti 11 rādītāji 11 rindās.');
  assert.equal(corrected(21, 21)?.lv, 'Labots 21 rādītājs 21 rindā.');
  assert.equal(corrected(21, 21)?.en, '21 figures in 21 rows were corrected.');
});

test('a first edition corrects nothing; one that changes only what is hidden says so', () => {
  assert.equal(correctionOf({ changes: null }), null);
  assert.match(correctionOf({ changes: [] })?.en ?? '', /are the same/);
});
