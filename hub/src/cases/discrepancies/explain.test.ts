import assert from 'node:assert/strict';
import { it } from 'node:test';
import { explainFact } from './index.ts';
import {
  born,
  decideOn,
  decision,
  disability,
  disabilityCheck,
  payment,
  service,
  stay,
} from './testing/given.ts';

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

const long = { kind: 'state-long-term-care', provider: 'SAC-1' };
const elsewhere = [born('1950-01-01', { residence: ['0003000', '2020-01-01'] })];
const stays = [stay('2026-01-01', '2026-03-01', { programme: 'adult-long-term-care' })];

it('names kind and provider of a service only where they contradict another record', () => {
  const given = { stays, persons: elsewhere, services: [service('2026-02-01', '2026-12-31', long)] };
  const texts = decideOn('2026-11-20', given).open.map(({ kind, facts }) => [
    kind,
    ...facts.map((fact) => explainFact(fact, 'en')),
    ...facts.map((fact) => explainFact(fact, 'lv')),
  ]);
  assert.deepEqual(texts, [
    [
      'residence-differs',
      'Service of municipality 0001000 from 2026-02-01, last day 2026-12-31',
      'Declared residence not in municipality 0001000',
      'Pašvaldības 0001000 pakalpojums no 2026-02-01, pēdējā diena 2026-12-31',
      'Deklarētā dzīvesvieta nav pašvaldībā 0001000',
    ],
    [
      'same-service-twice',
      'Service of municipality 0001000 (state-financed long-term care in a state care centre), provider SAC-1, from 2026-02-01, last day 2026-12-31',
      'Placement in institution house-1 from 2026-01-01, discharged on 2026-03-01',
      'Pašvaldības 0001000 pakalpojums (valsts finansēta ilgstoša sociālā aprūpe un sociālā rehabilitācija), sniedzējs SAC-1, no 2026-02-01, pēdējā diena 2026-12-31',
      'Izvietojums iestādē house-1 no 2026-01-01, izstāšanās 2026-03-01',
    ],
  ]);
});

it('leaves out the institution for whoever must not learn it', () => {
  const { open } = decideOn('2026-11-20', { stays, services: [service('2026-02-01', null, long)] });
  const texts = open.flatMap(({ facts }) =>
    facts.flatMap((fact) => [explainFact(fact, 'lv', false), explainFact(fact, 'en', false)]),
  );
  assert.deepEqual(texts, [
    'Pašvaldības 0001000 pakalpojums (valsts finansēta ilgstoša sociālā aprūpe un sociālā rehabilitācija), sniedzējs SAC-1, no 2026-02-01, bez beigu datuma',
    'Service of municipality 0001000 (state-financed long-term care in a state care centre), provider SAC-1, from 2026-02-01, without an end',
    'Izvietojums citā iestādē no 2026-01-01, izstāšanās 2026-03-01',
    'Placement in another institution from 2026-01-01, discharged on 2026-03-01',
  ]);
});

it('says that a decision is missing, or given at the wrong age, without the day of birth', () => {
  const texts = (language: 'lv' | 'en') =>
    [
      ...decideOn('2026-11-20', {
        services: [service('2026-02-01', null, long)],
        disabilityChecks: [disabilityCheck()],
      }).open,
      ...['2010-05-05', '1980-05-05'].flatMap((bornOn) => {
        const group = bornOn < '2000' ? 'child' : 'II';
        const disabilities = [disability('2026-03-01', null, { group })];
        return decideOn('2026-11-20', { persons: [born(bornOn)], disabilities }).open;
      }),
    ].flatMap(({ facts }) => facts.slice(-2).map((fact) => explainFact(fact, language)));
  assert.deepEqual(texts('en').slice(1), [
    'No decision of VDEĀVK that the service needs, in force on 2026-02-01',
    'Decision of VDEĀVK (group II, severe), in force from 2026-03-01',
    'Not of age on 2026-03-01',
    'Decision of VDEĀVK (child with a disability), in force from 2026-03-01',
    'Of age on 2026-03-01',
  ]);
  assert.deepEqual(texts('lv').slice(1), [
    'Nav pakalpojumam vajadzīgā VDEĀVK lēmuma, kas būtu spēkā 2026-02-01',
    'VDEĀVK lēmums (II grupa, smaga invaliditāte), spēkā no 2026-03-01',
    'Pilngadība nav sasniegta 2026-03-01',
    'VDEĀVK lēmums (bērns ar invaliditāti), spēkā no 2026-03-01',
    'Pilngadība sasniegta līdz 2026-03-01',
  ]);
});
