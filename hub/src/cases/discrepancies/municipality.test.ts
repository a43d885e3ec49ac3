import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Atvk, MUNICIPALITIES } from '@saite/contracts';
import { municipalityOf } from './municipality.ts';

const today = (code: string) => municipalityOf(Atvk.parse(code));

describe('the municipality of a territory', () => {
  it('is itself, if it is a municipality of today', () => {
    for (const { code } of MUNICIPALITIES.filter(({ to }) => to === null)) assert.equal(today(code), code);
  });

  it('is the one that a city or parish of today’s classifier belongs to', () => {
    assert.equal(today('0054010'), '0054000', 'Valmiera, a state city within its municipality');
    assert.equal(today('0023410'), '0023000');
    assert.equal(today('0038401'), '0038001', 'changed once');
  });

  it('is the one that took over a municipality, or the municipality of a unit, of the classifier before', () => {
    for (const [code, now] of [
      ['0010000', '0001000'],
      ['0250000', '0054000'],
      ['0326100', '0020000'],
      ['0326156', '0020000'],
      ['0424742', '0026000'],
    ] as const)
      assert.equal(today(code), now, code);
  });

  it('is the last one, if a municipality was taken over twice', () => {
    for (const code of ['0055000', '0055200', '0038000', '0701800', '0701844', '0700200'])
      assert.equal(today(code), '0038001', code);
  });

  it('is always one that is in force, whatever municipality there was', () => {
    const inForce = new Set(MUNICIPALITIES.filter(({ to }) => to === null).map(({ code }) => code));
    for (const { code } of MUNICIPALITIES) assert.ok(inForce.has(today(code) ?? ''), code);
  });

  it('is none for a code that no classifier has', () => {
    for (const code of ['0000000', '0050100', '0099000', '9999999', '0008000'])
      assert.equal(today(code), null, code);
  });
});
