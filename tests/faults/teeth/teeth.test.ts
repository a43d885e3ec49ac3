import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { projectRoot } from '../../../setup/src/project.ts';
import { DEFECTS } from './defects.ts';
import { patched, StaleDefect } from './patched-copy.ts';

describe('planted defects', () => {
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
