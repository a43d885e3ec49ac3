import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { groupTestFiles } from './test-groups.ts';

describe('Test files that share a process', () => {
  const root = mkdtempSync(join(tmpdir(), 'saite-groups-'));
  after(() => rmSync(root, { recursive: true }));

  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const group = (...files: string[]) => groupTestFiles(root, files, root);

  it('are those of a room, in a file that imports them; the others follow', () => {
    put('hub/a.test.ts', "test('a', () => {});\n");
    put('hub/b.test.ts', "beforeEach(() => {});\ntest('b', () => {});\n");
    put('hub/c.test.ts', "describe('c', () => {\n  after(() => {});\n});\n");
    put('xml/d.test.ts', "test('d', () => {});\n");
    const [together = '', ...others] = group(
      'hub/a.test.ts',
      'hub/b.test.ts',
      'hub/c.test.ts',
      'xml/d.test.ts',
    );
    assert.deepEqual(others, ['xml/d.test.ts', 'hub/b.test.ts']);
    const addresses = ['hub/a.test.ts', 'hub/c.test.ts'].map((file) => pathToFileURL(join(root, file)).href);
    assert.deepEqual(readFileSync(together, 'utf8').match(/file:[^']+/g), addresses);
  });

  it('are none that use what a process has only once, nor whose helpers do', () => {
    const apart = {
      program: "import { spawn } from 'node:child_process';\n",
      hook: 'before(async () => {});\n',
      waiting: 'const world = await openWorld();\n',
      variable: "process.env.TZ = 'Europe/Riga';\n",
      signal: "  process.once('SIGTERM', end);\n",
      memory: '  const before = process.memoryUsage();\n',
      time: '  const from = performance.now();\n',
      clock: "  mock.timers.enable({ apis: ['Date'] });\n",
      helped: "import { spawn } from './testing/spawn.ts';\n",
    };
    put('hub/testing/spawn.ts', apart.program);
    put('hub/plain.test.ts', "/** In this process. */\nconst level = process.env.LOG_LEVEL ?? 'silent';\n");
    for (const [name, text] of Object.entries(apart)) {
      put(`hub/${name}.test.ts`, text);
      const files = [`hub/plain.test.ts`, `hub/${name}.test.ts`];
      assert.deepEqual(group(...files), files, name);
    }
  });
});
