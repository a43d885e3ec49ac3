import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DiscrepancyList, PersonCode, Problem } from '@saite/contracts';
import { personRef } from '@saite/identity';
import { waitFor } from '@saite/runtime/testing';
import { listenToDiscrepancies, type ToldDiscrepancies } from '../support/discrepancies.ts';
import { openTestHub, type TestHub } from '../support/hub.ts';

const TWO_HOUSES = '32000000601';
const DIED = '32000000602';
const CHILD = '32000000603';
const MOVING = '32000000604';
const OLD_CODE = '32000000605';
const NEW_CODE = '32000000606';

describe('contradictions between registers', () => {
  let hub: TestHub;
  let told: ToldDiscrepancies;
  let now = new Date('2026-11-20T10:00:00Z');
  const tokens: Record<string, string> = {};

  const place = async (placement: Readonly<Record<string, unknown>>) => {
    const { status } = await hub.call('/v1/placements', {
      recordVersion: 1,
      programme: 'adult-long-term-care',
      ...placement,
    });
    assert.equal(status, 202);
  };
  const list = async (who: string, search = '', headers = {}) => {
    const token = tokens[who] ?? assert.fail(who);
    return DiscrepancyList.parse(
      (await hub.call(`/v1/discrepancies${search}`, undefined, { token, headers })).json,
    );
  };
  const kinds = async (who: string, search = '') =>
    (await list(who, search)).items.map(({ kind }) => kind).sort();
  const foundOf = (kind: string) => told.found.filter(({ data }) => data.kind === kind);

  before(async () => {
    hub = await openTestHub({ clock: { now: () => now } });
    told = await listenToDiscrepancies(hub);
    const claims: Record<string, object> = {
      spolis: { roles: ['spolis'] },
      ministry: { roles: ['ministry'] },
      firstHouse: { roles: ['care-institution'], institutionIds: ['VSAC-1'] },
      secondHouse: { roles: ['care-institution'], institutionIds: ['VSAC-2'] },
      bothHouses: { roles: ['care-institution'], institutionIds: ['VSAC-1', 'VSAC-2'] },
      childrensHouse: { roles: ['care-institution'], institutionIds: ['BSRC-1'] },
      court: { roles: ['orphan-court'], courtId: 'BT-1' },
      otherCourt: { roles: ['orphan-court'], courtId: 'BT-2' },
      service: { roles: ['social-service'], municipality: '0001000' },
      // Claims that do not belong to the role count for nothing.
      pretender: { roles: ['social-service'], courtId: 'BT-1', institutionIds: ['VSAC-1'] },
    };
    for (const [who, claim] of Object.entries(claims)) tokens[who] = await hub.token({ sub: who, ...claim });
    await place({
      placementId: 'A-1',
      personCode: TWO_HOUSES,
      institutionId: 'VSAC-1',
      startedOn: '2026-01-01',
    });
    await place({
      placementId: 'A-2',
      personCode: TWO_HOUSES,
      institutionId: 'VSAC-2',
      startedOn: '2026-03-01',
    });
    await place({ placementId: 'B-1', personCode: DIED, institutionId: 'VSAC-1', startedOn: '2026-01-01' });
    await place({
      placementId: 'C-1',
      personCode: CHILD,
      institutionId: 'BSRC-1',
      startedOn: '2026-06-01',
      programme: 'child-out-of-family',
    });
    const events = [
      hub.events.person({ personCode: DIED, diedOn: '2026-10-15' }),
      hub.events.payment({
        paymentId: 'B-P',
        personCode: DIED,
        periodFrom: '2026-01',
        periodTo: '2026-12',
        granted: '400.00',
      }),
      hub.events.custody({
        decisionId: 'C-D',
        childCode: CHILD,
        kind: 'placed-in-institution',
        effectiveFrom: '2026-06-20',
      }),
    ];
    await hub.publish(...events, ...events.toReversed());
  });
  after(async () => {
    await told.close();
    await hub.close();
  });

  it('are found and told once, whatever copies came, without showing who it is about', async () => {
    await waitFor('all of them', () => told.found.length >= 4);
    assert.deepEqual(told.found.map(({ data }) => data.kind).sort(), [
      'dates-differ',
      'overlapping-placements',
      'payment-after-death',
      'placement-after-death',
    ]);
    const [overlap] = foundOf('overlapping-placements');
    assert.equal(overlap?.data.since, '2026-03-01');
    assert.deepEqual(overlap?.data.facts, [
      { register: 'spolis', recordId: 'A-1' },
      { register: 'spolis', recordId: 'A-2' },
    ]);
    assert.deepEqual(overlap?.data.audience, [
      { role: 'care-institution', id: 'VSAC-1' },
      { role: 'care-institution', id: 'VSAC-2' },
      { role: 'ministry', id: 'lm' },
    ]);
    assert.doesNotMatch(JSON.stringify(told.found), /3200000060/);
  });

  it('are listed to those whom they are for, all of them to ministry and SPOLIS', async () => {
    const all = ['dates-differ', 'overlapping-placements', 'payment-after-death', 'placement-after-death'];
    assert.deepEqual(await kinds('ministry'), all);
    assert.deepEqual(await kinds('spolis'), all);
    assert.deepEqual(await kinds('firstHouse'), ['overlapping-placements', 'placement-after-death']);
    assert.deepEqual(await kinds('secondHouse'), ['overlapping-placements']);
    assert.deepEqual(await kinds('childrensHouse'), ['dates-differ']);
    assert.deepEqual(await kinds('court'), ['dates-differ']);
    for (const who of ['otherCourt', 'service', 'pretender']) assert.deepEqual(await kinds(who), [], who);
  });

  it('name each fact in the language of the reader, another institution’s placement without its id', async () => {
    const facts = async (who: string, headers = {}) => {
      const { items } = await list(who, '?kind=overlapping-placements', headers);
      return items.flatMap((item) => item.facts.map(({ recordId, text }) => [recordId, text]));
    };
    const inLatvian = [
      'Izvietojums iestādē VSAC-1 no 2026-01-01, bez beigu datuma',
      'Izvietojums iestādē VSAC-2 no 2026-03-01, bez beigu datuma',
    ];
    assert.deepEqual(await facts('ministry'), [
      ['A-1', inLatvian[0]],
      ['A-2', inLatvian[1]],
    ]);
    assert.deepEqual(await facts('firstHouse'), [
      ['A-1', inLatvian[0]],
      [null, inLatvian[1]],
    ]);
    assert.deepEqual(
      (await facts('bothHouses')).map(([recordId]) => recordId),
      ['A-1', 'A-2'],
    );
    const [, english] = await facts('secondHouse', { 'accept-language': 'en' });
    assert.deepEqual(english, ['A-2', 'Placement in institution VSAC-2 from 2026-03-01, without an end']);
    const { items } = await list('ministry');
    assert.doesNotMatch(JSON.stringify(items), /3200000060/);
    assert.deepEqual(
      items.find(({ kind }) => kind === 'payment-after-death')?.facts.map(({ register }) => register),
      ['sais', 'pmlp'],
    );
  });

  it('are listed a page at a time, and what is no page or kind is refused', async () => {
    const first = await list('ministry', '?limit=3');
    assert.equal(first.items.length, 3);
    const rest = await list('ministry', `?limit=3&after=${first.next}`);
    assert.deepEqual([rest.items.length, rest.next], [1, null]);
    const ids = [...first.items, ...rest.items].map(({ discrepancyId }) => discrepancyId);
    assert.equal(new Set(ids).size, 4);
    for (const [search, path] of [
      ['?kind=nonsense', 'kind'],
      ['?after=2026-99-99_00000000-0000-0000-0000-000000000000', 'after'],
      ['?status=closed', 'status'],
    ] as const) {
      const { status, json } = await hub.call(`/v1/discrepancies${search}`, undefined, {
        token: tokens.ministry ?? null,
      });
      assert.deepEqual([status, Problem.parse(json).errors?.map((error) => error.path)], [422, [path]]);
    }
  });

  it('are told again with the same id when a correction changes what they say', async () => {
    await place({
      placementId: 'A-2',
      recordVersion: 2,
      personCode: TWO_HOUSES,
      institutionId: 'VSAC-2',
      startedOn: '2026-04-01',
    });
    await waitFor('the second word', () => foundOf('overlapping-placements').length === 2);
    const [first, second] = foundOf('overlapping-placements');
    assert.equal(second?.data.discrepancyId, first?.data.discrepancyId);
    assert.equal(second?.data.since, '2026-04-01');
    assert.deepEqual(
      (await list('ministry', '?kind=overlapping-placements')).items.map(({ since }) => since),
      ['2026-04-01'],
    );
  });

  it('are resolved by a correction, and stay in the journal', async () => {
    await place({
      placementId: 'A-1',
      recordVersion: 2,
      personCode: TWO_HOUSES,
      institutionId: 'VSAC-1',
      startedOn: '2026-01-01',
      endedOn: '2026-04-01',
    });
    const [resolved] = await waitFor(
      'the word that they agree',
      () => told.resolved.length > 0 && told.resolved,
    );
    assert.equal(resolved?.data.discrepancyId, foundOf('overlapping-placements')[0]?.data.discrepancyId);
    assert.equal(resolved?.data.resolvedAt, now.toISOString());
    assert.deepEqual(await kinds('secondHouse'), []);
    const [stored] = (await list('secondHouse', '?status=resolved')).items;
    assert.deepEqual(
      [stored?.kind, stored?.resolvedAt, (await kinds('secondHouse', '?status=all')).length],
      ['overlapping-placements', now.toISOString(), 1],
    );
  });

  it('are those of the whole person under every code, and none once PMLP takes the codes apart again', async () => {
    await place({
      placementId: 'E-1',
      personCode: OLD_CODE,
      institutionId: 'VSAC-3',
      startedOn: '2026-01-01',
    });
    await place({
      placementId: 'E-2',
      personCode: NEW_CODE,
      institutionId: 'VSAC-4',
      startedOn: '2026-02-01',
    });
    const ofCodes = () => foundOf('overlapping-placements').filter(({ data }) => data.since === '2026-02-01');
    await hub.publish(hub.events.person({ personCode: NEW_CODE, formerCodes: [OLD_CODE] }));
    const [found] = await waitFor('the overlap', () => ofCodes().length > 0 && ofCodes());
    assert.equal(found?.subject, personRef(hub.keyRing, PersonCode.parse(NEW_CODE)));
    await hub.publish(hub.events.person({ personCode: NEW_CODE, recordVersion: 2 }));
    await waitFor('the word that they agree', () =>
      told.resolved.some(({ data }) => data.discrepancyId === found?.data.discrepancyId),
    );
    assert.equal(ofCodes().length, 1);
  });

  it('begin and end on their day without any event', async () => {
    await place({
      placementId: 'D-1',
      personCode: MOVING,
      institutionId: 'BSRC-1',
      startedOn: '2026-06-01',
      endedOn: '2026-12-01',
      programme: 'child-out-of-family',
    });
    await hub.publish(
      hub.events.custody({
        decisionId: 'D-D',
        childCode: MOVING,
        kind: 'care-ended',
        effectiveFrom: '2026-11-14',
      }),
    );
    const child = { childCode: MOVING };
    await waitFor('the decision', async () =>
      JSON.stringify((await hub.call('/v1/children/query', child)).json).includes('care-ended'),
    );
    assert.equal((await list('court', '?kind=decision-ended-stay-goes-on')).items.length, 0);
    now = new Date('2026-11-20T22:00:00Z'); // the 21st in Riga
    const [found] = await waitFor('the day', () => {
      const all = foundOf('decision-ended-stay-goes-on');
      return all.length > 0 && all;
    });
    assert.equal(found?.data.since, '2026-11-21');
    assert.deepEqual(await kinds('court', '?kind=decision-ended-stay-goes-on'), [
      'decision-ended-stay-goes-on',
    ]);
    now = new Date('2026-11-30T22:00:00Z');
    await waitFor('the end of the stay', () =>
      told.resolved.some(({ data }) => data.discrepancyId === found?.data.discrepancyId),
    );
  });
});
