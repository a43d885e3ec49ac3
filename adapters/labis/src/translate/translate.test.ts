import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeKeyFile, parseKeyFile } from '@saite/identity';
import { eventMaker, madeCode } from '../testing/made.ts';
import { factOf } from './translate.ts';

const make = eventMaker(parseKeyFile(makeKeyFile()));
const code = madeCode(1);
const former = [madeCode(2), madeCode(3)];
const dataOf = (event: Parameters<typeof factOf>[0]) => factOf(event).content?.data;

test('of a decision group, months, classes of disorders and two flags are left', () => {
  const event = make.decision(code, 'd-1', { recordVersion: 4, specialCare: true });
  assert.deepEqual(factOf(event), {
    kind: 'disability',
    recordId: 'd-1',
    personRef: make.ref(code),
    sourceVersion: 4,
    content: {
      kind: 'disability',
      data: {
        group: 'II',
        from: '2024-02',
        to: '2027-02',
        disorders: ['mental', 'sight'],
        specialCare: true,
        prognosticated: true,
      },
    },
  });
});

for (const [what, given, told] of [
  ['none named', [], ['other']],
  ['a code that VDEĀVK names later', ['speech', 'sight'], ['other', 'sight']],
  ['several unknown ones and a repeated one', ['F70', 'G80-0', 'sight', 'sight'], ['other', 'sight']],
  ['a personal code where a disorder belongs', ['010101-12345'], ['other']],
] as const) {
  test(`disorders with ${what} are told as ${told.join(', ')}`, () => {
    const data = dataOf(make.decision(code, 'd-2', { disorders: given }));
    assert.ok(data && 'disorders' in data);
    assert.deepEqual(data.disorders, told);
  });
}

test('of a stay the programme and the months with a day in care are left: no institution, no cost', () => {
  const stay = { endedOn: '2024-06-01', municipality: '0003000' };
  assert.deepEqual(dataOf(make.placement(code, 'p-1', stay)), {
    programme: 'child-out-of-family',
    from: '2024-03',
    to: '2024-05',
  });
  assert.deepEqual(dataOf(make.placement(code, 'p-1', { endedOn: '2024-06-02' })), {
    programme: 'child-out-of-family',
    from: '2024-03',
    to: '2024-06',
  });
  const going = dataOf(make.placement(code, 'p-1'));
  assert.ok(going && 'to' in going);
  assert.equal(going.to, null);
});

test('of a stay without a day in care nothing is told', () => {
  assert.equal(factOf(make.placement(code, 'p-2', { endedOn: '2024-03-31' })).content, null);
});

test('of a service kind, municipality and months are left', () => {
  const service = make.service(code, '0026420:s', { municipality: '0026420', endedOn: '2026-03-31' });
  assert.deepEqual(dataOf(service), {
    kind: 'home-care',
    territory: '0026000',
    from: '2026-01',
    to: '2026-03',
  });
  const strange = dataOf(make.service(code, 's-2', { kind: '010101-12345' }));
  assert.ok(strange && 'kind' in strange);
  assert.equal(strange.kind, 'other');
});

test('of a person months of birth and death, the municipality, and former codes as PMLP lists them are left', () => {
  const event = make.person(code, {
    former,
    diedOn: '2025-12-31',
    residence: { atvk: '0026420', since: '2020-01-02' },
    residences: [{ atvk: '0026420', since: '2020-01-02' }],
  });
  assert.deepEqual(dataOf(event), {
    born: '2012-05',
    died: '2025-12',
    territory: '0026000',
    formerRefs: former.map(make.ref).sort(),
  });
  const homeless = dataOf(make.person(code, { residence: undefined }));
  assert.ok(homeless && 'territory' in homeless && 'died' in homeless);
  assert.deepEqual([homeless.territory, homeless.died], ['0000000', null]);
});

test('of what is withdrawn nothing is left', () => {
  for (const event of [
    make.placementWithdrawn(code, 'p-3', 2),
    make.decision(code, 'd-3', { withdrawn: true }),
    make.service(code, 's-3', { withdrawn: true }),
    make.person(code, { withdrawn: true }),
  ])
    assert.equal(factOf(event).content, null);
});
