import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../../setup/src/project.ts';

const read = (name: string): string => readFileSync(join(projectRoot, 'docs/security', name), 'utf8');

/** The cells of each row of a page's tables, without heads and rules. */
function rowsOf(page: string): string[][] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|\s*-/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

const pathsIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? '');

/** Whether a path is a test, or a folder that holds one. */
function holdsTests(path: string): boolean {
  const full = join(projectRoot, path);
  if (!existsSync(full)) return false;
  if (statSync(full).isFile()) return path.endsWith('.test.ts');
  return globSync('**/*.test.ts', { cwd: full }).length > 0;
}

const missingIn = (cell: string): string[] => pathsIn(cell).filter((path) => !holdsTests(path));

describe('the threat model', () => {
  const threats = read('threat-model.md').split('\n### TM-').slice(1);

  it('has a test for each control, and each test is there', () => {
    assert.ok(threats.length >= 10);
    for (const threat of threats) {
      const [section = ''] = threat.split('\n## ');
      const rows = rowsOf(section).filter(([control]) => control !== 'control');
      assert.ok(rows.length > 0, threat.slice(0, 60));
      for (const [control = '', tests = ''] of rows) {
        assert.ok(pathsIn(tests).length > 0, control);
        assert.deepEqual(missingIn(tests), [], control);
      }
    }
  });
});

describe('the list of ASVS 5.0', () => {
  const rows = rowsOf(read('asvs.md')).filter(([id]) => id?.startsWith('V'));

  it('names each requirement of levels 1 and 2 once', () => {
    const ids = rows.map(([id]) => id);
    assert.equal(new Set(ids).size, ids.length);
    const atLevel = (wanted: string) => rows.filter(([, level]) => level === wanted).length;
    assert.deepEqual([atLevel('1'), atLevel('2')], [70, 183]);
  });

  it('has a test that is there for what is met, and says why for what is not', () => {
    for (const [id = '', , what = '', state = '', how = '', tests = ''] of rows) {
      assert.ok(what.length > 2, id);
      assert.match(state, /^(met|open|operator|not applicable)$/, id);
      assert.ok(how.length > 3, id);
      assert.deepEqual(missingIn(tests), [], id);
      assert.equal(
        pathsIn(tests).length > 0,
        state === 'met',
        `${id}: a test for what is met, and only for that`,
      );
    }
  });

  it('adds up as its first lines say', () => {
    const count = (wanted: string) => rows.filter(([, , , state]) => state === wanted).length;
    const said = `${count('met')} met, ${count('operator')} with whoever runs it, ${count('not applicable')} not applicable, ${count('open')} open`;
    assert.ok(read('asvs.md').includes(said), said);
  });
});
