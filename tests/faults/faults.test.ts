import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { rigaDate } from '@saite/runtime';
import type { Fault } from './inject.ts';
import { runWithTwin, wrongIn } from './runs.ts';
import { type Ground, openGround } from './system/ground.ts';
import { bite, wrongCount } from './teeth/bite.ts';
import { DEFECTS } from './teeth/defects.ts';

const SEED = 20_260;

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
  const told: string[] = [];
  const say = (line: string) => told.push(line);
  let ground: Ground;

  before(async () => {
    ground = await openGround(say);
  });
  after(() => ground?.close());

  test('lose, double and change nothing', async () => {
    const options = { seed: SEED, persons: 12, today: rigaDate(new Date()), say, mostPauseMs: 200 };
    const run = await runWithTwin(ground, options, FAULTS);
    const wrong = [...wrongIn('with faults', run), ...run.troubles];
    assert.deepEqual(wrong, [], `seed ${SEED}:\n${told.join('\n')}`);
    assert.ok(run.accepted > 250, `seed ${SEED}: only ${run.accepted} versions were told`);
  });

  test('are caught when planted: a decision that is lost between two transactions', async () => {
    const name = 'dirty mark outside the transaction';
    const defect = DEFECTS.find((planted) => planted.name === name);
    assert.ok(defect);
    const verdict = await bite(ground, defect, { seed: SEED, persons: 10, today: rigaDate(new Date()) });
    assert.ok(wrongCount(verdict) > 0, `seed ${SEED}: ${name} was not caught`);
  });
});
