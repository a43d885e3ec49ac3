import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createMetrics } from '@saite/runtime';
import { type Fact, readFact } from './fact.ts';
import { IdsLikeCodes } from './ids-like-codes.ts';

const SAMPLES = new URL('../../../contracts/samples/', import.meta.url).pathname;
const PLACEMENT = 'spolis.placement.recorded.v1';
const CODES = ['16117519997', '161175-19997', 'P-161175-19997', 'x.32000000042:1'];

/** The facts of the samples, changed as is said. */
function facts(type = '*', change: object = {}): Fact[] {
  const read = globSync(`${type}/*.json`, { cwd: SAMPLES }).map((name) => {
    const event = JSON.parse(readFileSync(`${SAMPLES}${name}`, 'utf8'));
    return readFact(
      event.type,
      Buffer.from(JSON.stringify({ ...event, data: { ...event.data, ...change } })),
    );
  });
  return read.flatMap((one) => ('fact' in one ? [one.fact] : []));
}

async function counted(...told: readonly Fact[]): Promise<string[]> {
  const metrics = createMetrics('test');
  new IdsLikeCodes(metrics).note(told);
  const text = await metrics.getSingleMetricAsString('saite_ids_like_codes_total');
  return text.split('\n').filter((line) => line.startsWith('saite_'));
}

describe('ids like personal codes', () => {
  it('are none among those that registers tell', async () => {
    assert.ok(facts().length > 20);
    assert.deepEqual(await counted(...facts()), []);
  });

  it('are counted by register and thing, whichever id it is, and never shown', async () => {
    for (const code of CODES) {
      const told = [
        ...facts(PLACEMENT, { recordId: code }),
        ...facts('sais.payment.recorded.v1', { recordId: code }),
      ];
      const lines = await counted(...told);
      assert.deepEqual(
        lines.map((line) => /source="([^"]*)"/.exec(line)?.[1]),
        ['spolis.placement', 'sais.payment'],
      );
      assert.doesNotMatch(lines.join(), /[0-9]{5}/);
    }
    const [placement] = facts(PLACEMENT);
    assert.ok(placement && 'stay' in placement.data);
    const stay = { ...placement.data.stay, institutionId: CODES[0] };
    assert.equal((await counted(...facts(PLACEMENT, { stay, withdrawn: false }))).length, 1);
  });
});
