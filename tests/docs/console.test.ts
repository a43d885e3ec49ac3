import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../../setup/src/project.ts';

const docs = join(projectRoot, 'docs');

describe('the pictures of the console', () => {
  const shown = [...readFileSync(join(docs, 'console.md'), 'utf8').matchAll(/\]\((console\/[^)]+)\)/g)]
    .map(([, path]) => path)
    .sort();
  const kept = globSync('console/*', { cwd: docs }).sort();

  it('are those that the page shows, each once', () => {
    assert.ok(shown.length > 100);
    assert.deepEqual(shown, kept);
  });

  it('show each page in both languages and colours', () => {
    const pages = new Set(kept.map((path) => path.split('.')[0]));
    const wanted = [...pages].flatMap((page) =>
      ['en.dark', 'en.light', 'lv.dark', 'lv.light'].map((look) => `${page}.${look}.jpg`),
    );
    assert.deepEqual(kept, wanted.sort());
  });
});
