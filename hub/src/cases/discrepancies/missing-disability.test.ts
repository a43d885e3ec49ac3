import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  born,
  decideOn,
  disability,
  disabilityCheck,
  FORMER_REF,
  type Given,
  openOn,
  REF,
  service,
} from './testing/given.ts';

const TODAY = '2026-11-20';
const disabilityChecks = [disabilityCheck()];
const stateCare = (startedOn: string, endedOn: string | null = null, differing = {}) =>
  service(startedOn, endedOn, { kind: 'state-long-term-care', ...differing });
const childCare = (startedOn: string, endedOn: string | null = null, differing = {}) =>
  service(startedOn, endedOn, { kind: 'disabled-child-care', ...differing });
/** First days of what is missing, once VDEĀVK has answered. */
const since = (today: string, given: Given) =>
  openOn(today, { disabilityChecks, ...given })
    .filter(({ kind }) => kind === 'missing-disability')
    .map((found) => found.since);

describe('state care without a decision on the disability that it needs', () => {
  it('is told to the municipality that gives it, with the first day', () => {
    assert.deepEqual(openOn(TODAY, { services: [stateCare('2026-03-01')], disabilityChecks }), [
      {
        kind: 'missing-disability',
        since: '2026-03-01',
        records: `sopa 0001000:k-1, vdeavk ${REF}`,
        audience: 'social-service 0001000',
      },
    ]);
  });

  it('does not say what VDEĀVK has decided instead', () => {
    const disabilities = [disability('2026-01-01', null, { id: 'secret-7', group: 'III' })];
    const { open } = decideOn(TODAY, { services: [stateCare('2026-03-01')], disabilities, disabilityChecks });
    assert.equal(open.length, 1);
    assert.doesNotMatch(JSON.stringify(open), /III|secret-7|mental"/);
  });

  it('needs group I or II, whatever the disorders', () => {
    const withGroup = (group: string) =>
      since(TODAY, {
        services: [stateCare('2026-03-01')],
        disabilities: [disability('2020-01-01', null, { group, specialCare: true })],
      });
    assert.deepEqual([withGroup('I'), withGroup('II')], [[], []]);
    assert.deepEqual([withGroup('III'), withGroup('child')], [['2026-03-01'], ['2026-03-01']]);
  });

  it('rests on a decision from its first day to its last one, both included', () => {
    const decidedFor = (validFrom: string, validTo: string | null) =>
      since(TODAY, {
        services: [stateCare('2026-03-01', '2026-06-30')],
        disabilities: [disability(validFrom, validTo)],
      });
    assert.deepEqual(decidedFor('2026-03-01', '2026-06-30'), []);
    assert.deepEqual(decidedFor('2026-03-02', null), ['2026-03-01']);
    assert.deepEqual(decidedFor('2026-03-01', '2026-06-29'), ['2026-06-30']);
    assert.deepEqual(decidedFor('2026-07-01', null), ['2026-03-01']);
  });

  it('may rest on several decisions, one after the other or at the same time', () => {
    const gaplessBut = (gap: string) =>
      since(TODAY, {
        services: [stateCare('2026-03-01')],
        disabilities: [
          disability(gap, null, { id: 'v-3' }),
          disability('2025-01-01', '2026-04-30', { id: 'v-1', group: 'II' }),
          disability('2025-06-01', '2025-12-31', { id: 'v-2' }),
        ],
      });
    assert.deepEqual(gaplessBut('2026-05-01'), []);
    assert.deepEqual(gaplessBut('2026-05-02'), ['2026-05-01']);
  });

  it('contradicts nothing before the day comes, and from then on until it is corrected', () => {
    const given = {
      services: [stateCare('2026-03-01')],
      disabilities: [disability('2026-01-01', '2026-12-31')],
      disabilityChecks,
    };
    assert.deepEqual(since('2026-12-31', given), []);
    assert.equal(decideOn('2026-12-31', given).wakeOn, '2027-01-01');
    assert.deepEqual(since('2027-01-01', given), ['2027-01-01']);
    const later = {
      ...given,
      disabilities: [...given.disabilities, disability('2027-06-01', null, { id: 'v-2' })],
    };
    assert.deepEqual(since('2027-08-01', later), ['2027-01-01'], 'days without stay days without');
    assert.equal(decideOn('2027-08-01', later).wakeOn, null);
    const renewed = {
      ...given,
      disabilities: [...given.disabilities, disability('2027-01-01', null, { id: 'v-2' })],
    };
    assert.deepEqual(since('2027-08-01', renewed), []);
  });

  it('counts no decision and no service that is withdrawn', () => {
    const services = [stateCare('2026-03-01')];
    const disabilities = [disability('2026-01-01', null, { withdrawn: true })];
    assert.deepEqual(since(TODAY, { services, disabilities }), ['2026-03-01']);
    assert.deepEqual(since(TODAY, { services: [stateCare('2026-03-01', null, { withdrawn: true })] }), []);
  });

  it('is not told before VDEĀVK has answered for each code of the person', () => {
    const services = [stateCare('2026-03-01')];
    const refs = [REF, FORMER_REF];
    const withChecks = (...checks: ReturnType<typeof disabilityCheck>[]) =>
      since(TODAY, { services, refs, disabilityChecks: checks });
    assert.deepEqual(withChecks(), []);
    assert.deepEqual(withChecks(disabilityCheck()), []);
    assert.deepEqual(withChecks(disabilityCheck(), disabilityCheck(FORMER_REF, true)), []);
    assert.deepEqual(withChecks(disabilityCheck(), disabilityCheck(FORMER_REF)), ['2026-03-01']);
    const disabilities = [disability('2020-01-01', null, { ref: FORMER_REF })];
    const both = { services, refs, disabilityChecks: [disabilityCheck(), disabilityCheck(FORMER_REF)] };
    assert.deepEqual(since(TODAY, { ...both, disabilities }), [], 'decided under a former code');
  });

  it('needs none up to the day before the person comes of age, nor after the day of death', () => {
    const services = [stateCare('2026-03-01')];
    assert.deepEqual(since(TODAY, { services, persons: [born('2008-10-01')] }), ['2026-10-01']);
    assert.deepEqual(since('2026-09-30', { services, persons: [born('2008-10-01')] }), []);
    assert.deepEqual(
      since('2026-02-28', { services: [stateCare('2026-01-01')], persons: [born('2008-02-29')] }),
      [],
    );
    assert.deepEqual(
      since('2026-03-01', { services: [stateCare('2026-01-01')], persons: [born('2008-02-29')] }),
      ['2026-03-01'],
    );
    const untilDeath = (validTo: string) =>
      since(TODAY, {
        services,
        disabilities: [disability('2026-01-01', validTo)],
        persons: [born('1950-01-01', { diedOn: '2026-10-10' })],
      });
    assert.deepEqual(untilDeath('2026-10-10'), []);
    assert.deepEqual(untilDeath('2026-10-09'), ['2026-10-10']);
  });

  it('is told service by service', () => {
    const services = [
      stateCare('2026-03-01', '2026-03-31'),
      stateCare('2026-05-01', '2026-05-31', { id: 'k-2' }),
      stateCare('2026-06-01', null, { municipality: '0003000' }),
    ];
    const disabilities = [disability('2026-05-01', '2026-06-05')];
    assert.deepEqual(
      openOn(TODAY, { services, disabilities, disabilityChecks }).map((found) => [
        found.since,
        found.audience,
      ]),
      [
        ['2026-03-01', 'social-service 0001000'],
        ['2026-06-06', 'social-service 0003000'],
      ],
    );
  });
});

describe('care of a child with severe functional disorders', () => {
  const services = [childCare('2026-03-01', '2026-06-30')];
  const decided = (differing: object) => [
    disability('2026-01-01', '2027-12-31', { group: 'child', ...differing }),
  ];

  it('needs the opinion on special care, on a decision without a group', () => {
    const persons = [born('2015-05-05')];
    assert.deepEqual(since(TODAY, { services, persons, disabilities: decided({ specialCare: true }) }), []);
    assert.deepEqual(since(TODAY, { services, persons, disabilities: decided({}) }), ['2026-03-01']);
    const withGroup = { services, disabilities: decided({ group: 'I', specialCare: true }) };
    assert.deepEqual(since(TODAY, withGroup), ['2026-03-01']);
  });

  it('that is for a representative rests on somebody else’s disability', () => {
    const represented = [childCare('2026-03-01', null, { role: 'representative' })];
    assert.deepEqual(since(TODAY, { services: represented }), []);
  });
});

it('other services need no decision', () => {
  for (const kind of ['municipal-long-term-care', 'home-care', 'group-home', 'not-yet-known'])
    assert.deepEqual(since(TODAY, { services: [service('2026-03-01', null, { kind })] }), [], kind);
});
