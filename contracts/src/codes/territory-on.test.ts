import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MUNICIPALITIES, municipalityOn, territoryOn } from './municipalities.ts';

describe('the territory of a code on a day', () => {
  it('is the code itself while it is in force', () => {
    assert.equal(territoryOn('0001000', '2026-10-31'), '0001000');
    assert.equal(territoryOn('0010000', '2019-06-30'), '0010000');
    assert.equal(territoryOn('0038001', '2025-07-01'), '0038001');
  });

  it('is the municipality of a unit, in the classifier of the day', () => {
    assert.equal(territoryOn('0038450', '2024-05-31'), '0038000');
    assert.equal(territoryOn('0038450', '2025-12-31'), '0038001');
    assert.equal(territoryOn('0604344', '2019-06-30'), '0604300');
  });

  it('is the successor of a code of an older classifier', () => {
    assert.equal(territoryOn('0321000', '2022-01-31'), '0020000');
    assert.equal(territoryOn('0055000', '2025-07-31'), '0038001');
    assert.equal(territoryOn('0701800', '2026-01-31'), '0038001', 'over two reforms');
  });

  it('is the predecessor of a later code if it had only one', () => {
    assert.equal(territoryOn('0001000', '2019-06-30'), '0010000');
    assert.equal(territoryOn('0029000', '2019-06-30'), '0500200');
  });

  it('is not known where a later code had several predecessors, or no classifier has it', () => {
    assert.equal(territoryOn('0020000', '2019-06-30'), undefined);
    assert.equal(territoryOn('0038001', '2025-06-30'), undefined);
    assert.equal(territoryOn('9999999', '2026-10-31'), undefined);
  });

  it('is one of the municipalities in force, for every code there ever was', () => {
    for (const day of ['2019-06-30', '2021-06-30', '2021-07-01', '2025-06-30', '2025-07-01', '2026-10-31']) {
      for (const { code } of MUNICIPALITIES) {
        const territory = territoryOn(code, day);
        assert.ok(territory === undefined || municipalityOn(territory, day), `${code} on ${day}`);
      }
    }
  });
});
