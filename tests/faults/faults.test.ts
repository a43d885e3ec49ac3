import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { rigaDate } from '@saite/runtime';
import { projectRoot } from '../../setup/src/project.ts';
import type { Fault } from './inject.ts';
import { runWithTwin, wrongIn } from './runs.ts';
import { type Ground, openGround } from './system/ground.ts';
import { bite, wrongCount } from './teeth/bite.ts';
import { DEFECTS } from './teeth/defects.ts';
import { patched } from './teeth/patched-copy.ts';

const SEED = 20_260;
const PERSONS = 24;

/** A few of what `npm run faults` injects for minutes. */
const FAULTS: readonly Fault[] = [
  { kill: ['adapter-pmlp', 'hub'], downMs: 300 },
  { service: 'hub', point: 'intake.after-commit', nth: 1 },
  { kill: ['database'], downMs: 200 },
  { service: 'adapter-sais', point: 'adapter.after-publish', nth: 1 },
  { kill: ['broker'], downMs: 200 },
  { service: 'hub', point: 'relay.after-publish', nth: 1 },
];

describe('faults', () => {
  const today = rigaDate(new Date());
  const told: string[] = [];
  const say = (line: string) => told.push(line);
  let ground: Ground;

  before(async () => {
    ground = await openGround(say);
  });
  after(() => ground?.close());

  test('lose, double and change nothing', async (context) => {
    context.diagnostic(`seed ${SEED}`);
    const run = await runWithTwin(
      ground,
      { seed: SEED, persons: PERSONS, today, say, mostPauseMs: 200 },
      FAULTS,
    );
    const wrong = [...wrongIn('with faults', run), ...run.troubles];
    assert.deepEqual(wrong, [], `seed ${SEED}:\n${told.join('\n')}`);
    assert.ok(run.accepted > 500, `only ${run.accepted} versions were told`);
  });

  test('are seen by the oracles when a defect makes them matter', async () => {
    const name = 'dirty mark outside the transaction';
    const defect = DEFECTS.find((planted) => planted.name === name);
    assert.ok(defect);
    const verdict = await bite(ground, defect, { seed: SEED, persons: 20, today });
    assert.ok(wrongCount(verdict) > 0, `seed ${SEED}: ${name} was not caught`);
  });

  test('have defects that still fit the code', () => {
    for (const { name, patches } of DEFECTS) {
      const texts = new Map<string, string>();
      for (const patch of patches) {
        const text = texts.get(patch.file) ?? readFileSync(join(projectRoot, patch.file), 'utf8');
        texts.set(patch.file, patched(text, patch));
      }
      assert.ok(texts.size > 0, name);
    }
  });
});
