import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Rates } from './rates.ts';

it('knows what came in by what went out and what is left', () => {
  const rates = new Rates();
  rates.note(0, 10, 0);
  assert.equal(rates.perMinute(), undefined);
  rates.note(30_000, 25, 40);
  assert.deepEqual(rates.perMinute(), { in: 110, out: 80 });
});

it('forgets what is older than a minute', () => {
  const rates = new Rates();
  rates.note(0, 1_000, 0);
  rates.note(61_000, 0, 1_000);
  assert.equal(rates.perMinute(), undefined);
  rates.note(91_000, 0, 1_000);
  assert.deepEqual(rates.perMinute(), { in: 0, out: 0 });
});
