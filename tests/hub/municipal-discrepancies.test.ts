import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DiscrepancyList, PersonCode } from '@saite/contracts';
import { personRef } from '@saite/identity';
import { until, waitFor } from '@saite/runtime/testing';
import pg from 'pg';
import { listenToDiscrepancies, type ToldDiscrepancies } from '../support/discrepancies.ts';
import { openTestHub, type TestHub } from '../support/hub.ts';

const MOVED = '32000000701';
const IN_CARE = '32000000702';
const UNKNOWN = '32000000703';
const RETURNING = '32000000704';
const OLD_CODE = '32000000705';
const NEW_CODE = '32000000706';

const RIGA = '0001000';
const JELGAVA = '0003000';

const all = ['residence-differs', 'same-service-twice'];

describe('what municipalities tell of social services, beside PMLP and SPOLIS', () => {
  let hub: TestHub;
  let told: ToldDiscrepancies;
  let database: pg.Client;
  let now = new Date('2026-11-20T10:00:00Z');
  const tokens: Record<string, string> = {};

  const list = async (who: string, search = '', headers = {}) => {
    const token = tokens[who] ?? assert.fail(who);
    return DiscrepancyList.parse(
      (await hub.call(`/v1/discrepancies${search}`, undefined, { token, headers })).json,
    );
  };
  const kinds = async (who: string) => (await list(who)).items.map(({ kind }) => kind).sort();
  const refOf = (code: string) => personRef(hub.keyRing, PersonCode.parse(code));
  const foundOf = (code: string) => told.found.filter(({ subject }) => subject === refOf(code));
  const resolvedOf = (code: string) => told.resolved.filter(({ subject }) => subject === refOf(code));
  const isResolved = (code: string) =>
    waitFor('the word that they agree', () => resolvedOf(code).length > 0 && resolvedOf(code));
  const count = async (sql: string, values: readonly unknown[] = []) =>
    (await database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`, [...values]))
      .rows[0]?.count ?? assert.fail(sql);
  /** Waits until everything that was told so far is decided. */
  const decided = (facts: number) =>
    until(
      async () => [await count('hub.fact'), await count('hub.dirty')],
      ([known = 0, dirty = 1]) => known >= facts && dirty === 0,
    );

  before(async () => {
    hub = await openTestHub({ clock: { now: () => now } });
    told = await listenToDiscrepancies(hub);
    database = new pg.Client({ connectionString: hub.room.databaseUrl });
    await database.connect();
    const claims: Record<string, object> = {
      spolis: { roles: ['spolis'] },
      ministry: { roles: ['ministry'] },
      riga: { roles: ['social-service'], municipality: RIGA },
      jelgava: { roles: ['social-service'], municipality: JELGAVA },
      liepaja: { roles: ['social-service'], municipality: '0005000' },
      house: { roles: ['care-institution'], institutionIds: ['VSAC-1', 'SAC-1'] },
      court: { roles: ['orphan-court'], courtId: 'BT-1' },
    };
    for (const [who, claim] of Object.entries(claims)) tokens[who] = await hub.token({ sub: who, ...claim });
    const events = [
      hub.events.person({ personCode: MOVED, residence: { atvk: JELGAVA, since: '2020-01-01' } }),
      hub.events.service({ serviceId: 'K-1', personCode: MOVED, startedOn: '2026-03-01' }),
      hub.events.person({ personCode: IN_CARE, residence: { atvk: JELGAVA, since: '2001-01-01' } }),
      hub.events.service({
        serviceId: 'K-2',
        personCode: IN_CARE,
        municipality: JELGAVA,
        kind: 'municipal-long-term-care',
        providerId: 'SAC-1',
        startedOn: '2026-01-01',
      }),
      hub.events.service({ serviceId: 'K-3', personCode: UNKNOWN, startedOn: '2026-03-01' }),
    ];
    await hub.publish(...events, ...events.toReversed());
    const { status } = await hub.call('/v1/placements', {
      placementId: 'P-2',
      recordVersion: 1,
      personCode: IN_CARE,
      programme: 'adult-long-term-care',
      institutionId: 'VSAC-1',
      startedOn: '2026-06-01',
    });
    assert.equal(status, 202);
    await decided(6);
  });
  after(async () => {
    await database.end();
    await told.close();
    await hub.close();
  });

  it('is told once where it contradicts them, whatever copies came', async () => {
    await waitFor('both', () => told.found.length >= 2);
    const said = ({ data: { kind, since, facts, audience } }: (typeof told.found)[number]) => ({
      kind,
      since,
      facts: facts.map(({ register, recordId }) => `${register} ${recordId}`),
      audience: audience.map(({ role, id }) => `${role} ${id}`),
    });
    assert.deepEqual(foundOf(MOVED).map(said), [
      {
        kind: 'residence-differs',
        since: '2026-03-01',
        facts: [`sopa ${RIGA}:K-1`, `pmlp ${refOf(MOVED)}`],
        audience: [`social-service ${RIGA}`],
      },
    ]);
    assert.deepEqual(foundOf(IN_CARE).map(said), [
      {
        kind: 'same-service-twice',
        since: '2026-06-01',
        facts: [`sopa ${JELGAVA}:K-2`, 'spolis P-2'],
        audience: [`social-service ${JELGAVA}`, 'ministry lm'],
      },
    ]);
    assert.equal(told.found.length, 2);
  });

  it('is listed to the municipality that told it, all of it to ministry and SPOLIS', async () => {
    assert.deepEqual(await kinds('riga'), ['residence-differs']);
    assert.deepEqual(await kinds('jelgava'), ['same-service-twice']);
    for (const who of ['ministry', 'spolis']) assert.deepEqual(await kinds(who), all, who);
    for (const who of ['liepaja', 'house', 'court']) assert.deepEqual(await kinds(who), [], who);
  });

  it('does not show a municipality where a person is declared', async () => {
    const { items } = await list('riga');
    assert.deepEqual(
      items.flatMap(({ facts }) => facts.map(({ text }) => text)),
      [
        'Pašvaldības 0001000 pakalpojums no 2026-03-01, bez beigu datuma',
        'Deklarētā dzīvesvieta nav pašvaldībā 0001000',
      ],
    );
    assert.doesNotMatch(JSON.stringify([items, foundOf(MOVED)]), /0003000|3200000070/);
  });

  it('does not show a municipality in which institution a person is, but shows it to the ministry', async () => {
    const placement = async (who: string) => {
      const { items } = await list(who, '?kind=same-service-twice', { 'accept-language': 'en' });
      return items.flatMap(({ facts }) => facts).find(({ register }) => register === 'spolis');
    };
    assert.deepEqual(await placement('jelgava'), {
      register: 'spolis',
      recordId: null,
      text: 'Placement in another institution from 2026-06-01, without an end',
    });
    assert.deepEqual(await placement('ministry'), {
      register: 'spolis',
      recordId: 'P-2',
      text: 'Placement in institution VSAC-1 from 2026-06-01, without an end',
    });
  });

  it('makes nobody a client of state care or a child in care', async () => {
    const others = [refOf(MOVED), refOf(UNKNOWN)];
    assert.equal(await count('hub.person_code WHERE ref = ANY($1)', [others]), 2);
    for (const table of ['statement', 'care_alert', 'child_keeper', 'held_person', 'wake_up'])
      assert.equal(await count(`hub.${table} WHERE person = ANY($1)`, [others]), 0, table);
    assert.equal((await hub.call('/v1/children/query', { childCode: UNKNOWN })).status, 404);
    const [kept] = (
      await database.query<{ box: string }>(
        "SELECT sealed ->> 'box' AS box FROM hub.code_identity WHERE ref = $1",
        [refOf(UNKNOWN)],
      )
    ).rows;
    assert.ok(kept, 'the sealed code is kept');
  });

  it('contradicts a residence that becomes known later, and none once the person moves there', async () => {
    const home = (recordVersion: number, atvk: string, since: string) =>
      hub.events.person({ personCode: RETURNING, recordVersion, residence: { atvk, since } });
    await hub.publish(
      hub.events.service({ serviceId: 'K-4', personCode: RETURNING, startedOn: '2026-03-01' }),
    );
    await hub.publish(home(1, JELGAVA, '2026-05-01'));
    const [found] = await waitFor(
      'the contradiction',
      () => foundOf(RETURNING).length > 0 && foundOf(RETURNING),
    );
    assert.equal(found?.data.since, '2026-05-01');
    await hub.publish(home(2, '0010000', '2026-11-01'));
    const [resolved] = await isResolved(RETURNING);
    assert.deepEqual(
      [resolved?.data.kind, resolved?.data.discrepancyId],
      ['residence-differs', found?.data.discrepancyId],
    );
    assert.deepEqual(await kinds('riga'), ['residence-differs']);
  });

  it('is the whole person’s, whichever code the municipality knows', async () => {
    await hub.publish(
      hub.events.service({ serviceId: 'K-5', personCode: OLD_CODE, startedOn: '2026-03-01' }),
      hub.events.person({
        personCode: NEW_CODE,
        formerCodes: [OLD_CODE],
        residence: { atvk: JELGAVA, since: '2020-01-01' },
      }),
    );
    await waitFor('the contradiction', () => foundOf(NEW_CODE).length > 0);
    await hub.publish(
      hub.events.service({
        serviceId: 'K-5',
        recordVersion: 2,
        personCode: OLD_CODE,
        startedOn: '2026-03-01',
        withdrawn: true,
      }),
    );
    await isResolved(NEW_CODE);
  });

  it('agrees again on the day after the last one of a service, without any event', async () => {
    await hub.publish(
      hub.events.service({
        serviceId: 'K-1',
        recordVersion: 2,
        personCode: MOVED,
        startedOn: '2026-03-01',
        endedOn: '2026-11-25',
      }),
    );
    const [, again] = await waitFor('the second word', () => foundOf(MOVED).length > 1 && foundOf(MOVED));
    assert.equal(again?.data.since, '2026-03-01');
    assert.equal(
      await count("hub.wake_up WHERE person = $1 AND due_on = '2026-11-26'", [refOf(MOVED)]),
      1,
      'looked at again then',
    );
    now = new Date('2026-11-25T22:00:00Z'); // the 26th in Riga
    const [resolved] = await isResolved(MOVED);
    assert.equal(resolved?.data.resolvedAt, now.toISOString());
  });

  it('agrees again once the municipality corrects when its care ended', async () => {
    await hub.publish(
      hub.events.service({
        serviceId: 'K-2',
        recordVersion: 2,
        personCode: IN_CARE,
        municipality: JELGAVA,
        kind: 'municipal-long-term-care',
        providerId: 'SAC-1',
        startedOn: '2026-01-01',
        endedOn: '2026-05-31',
      }),
    );
    await isResolved(IN_CARE);
    for (const who of ['riga', 'jelgava', 'ministry']) assert.deepEqual(await kinds(who), [], who);
    const { items } = await list('ministry', '?status=resolved');
    assert.equal(items.length, 4);
  });
});
