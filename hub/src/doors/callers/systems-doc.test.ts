import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { parseSystems } from './systems-file.ts';

it('The example of a file of systems in the documentation is one', async () => {
  const text = await readFile(new URL('../../../../docs/systems.md', import.meta.url), 'utf8');
  const example = /```json\n(.*?)```/s.exec(text)?.[1] ?? assert.fail('there is no example');
  assert.equal(parseSystems(example, false)[0]?.system, 'dagr');
});
