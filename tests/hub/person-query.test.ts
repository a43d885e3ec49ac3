import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { operations, PARTS_OF_ROLE, PERSON_PARTS, PersonOverview, Problem } from '@saite/contracts';
import { until } from '@saite/runtime/testing';
import { openTestHub, type TestHub } from '../support/hub.ts';

const PATH = '/v1/persons/query';
const CHILD = '32000000801';
const CLIENT = '32000000802';
const OTHER = '32000000803';
const SILENT = '32000000804';
const RIGA = '0001000';
const JELGAVA = '0003000';
const PURPOSE = { 'saite-purpose': 'parliamentary inquiry' };

/** Claims by which CHILD is the role's own, and claims by which it is not. */
const OWN: Readonly<Record<string, object>> = {
  spolis: {},
  ministry: {},
  accountant: { institutionIds: ['BSRC-1'] },
  'care-institution': { institutionIds: ['BSRC-1'] },
  'orphan-court': { courtId: 'BT-1' },
  'social-service': { municipality: RIGA },
};
const ELSEWHERE = { institutionIds: ['BSRC-9'], courtId: 'BT-9', municipality: '0005000' };

describe('POST /v1/persons/query', () => {
  let hub: TestHub;
  const ask = async (claims: object, body: object, headers: Readonly<Record<string, string>> = PURPOSE) =>
    hub.call(PATH, body, { token: await hub.token({ sub: 'reader', ...claims }), headers });
  const seen = async (claims: object, body: object, headers?: Readonly<Record<string, string>>) => {
    const answer = await ask(claims, body, headers);
    assert.equal(answer.status, 200, answer.text);
    return PersonOverview.parse(answer.json);
  };
  const place = async (body: object) => {
    const answer = await hub.call('/v1/placements', { recordVersion: 1, ...body });
    assert.equal(answer.status, 202, answer.text);
  };

  before(async () => {
    hub = await openTestHub({ clock: { now: () => new Date('2026-11-20T10:00:00Z') } });
    await hub.publish(
      hub.events.person({
        personCode: CHILD,
        bornOn: '2015-04-10',
        residence: { atvk: RIGA, since: '2016-01-01' },
      }),
      hub.events.person({
        personCode: CLIENT,
        diedOn: '2026-11-10',
        residence: { atvk: JELGAVA, since: '2001-01-01' },
      }),
      hub.events.custody({
        decisionId: 'L-1',
        childCode: CHILD,
        kind: 'custody-suspended',
        effectiveFrom: '2026-02-01',
      }),
      hub.events.custody({
        decisionId: 'L-2',
        childCode: CHILD,
        court: 'BT-2',
        kind: 'care-ended',
        effectiveFrom: '2027-02-01',
      }),
      hub.events.disability({
        decisionId: 'V-1',
        personCode: CHILD,
        group: 'child',
        validFrom: '2026-01-01',
        validTo: '2026-12-31',
      }),
      hub.events.disabilityChecked(CHILD),
      hub.events.service({
        serviceId: 'K-1',
        personCode: CHILD,
        municipality: JELGAVA,
        startedOn: '2026-03-01',
      }),
      hub.events.service({
        serviceId: 'K-2',
        personCode: CHILD,
        kind: 'disabled-child-care',
        startedOn: '2026-03-01',
      }),
    );
    await place({
      placementId: 'C-1',
      personCode: CHILD,
      programme: 'child-out-of-family',
      institutionId: 'BSRC-1',
      startedOn: '2026-02-01',
      endedOn: '2026-06-01',
      dailyCost: '31.00',
    });
    await place({
      placementId: 'C-2',
      personCode: CHILD,
      programme: 'child-out-of-family',
      institutionId: 'BSRC-2',
      startedOn: '2026-06-01',
      dailyCost: '32.00',
    });
    await place({
      placementId: 'A-1',
      personCode: CLIENT,
      programme: 'adult-long-term-care',
      institutionId: 'VSAC-1',
      startedOn: '2026-01-01',
      endedOn: '2026-10-10',
      dailyCost: '20.00',
    });
    await place({
      placementId: 'A-2',
      personCode: CLIENT,
      programme: 'adult-long-term-care',
      institutionId: 'VSAC-2',
      startedOn: '2026-10-10',
      dailyCost: '21.00',
    });
    await place({
      placementId: 'A-3',
      personCode: OTHER,
      programme: 'adult-long-term-care',
      institutionId: 'VSAC-2',
      startedOn: '2026-10-10',
    });
    await until(
      async () => await seen({ roles: ['spolis'] }, { personCode: CHILD }),
      ({ person, custody, disability, discrepancies }) =>
        person?.givenName === 'Anna' &&
        custody?.length === 1 &&
        disability?.decisions.length === 1 &&
        discrepancies?.length === 2,
    );
    await until(
      async () => await seen({ roles: ['spolis'] }, { personCode: CLIENT }),
      ({ person }) => person?.diedOn === '2026-11-10',
    );
  });
  after(() => hub.close());

  it('is closed to whom the table of operations does not name, and names a part for each that it does', () => {
    assert.deepEqual(Object.keys(operations.queryPerson.access).sort(), Object.keys(PARTS_OF_ROLE).sort());
    assert.deepEqual(Object.keys(OWN).sort(), Object.keys(PARTS_OF_ROLE).sort());
  });

  for (const [role, parts] of Object.entries(PARTS_OF_ROLE)) {
    it(`shows ${role} its parts of a person of its own, and null for every other`, async () => {
      const overview = await seen({ roles: [role], ...OWN[role] }, { personCode: CHILD });
      for (const part of PERSON_PARTS)
        assert.equal(
          overview[part] !== null,
          parts.some((own) => own === part),
          part,
        );
    });
  }

  for (const role of ['accountant', 'care-institution', 'orphan-court', 'social-service']) {
    it(`is 404 to ${role} for a person of others, as for one who is not there`, async () => {
      const others = await ask({ roles: [role], ...ELSEWHERE }, { personCode: CHILD });
      const nobody = await ask({ roles: [role], ...ELSEWHERE }, { personCode: SILENT });
      assert.deepEqual([others.status, nobody.status], [404, 404]);
      assert.deepEqual(others.json, nobody.json);
      assert.equal(Problem.parse(others.json).code, 'NOT_FOUND');
      assert.equal((await ask({ roles: [role] }, { personCode: CHILD })).status, 404, 'without a claim');
    });
  }

  it('is 404 to those who see everybody for a code that no register told of', async () => {
    for (const role of ['spolis', 'ministry'])
      assert.equal((await ask({ roles: [role] }, { personCode: SILENT })).status, 404, role);
  });

  it('is 403 to a ministry that does not say why', async () => {
    const answer = await ask({ roles: ['ministry'] }, { personCode: CHILD }, {});
    assert.deepEqual([answer.status, Problem.parse(answer.json).code], [403, 'PURPOSE_NEEDED']);
  });

  it('shows the day that is asked about', async () => {
    const spolis = { roles: ['spolis'] };
    const before = await seen(spolis, { personCode: CHILD, on: '2026-01-15' });
    assert.deepEqual([before.custody, before.placements, before.discrepancies], [[], [], []]);
    assert.deepEqual(before.residence, { atvk: RIGA, since: '2016-01-01' });
    assert.deepEqual((await seen(spolis, { personCode: CHILD, on: '2015-12-31' })).residence, {
      atvk: null,
      since: null,
    });
    const spring = await seen(spolis, { personCode: CHILD, on: '2026-05-31' });
    assert.deepEqual(
      spring.placements?.map(({ placementId, endedOn }) => [placementId, endedOn]),
      [['C-1', '2026-06-01']],
    );
    const now = await seen(spolis, { personCode: CHILD });
    assert.deepEqual(now.placements, [
      {
        placementId: 'C-2',
        institutionId: 'BSRC-2',
        programme: 'child-out-of-family',
        startedOn: '2026-06-01',
        endedOn: null,
        dailyCost: '32.00',
      },
    ]);
    assert.deepEqual(
      now.custody?.map(({ decisionId }) => decisionId),
      ['L-1'],
    );
    assert.deepEqual(now.person, {
      personCode: CHILD,
      givenName: 'Anna',
      familyName: 'Kalniņa',
      bornOn: '2015-04-10',
      diedOn: null,
    });
    const next = await seen(spolis, { personCode: CHILD, on: '2027-01-01' });
    assert.deepEqual(next.disability, { answered: true, decisions: [] });
  });

  it('ends care with the day of death', async () => {
    const on = async (day: string) => {
      const { person, placements } = await seen({ roles: ['spolis'] }, { personCode: CLIENT, on: day });
      return [person?.diedOn, placements?.map(({ placementId }) => placementId)];
    };
    assert.deepEqual(await on('2026-11-09'), [null, ['A-2']]);
    assert.deepEqual(await on('2026-11-10'), ['2026-11-10', ['A-2']]);
    assert.deepEqual(await on('2026-11-11'), ['2026-11-10', []]);
  });

  it('does not say that VDEĀVK knows nothing before it has answered', async () => {
    const { disability } = await seen({ roles: ['spolis'] }, { personCode: CLIENT });
    assert.deepEqual(disability, { answered: false, decisions: [] });
  });

  it('shows an accountant that a client is elsewhere only in a month with a day in its own institution', async () => {
    const accountant = { roles: ['accountant'], institutionIds: ['VSAC-1'] };
    const october = await seen(accountant, { personCode: CLIENT, on: '2026-10-20' });
    assert.deepEqual(october.placements, [
      {
        placementId: null,
        institutionId: null,
        programme: 'adult-long-term-care',
        startedOn: null,
        endedOn: null,
        dailyCost: null,
      },
    ]);
    assert.deepEqual((await seen(accountant, { personCode: CLIENT, on: '2026-11-05' })).placements, []);
    assert.equal(
      (await ask(accountant, { personCode: CLIENT, on: '2025-12-31' })).status,
      404,
      'before the first day',
    );
    assert.doesNotMatch(JSON.stringify(october), /VSAC-2|A-2|21\.00/);
  });

  it('shows an institution where its child went, not what that costs, and of an adult nothing elsewhere', async () => {
    const child = await seen(
      { roles: ['care-institution'], institutionIds: ['BSRC-1'] },
      { personCode: CHILD },
    );
    assert.deepEqual(
      child.placements?.map(({ institutionId, dailyCost }) => [institutionId, dailyCost]),
      [['BSRC-2', null]],
    );
    const adult = await seen(
      { roles: ['care-institution'], institutionIds: ['VSAC-1'] },
      { personCode: CLIENT, on: '2026-10-20' },
    );
    assert.deepEqual(adult.placements, []);
  });

  it('is a court’s own while a decision of it covers the person', async () => {
    const court = (courtId: string) => ({ roles: ['orphan-court'], courtId });
    assert.equal((await ask(court('BT-1'), { personCode: CHILD, on: '2026-01-31' })).status, 404);
    assert.equal((await ask(court('BT-1'), { personCode: CHILD, on: '2027-02-01' })).status, 404);
    assert.equal((await ask(court('BT-2'), { personCode: CHILD })).status, 404);
  });

  it('shows a municipality the contradictions that are for it, and no other', async () => {
    const riga = await seen({ roles: ['social-service'], municipality: RIGA }, { personCode: CHILD });
    assert.deepEqual(
      riga.discrepancies?.map(({ kind }) => kind),
      ['missing-disability'],
    );
    assert.ok(
      riga.discrepancies?.every(({ discrepancyId, foundAt }) => discrepancyId !== null && foundAt !== null),
    );
    assert.doesNotMatch(JSON.stringify(riga), /0003000|BSRC|C-1|C-2/);
    const all = await seen({ roles: ['ministry'] }, { personCode: CHILD });
    assert.deepEqual(all.discrepancies?.map(({ kind }) => kind).sort(), [
      'missing-disability',
      'residence-differs',
    ]);
  });

  it('adds up the roles of a caller, each only for its own persons', async () => {
    const both = { roles: ['social-service', 'accountant'], municipality: RIGA, institutionIds: ['VSAC-2'] };
    const child = await seen(both, { personCode: CHILD });
    assert.deepEqual(
      PERSON_PARTS.filter((part) => child[part] !== null),
      ['person', 'residence', 'disability', 'discrepancies'],
    );
    const client = await seen(both, { personCode: OTHER });
    assert.deepEqual(
      PERSON_PARTS.filter((part) => client[part] !== null),
      ['person', 'placements'],
    );
    const same = await seen({ ...both, municipality: JELGAVA }, { personCode: CLIENT });
    assert.deepEqual(
      PERSON_PARTS.filter((part) => same[part] === null),
      ['custody'],
    );
  });

  it('reads what was just recorded', async () => {
    await place({
      placementId: 'A-4',
      personCode: SILENT.replace('804', '805'),
      programme: 'adult-long-term-care',
      institutionId: 'VSAC-1',
      startedOn: '2026-11-01',
    });
    const { placements, person } = await seen(
      { roles: ['accountant'], institutionIds: ['VSAC-1'] },
      { personCode: '320000-00805' },
    );
    assert.deepEqual(
      placements?.map(({ placementId }) => placementId),
      ['A-4'],
    );
    assert.deepEqual([person?.personCode, person?.givenName, person?.bornOn], ['32000000805', null, null]);
  });

  it('repeats no code in an error', async () => {
    const answer = await ask({ roles: ['spolis'] }, { personCode: '16117519990', on: '2026-02-30' });
    assert.deepEqual(
      [
        answer.status,
        Problem.parse(answer.json)
          .errors?.map(({ path }) => path)
          .sort(),
      ],
      [422, ['on', 'personCode']],
    );
    assert.doesNotMatch(answer.text, /16117519990/);
  });
});
