import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decideOn, type Given, kindsOn, openOn, service, stay, withdrawnStay } from './testing/given.ts';

const TODAY = '2026-11-20';
const care = (startedOn: string, endedOn: string | null = null, given = {}) =>
  service(startedOn, endedOn, { kind: 'municipal-long-term-care', provider: 'SAC-1', ...given });
const adult = (from: string, to?: string, given = {}) =>
  stay(from, to, { institution: 'VSAC-2', programme: 'adult-long-term-care', ...given });
const since = (given: Given, today = TODAY) =>
  kindsOn(today, given).map((text) => text.replace('same-service-twice since ', ''));

describe('long-term care that a municipality and SPOLIS tell of for the same day', () => {
  for (const kind of ['state-long-term-care', 'municipal-long-term-care'])
    it(`is one service from two providers (${kind}), for municipality and ministry`, () => {
      const given = { services: [care('2026-03-01', null, { kind })], stays: [adult('2026-06-01')] };
      assert.deepEqual(openOn(TODAY, given), [
        {
          kind: 'same-service-twice',
          since: '2026-06-01',
          records: 'sopa 0001000:k-1, spolis s-1',
          audience: 'social-service 0001000, lm',
        },
      ]);
    });

  it('contradicts from the first common day on, until it is corrected', () => {
    const given = { services: [care('2026-06-01')], stays: [adult('2026-03-01', '2026-07-01')] };
    assert.deepEqual(since(given, '2026-05-31'), []);
    assert.equal(decideOn('2026-05-31', given).wakeOn, '2026-06-01');
    assert.deepEqual(since(given, '2026-06-01'), ['2026-06-01']);
    assert.deepEqual(since(given, '2030-01-01'), ['2026-06-01']);
    assert.equal(decideOn('2026-06-01', given).wakeOn, null);
  });

  it('shares the last day of the service, but not the day of discharge', () => {
    assert.deepEqual(since({ services: [care('2026-01-01', '2026-06-01')], stays: [adult('2026-06-01')] }), [
      '2026-06-01',
    ]);
    assert.deepEqual(
      since({ services: [care('2026-01-01', '2026-05-31')], stays: [adult('2026-06-01')] }),
      [],
    );
    assert.deepEqual(
      since({ services: [care('2026-06-01')], stays: [adult('2026-01-01', '2026-06-01')] }),
      [],
    );
    assert.deepEqual(since({ services: [care('2026-06-01')], stays: [adult('2026-01-01', '2026-06-02')] }), [
      '2026-06-01',
    ]);
  });

  it('is one service if both name the same provider', () => {
    const same = adult('2026-06-01', undefined, { institution: 'SAC-1' });
    assert.deepEqual(since({ services: [care('2026-03-01')], stays: [same] }), []);
  });

  it('is told for each two that share a day', () => {
    const stays = [adult('2026-01-01', '2026-02-01'), adult('2026-03-01', undefined, { id: 's-2' })];
    const services = [care('2026-01-10', '2026-04-01'), care('2026-05-01', null, { id: 'k-2' })];
    assert.deepEqual(
      openOn(TODAY, { services, stays }).map(({ records, ...found }) => [records, found.since]),
      [
        ['sopa 0001000:k-1, spolis s-1', '2026-01-10'],
        ['sopa 0001000:k-1, spolis s-2', '2026-03-01'],
        ['sopa 0001000:k-2, spolis s-2', '2026-05-01'],
      ],
    );
  });

  it('contradicts nothing if service or placement is withdrawn, or has no day', () => {
    const stays = [adult('2026-06-01')];
    assert.deepEqual(since({ services: [care('2026-03-01', null, { withdrawn: true })], stays }), []);
    assert.deepEqual(since({ services: [care('2026-07-01', '2026-06-30')], stays }), []);
    const services = [care('2026-03-01')];
    assert.deepEqual(since({ services, stays: [withdrawnStay('s-1')] }), []);
    assert.deepEqual(since({ services, stays: [adult('2026-06-01', '2026-06-01')] }), []);
  });
});

it('other services, and a child’s stay, are not the same service', () => {
  const stays = [adult('2026-01-01')];
  for (const kind of ['care-support-centre', 'home-care', 'group-home', 'short-term-care', 'not-yet-known'])
    assert.deepEqual(since({ services: [service('2026-03-01', null, { kind })], stays }), [], kind);
  assert.deepEqual(since({ services: [care('2026-03-01')], stays: [stay('2026-01-01')] }), []);
});
