import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { z } from 'zod';

const Line = z.looseObject({ level: z.int(), time: z.string(), service: z.string(), msg: z.string() });

/** The lines that a program writes; the log is that of a process, so the process is a real one. */
function linesOf(program: string): { text: string; lines: z.infer<typeof Line>[] } {
  const text = execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { createLog, SaiteError } from '${import.meta.resolve('./log.ts')}';\n${program}`,
    ],
    { encoding: 'utf8' },
  );
  return {
    text,
    lines: text
      .trim()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line))),
  };
}

describe('the log of a process', () => {
  it('is a JSON line an event, with UTC time, service and level', () => {
    const { lines } = linesOf("createLog('hub', 'info').info('engine.ready', { count: 3 });");
    assert.equal(lines.length, 1);
    assert.match(lines[0]?.time ?? '', /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
    assert.deepEqual([lines[0]?.service, lines[0]?.msg, lines[0]?.count], ['hub', 'engine.ready', 3]);
  });

  it('lets through what is on its list and nothing else', () => {
    const { text } = linesOf(
      "const fields = { part: 'queue', personCode: '16117519997', note: 'x' }; createLog('hub').warn('a.b', fields);",
    );
    assert.match(text, /"part":"queue"/);
    assert.doesNotMatch(text, /16117519997|note/);
  });

  it('says of a foreign error its code and frames, never its message; of one of ours what we wrote', () => {
    const { text, lines } = linesOf(`const log = createLog('hub');
      log.error('a.b', {}, Object.assign(new Error('duplicate key (code)=(16117519997)'), { code: '23505' }));
      log.error('a.b', {}, new Error('first\\n    at 16117519997 (/x.ts:1:1)'));
      log.error('a.b', {}, new SaiteError('CONFIG_INVALID', 'The settings are not valid.'));`);
    assert.doesNotMatch(text, /16117519997/);
    assert.deepEqual(
      lines.map(({ error }) => error),
      ['23505', 'Error', 'CONFIG_INVALID'],
    );
    assert.equal(lines[2]?.message, 'The settings are not valid.');
  });

  it('is one line whatever a field holds: nobody writes a second one', () => {
    const { lines } = linesOf(
      String.raw`createLog('hub').info('a.b', { part: 'x\n{"level":60}\u001b[31m', code: 'A' });`,
    );
    assert.equal(lines.length, 1);
    assert.equal(lines[0]?.part, 'x\n{"level":60}\u001b[31m');
  });
});
