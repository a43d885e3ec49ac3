import assert from 'node:assert/strict';
import { it } from 'node:test';
import { explainFact } from './index.ts';
import { born, decideOn, decision, payment, stay } from './testing/given.ts';

it('says what each record says, in both languages, and never who it is about', () => {
  const given = {
    stays: [stay('2026-01-01'), stay('2026-02-01', '2026-03-01', { id: 's-2' })],
    payments: [payment('2026-01', '2099-12')],
    persons: [born('2015-01-01', { diedOn: '2026-05-01' })],
    decisions: [decision('placed-in-institution', '2026-02-20')],
  };
  const facts = decideOn('2026-11-20', given).open.flatMap((each) => each.facts);
  const texts = (language: 'lv' | 'en') =>
    [...new Set(facts.map((fact) => explainFact(fact, language)))].sort();
  assert.deepEqual(texts('en'), [
    'Decision of orphan’s court court-1 (placed in institution), in force from 2026-02-20',
    'Died on 2026-05-01',
    'Payment for the months from 2026-01 to 2099-12',
    'Placement in institution house-1 from 2026-01-01, without an end',
    'Placement in institution house-1 from 2026-02-01, discharged on 2026-03-01',
  ]);
  assert.deepEqual(texts('lv'), [
    'Bāriņtiesas court-1 lēmums (ievietošana bērnu aprūpes iestādē), spēkā no 2026-02-20',
    'Izmaksa par laiku no 2026-01 līdz 2099-12',
    'Izvietojums iestādē house-1 no 2026-01-01, bez beigu datuma',
    'Izvietojums iestādē house-1 no 2026-02-01, izstāšanās 2026-03-01',
    'Miršanas datums 2026-05-01',
  ]);
});
