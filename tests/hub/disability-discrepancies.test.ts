import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DiscrepancyList, PersonCode } from '@saite/contracts';
import { personRef } from '@saite/identity';
import { until, waitFor } from '@saite/runtime/testing';
import pg from 'pg';
import { listenToDiscrepancies, type ToldDiscrepancies } from '../support/discrepancies.ts';
import { openTestHub, type TestHub } from '../support/hub.ts';

const WITHOUT = '32000000801';
const UNANSWERED = '32000000802';
const CHILD = '32000000803';
const ADULT = '32000000804';
const STRANGER = '32000000805';
const RENEWING = '32000000806';
const OLD_CODE = '32000000807';
const NEW_CODE = '32000000808';

const RIGA = '0001000';
const JELGAVA = '0003000';

describe('what VDEĀVK decides on disability, beside services and births', () => {
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
  const isFound = (code: string, times = 1) =>
    waitFor('the contradiction', () => foundOf(code).length >= times && foundOf(code).at(-1));
  const isResolved = (code: string) =>
    waitFor('the word that they agree', () => told.resolved.find(({ subject }) => subject === refOf(code)));
  const count = async (sql: string, values: readonly unknown[] = []) =>
    (await database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`, [...values]))
      .rows[0]?.count ?? assert.fail(sql);
  /** Waits until everything that was told so far is decided. */
  const decided = (facts: number) =>
    until(
      async () => [await count('hub.fact'), await count('hub.dirty')],
      ([known = 0, dirty = 1]) => known >= facts && dirty === 0,
    );
  const stateCare = (serviceId: string, personCode: string, differing = {}) =>
    hub.events.service({
      serviceId,
      personCode,
      kind: 'state-long-term-care',
      providerId: 'SAC-1',
      startedOn: '2026-03-01',
      ...differing,
    });

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
      house: { roles: ['care-institution'], institutionIds: ['SAC-1'] },
    };
    for (const [who, claim] of Object.entries(claims)) tokens[who] = await hub.token({ sub: who, ...claim });
    const events = [
      stateCare('K-1', WITHOUT),
      hub.events.disability({
        decisionId: 'V-1',
        personCode: WITHOUT,
        group: 'III',
        validFrom: '2026-01-01',
      }),
      hub.events.disabilityChecked(WITHOUT),
      stateCare('K-2', UNANSWERED, { municipality: JELGAVA }),
      hub.events.person({ personCode: CHILD, bornOn: '2010-05-05' }),
      hub.events.disability({
        decisionId: 'V-3',
        personCode: CHILD,
        group: 'II',
        validFrom: '2026-02-01',
      }),
      hub.events.person({ personCode: ADULT, bornOn: '2008-02-29' }),
      hub.events.disability({
        decisionId: 'V-4',
        personCode: ADULT,
        group: 'child',
        validFrom: '2026-03-01',
      }),
      hub.events.disability({ decisionId: 'V-5', personCode: STRANGER, validFrom: '2026-02-01' }),
      hub.events.disabilityChecked(STRANGER),
    ];
    await hub.publish(...events, ...events.toReversed());
    await decided(events.length);
  });
  after(async () => {
    await database.end();
    await told.close();
    await hub.close();
  });

  it('is told once where it contradicts them, whatever copies came', async () => {
    for (const code of [WITHOUT, CHILD, ADULT]) await isFound(code);
    const said = ({ data: { kind, since, facts, audience } }: (typeof told.found)[number]) => ({
      kind,
      since,
      facts: facts.map(({ register, recordId }) => `${register} ${recordId}`),
      audience: audience.map(({ role, id }) => `${role} ${id}`),
    });
    assert.deepEqual(foundOf(WITHOUT).map(said), [
      {
        kind: 'missing-disability',
        since: '2026-03-01',
        facts: [`sopa ${RIGA}:K-1`, `vdeavk ${refOf(WITHOUT)}`],
        audience: [`social-service ${RIGA}`],
      },
    ]);
    assert.deepEqual(foundOf(CHILD).map(said), [
      {
        kind: 'group-for-child',
        since: '2026-02-01',
        facts: ['vdeavk V-3', `pmlp ${refOf(CHILD)}`],
        audience: ['ministry lm'],
      },
    ]);
    assert.deepEqual(foundOf(ADULT).map(said), [
      {
        kind: 'adult-without-group',
        since: '2026-03-01',
        facts: ['vdeavk V-4', `pmlp ${refOf(ADULT)}`],
        audience: ['ministry lm'],
      },
    ]);
    assert.equal(told.found.length, 3);
  });

  it('is listed to those whom it is for, in words that show neither group nor birth to a municipality', async () => {
    assert.deepEqual(await kinds('riga'), ['missing-disability']);
    for (const who of ['jelgava', 'house']) assert.deepEqual(await kinds(who), [], who);
    const all = ['adult-without-group', 'group-for-child', 'missing-disability'];
    for (const who of ['ministry', 'spolis']) assert.deepEqual(await kinds(who), all, who);
    const [missing] = (await list('riga')).items;
    assert.deepEqual(
      missing?.facts.map(({ text }) => text),
      [
        'Pašvaldības 0001000 pakalpojums (valsts finansēta ilgstoša sociālā aprūpe un sociālā rehabilitācija), sniedzējs SAC-1, no 2026-03-01, bez beigu datuma',
        'Nav pakalpojumam vajadzīgā VDEĀVK lēmuma, kas būtu spēkā 2026-03-01',
      ],
    );
    const search = '?kind=group-for-child';
    const [child] = (await list('ministry', search, { 'accept-language': 'en' })).items;
    assert.deepEqual(
      child?.facts.map(({ text }) => text),
      ['Decision of VDEĀVK (group II, severe), in force from 2026-02-01', 'Not of age on 2026-02-01'],
    );
    assert.doesNotMatch(JSON.stringify([missing, child, told.found]), /3200000080|2010-05-05|2008-02-29/);
  });

  it('of somebody whom nobody else tells of, the facts are kept and nothing is made', async () => {
    const stranger = [refOf(STRANGER)];
    assert.equal(await count('hub.fact WHERE subject = $1', stranger), 2);
    for (const table of ['statement', 'care_alert', 'child_keeper', 'discrepancy', 'held_person', 'wake_up'])
      assert.equal(await count(`hub.${table} WHERE person = $1`, stranger), 0, table);
    assert.equal(await count('hub.outbox WHERE event::text LIKE $1', [`%${refOf(STRANGER)}%`]), 0);
  });

  it('is missing only once VDEĀVK has answered', async () => {
    assert.deepEqual(foundOf(UNANSWERED), []);
    await hub.publish(hub.events.disabilityChecked(UNANSWERED));
    await isFound(UNANSWERED);
    assert.deepEqual(await kinds('jelgava'), ['missing-disability']);
  });

  it('agrees once VDEĀVK corrects its decision, and contradicts again once it withdraws it', async () => {
    const decision = {
      decisionId: 'V-1',
      personCode: WITHOUT,
      recordVersion: 2,
      group: 'II',
      validFrom: '2026-01-01',
    };
    await hub.publish(hub.events.disability(decision));
    await isResolved(WITHOUT);
    await hub.publish(hub.events.disability({ ...decision, recordVersion: 3, withdrawn: true }));
    assert.equal((await isFound(WITHOUT, 2))?.data.since, '2026-03-01');
    await hub.publish(
      hub.events.disability({
        decisionId: 'V-3',
        personCode: CHILD,
        recordVersion: 2,
        group: 'II',
        validFrom: '2026-02-01',
        withdrawn: true,
      }),
    );
    await isResolved(CHILD);
  });

  it('is missing from the day after the last one of a decision, without any event', async () => {
    await hub.publish(
      hub.events.disability({
        decisionId: 'V-6',
        personCode: RENEWING,
        validFrom: '2026-01-01',
        validTo: '2026-11-25',
      }),
      hub.events.disabilityChecked(RENEWING),
      stateCare('K-6', RENEWING),
    );
    await waitFor(
      'the look on that day',
      async () =>
        (await count("hub.wake_up WHERE person = $1 AND due_on = '2026-11-26'", [refOf(RENEWING)])) === 1,
    );
    assert.deepEqual(foundOf(RENEWING), []);
    now = new Date('2026-11-25T22:00:00Z'); // the 26th in Riga
    assert.equal((await isFound(RENEWING))?.data.since, '2026-11-26');
    await hub.publish(
      hub.events.disability({ decisionId: 'V-7', personCode: RENEWING, validFrom: '2026-11-26' }),
    );
    await isResolved(RENEWING);
  });

  it('is the whole person’s, whichever code VDEĀVK and the municipality know', async () => {
    await hub.publish(
      hub.events.person({ personCode: NEW_CODE, formerCodes: [OLD_CODE] }),
      stateCare('K-8', NEW_CODE),
      hub.events.disabilityChecked(NEW_CODE),
    );
    await until(
      async () => [
        await count("hub.fact WHERE source = 'vdeavk.person' AND subject = $1", [refOf(NEW_CODE)]),
        await count('hub.dirty'),
      ],
      ([known = 0, dirty = 1]) => known === 1 && dirty === 0,
    );
    assert.deepEqual(foundOf(NEW_CODE), [], 'nothing is said before the former code is answered for');
    await hub.publish(hub.events.disabilityChecked(OLD_CODE));
    await isFound(NEW_CODE);
    await hub.publish(
      hub.events.disability({ decisionId: 'V-8', personCode: OLD_CODE, validFrom: '2020-01-01' }),
    );
    await isResolved(NEW_CODE);
  });
});
