import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Atvk, MUNICIPALITIES } from '@saite/contracts';
import { municipalityOf } from './territory.ts';

for (const [what, code, expected] of [
  ['a municipality is itself', '0001000', '0001000'],
  ['a parish is told as its municipality', '0026420', '0026000'],
  ['a municipality of the old classifier is the one that took it over', '0321400', '0020000'],
  ['a state city of the old classifier too', '0010000', '0001000'],
  ['what joined another one later is that one', '0055000', '0038001'],
  ['a parish of what joined later too', '0055440', '0038001'],
  ['a code of no classifier is not known', '9999999', '0000000'],
  ['the code of an unknown territory stays so', '0000000', '0000000'],
] as const) {
  test(what, () => assert.equal(municipalityOf(Atvk.parse(code)), expected));
}

test('every municipality there ever was comes to one that is in force', () => {
  const inForce = new Set(MUNICIPALITIES.filter(({ to }) => to === null).map(({ code }) => code));
  for (const { code } of MUNICIPALITIES) assert.ok(inForce.has(municipalityOf(Atvk.parse(code))), code);
  assert.equal(inForce.size, 42);
});
