import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { rigaDate } from '@saite/runtime';
import { projectRoot } from '../../../setup/src/project.ts';
import { type Ground, openGround } from '../system/ground.ts';
import { bite, wrongCount } from './bite.ts';
import { DEFECTS } from './defects.ts';
import { patched, StaleDefect } from './patched-copy.ts';

const SEED = 20_260;

describe('planted defects', () => {
  let ground: Ground;

  before(async () => {
    ground = await openGround(() => {});
  });
  after(() => ground?.close());

  test('are caught: a decision that is lost between two transactions', async () => {
    const name = 'dirty mark outside the transaction';
    const defect = DEFECTS.find((planted) => planted.name === name);
    assert.ok(defect);
    const verdict = await bite(ground, defect, { seed: SEED, persons: 20, today: rigaDate(new Date()) });
    assert.ok(wrongCount(verdict) > 0, `seed ${SEED}: ${name} was not caught`);
  });

  test('still fit the code', () => {
    for (const { patches } of DEFECTS) {
      const texts = new Map<string, string>();
      for (const patch of patches) {
        const text = texts.get(patch.file) ?? readFileSync(join(projectRoot, patch.file), 'utf8');
        texts.set(patch.file, patched(text, patch));
      }
    }
    assert.ok(DEFECTS.length >= 10);
  });

  test('that no longer fit are refused', () => {
    const patch = { file: 'some.ts', find: 'await', replace: '' };
    assert.throws(() => patched('nothing here', patch), StaleDefect);
    assert.throws(() => patched('await one; await two', patch), StaleDefect);
  });
});
