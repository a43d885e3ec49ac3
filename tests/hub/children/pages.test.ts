import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  CareOverview,
  ChildPage,
  ChildWorklist,
  ContactReportList,
  FoundPerson,
  PersonCode,
  Problem,
} from '@saite/contracts';
import { personRef } from '@saite/identity';
import { until } from '@saite/runtime/testing';
import { askChild, childPlacement, reportBody } from '../../support/children.ts';
import { openTestHub, type TestHub } from '../../support/hub.ts';

const TODAY = '2026-11-20';
const [LATE, CALM, OTHER] = ['32000000401', '32000000402', '32000000403'];
const PURPOSE = { 'saite-purpose': 'supervision 2026/14' };

describe('the pages about children', () => {
  let hub: TestHub;
  const tokens: Record<string, string> = {};
  const refOf = (code: string) => personRef(hub.keyRing, PersonCode.parse(code));
  const call = (who: string, path: string, headers = {}, body?: unknown) =>
    hub.call(path, body, { token: tokens[who] ?? assert.fail(who), headers });
  const good = async (who: string, path: string, headers = {}) => {
    const answer = await call(who, path, headers);
    assert.equal(answer.status, 200, `${path} ${answer.text}`);
    return answer.json;
  };
  const worklist = async (who: string, headers = {}) =>
    ChildWorklist.parse(await good(who, '/v1/children', headers)).items;
  const page = async (who: string, code: string, query = '', headers = {}) =>
    ChildPage.parse(await good(who, `/v1/children/${refOf(code)}${query}`, headers));
  const reports = async (who: string, query = '') =>
    ContactReportList.parse(await good(who, `/v1/contact-reports${query}`));

  before(async () => {
    hub = await openTestHub({ clock: { now: () => new Date(`${TODAY}T10:00:00Z`) } });
    for (const [who, claims] of Object.entries({
      spolis: { roles: ['spolis'] },
      house: { roles: ['care-institution'], institutionIds: ['BSRC-1'] },
      court: { roles: ['orphan-court'], courtId: 'BT-1' },
      otherCourt: { roles: ['orphan-court'], courtId: 'BT-2' },
      service: { roles: ['social-service'], municipality: '0001000' },
      ministry: { roles: ['ministry'] },
    }))
      tokens[who] = await hub.token({ sub: who, ...claims });
    for (const [personCode, placementId, institutionId, court, atvk, startedOn] of [
      [LATE, 'C-1', 'BSRC-1', 'BT-1', '0001000', '2026-01-10'],
      [CALM, 'C-2', 'BSRC-1', 'BT-1', '0001000', '2026-10-01'],
      [OTHER, 'C-3', 'BSRC-2', 'BT-2', '0003000', '2025-01-01'],
    ] as const) {
      await hub.call('/v1/placements', childPlacement({ personCode, placementId, institutionId, startedOn }));
      await hub.publish(
        hub.events.person({ personCode, bornOn: '2015-03-03', residence: { atvk, since: '2020-01-01' } }),
        hub.events.custody({
          decisionId: `D-${placementId}`,
          childCode: personCode,
          court,
          kind: 'placed-in-institution',
          effectiveFrom: startedOn,
        }),
      );
    }
    await hub.call(
      '/v1/placements',
      childPlacement({
        personCode: LATE,
        placementId: 'C-0',
        startedOn: '2025-10-01',
        endedOn: '2025-12-01',
      }),
    );
    await hub.call(
      '/v1/contact-reports',
      reportBody({
        childCode: CALM,
        reportedOn: '2026-11-10',
        period: { from: '2026-10-01', to: '2026-10-31' },
      }),
    );
    for (const code of [LATE, CALM, OTHER])
      await until(
        () => askChild(hub, code),
        ({ custody, reporting }) => custody.length === 1 && reporting?.interval === 'P6M',
      );
    await until(
      () => worklist('court'),
      (items) => items.some(({ unconfirmedReports }) => unconfirmedReports.length > 0),
    );
  });
  after(() => hub.close());

  it('list the caller’s children, the most urgent first, with what waits', async () => {
    const items = await worklist('court');
    assert.deepEqual(
      items.map(({ childRef }) => childRef),
      [refOf(LATE), refOf(CALM)],
    );
    const [late, calm] = items;
    assert.deepEqual(
      [late?.childCode, late?.since, late?.continuousDays, late?.reporting, late?.institutionId],
      [LATE, '2026-01-10', 315, { dueOn: '2026-07-10', interval: 'P6M', state: 'escalated' }, 'BSRC-1'],
    );
    assert.deepEqual(late?.alerts.map(({ kind }) => kind).sort(), ['report-escalated', 'stay-6-months']);
    assert.deepEqual(calm?.unconfirmedReports, ['R-1']);
    assert.deepEqual(
      (await worklist('otherCourt')).map(({ childRef }) => childRef),
      [refOf(OTHER)],
    );
  });

  it('begin with the most urgent for who asks for no more, and say how many there are', async () => {
    const all = ChildWorklist.parse(await good('court', '/v1/children'));
    const first = ChildWorklist.parse(await good('court', '/v1/children?limit=1'));
    assert.deepEqual(first, { items: all.items.slice(0, 1), next: null, total: 2 });
    assert.deepEqual([all.items.length, all.total], [2, 2]);
  });

  it('say the same of a child as its own answer does', async () => {
    for (const item of await worklist('spolis')) {
      const { json } = await hub.call('/v1/children/query', { childCode: item.childCode });
      const { stay, reporting, alerts } = ChildPage.omit({ person: true, timeline: true }).parse(json);
      assert.deepEqual([item.since, item.continuousDays], [stay.since, stay.continuousDays]);
      assert.deepEqual(
        item.reporting,
        reporting && { dueOn: reporting.dueOn, interval: reporting.interval, state: reporting.state },
      );
      const open = alerts.filter(({ clearedOn }) => clearedOn === null).map(({ alertId }) => alertId);
      assert.deepEqual(item.alerts.map(({ alertId }) => alertId).sort(), open.sort());
    }
  });

  it('show the ministry every child for a purpose, and no personal code', async () => {
    assert.equal(Problem.parse((await call('ministry', '/v1/children')).json).code, 'PURPOSE_NEEDED');
    const items = await worklist('ministry', PURPOSE);
    assert.deepEqual(
      items.map(({ childCode }) => childCode),
      [null, null, null],
    );
    assert.equal((await page('ministry', LATE, '', PURPOSE)).person.personCode, null);
  });

  it('take note of what the caller took note of', async () => {
    const alert = (await worklist('court'))[0]?.alerts[0] ?? assert.fail();
    assert.equal(alert.acknowledgedByMe, false);
    await call('court', `/v1/care-alerts/${alert.alertId}/acknowledge`, {}, { note: 'Zinām.' });
    const noted = (items: Awaited<ReturnType<typeof worklist>>) =>
      items[0]?.alerts.find(({ alertId }) => alertId === alert.alertId)?.acknowledgedByMe;
    assert.equal(noted(await worklist('court')), true);
    assert.equal(noted(await worklist('house')), false);
  });

  it('show how it came to where a child stands: stays, gaps, decisions, reports and deadlines', async () => {
    const { timeline, person, stay } = await page('court', LATE);
    assert.equal(person.personCode, LATE);
    assert.equal(stay.cumulativeDays, 61 + 315);
    assert.deepEqual(
      timeline.stays.map(({ placementId, from, to }) => [placementId, from, to]),
      [
        ['C-0', '2025-10-01', '2025-12-01'],
        ['C-1', '2026-01-10', null],
      ],
    );
    assert.deepEqual(timeline.gaps, [{ from: '2025-12-01', to: '2026-01-10' }]);
    assert.deepEqual(
      timeline.decisions.map(({ decisionId, from, to, covers }) => [decisionId, from, to, covers]),
      [['D-C-1', '2026-01-10', null, true]],
    );
    assert.deepEqual(
      timeline.deadlines.map(({ dueOn, reportedOn, endedOn }) => [dueOn, reportedOn, endedOn]),
      [
        ['2026-04-01', null, '2025-12-01'],
        ['2026-07-10', null, null],
      ],
    );
    const calm = await page('court', CALM);
    assert.deepEqual(
      calm.timeline.reports.map(({ reportId, status }) => [reportId, status]),
      [['R-1', 'accepted']],
    );
    assert.deepEqual(
      calm.timeline.deadlines.map(({ reportedOn }) => reportedOn),
      ['2026-11-10', null],
    );
  });

  it('show a day of the past without what came later', async () => {
    const { timeline, alerts } = await page('spolis', LATE, '?on=2025-12-15');
    assert.deepEqual(
      timeline.stays.map(({ placementId }) => placementId),
      ['C-0'],
    );
    assert.deepEqual([timeline.gaps, timeline.decisions, alerts], [[], [], []]);
  });

  it('list reports, first those that the caller has to confirm', async () => {
    const listed = await reports('court');
    assert.deepEqual(
      listed.items.map(({ reportId, toConfirm, status }) => [reportId, toConfirm, status]),
      [['R-1', true, 'accepted']],
    );
    assert.deepEqual(
      (await reports('house')).items.map(({ reportId, toConfirm }) => [reportId, toConfirm]),
      [['R-1', false]],
    );
    assert.deepEqual((await reports('otherCourt')).items, []);
    await call('court', '/v1/contact-reports/R-1/confirm', {}, {});
    assert.deepEqual((await reports('court', '?status=to-confirm')).items, []);
    const [confirmed] = (await reports('court', `?childRef=${refOf(CALM)}`)).items;
    assert.equal(confirmed?.toConfirm, false);
    assert.ok(
      confirmed?.deliveries.some(
        ({ recipient, confirmedAt }) => recipient.role === 'orphan-court' && confirmedAt,
      ),
    );
    assert.deepEqual(
      (await worklist('court')).flatMap(({ unconfirmedReports }) => unconfirmedReports),
      [],
    );
  });

  it('list reports a page at a time, each once', async () => {
    for (const day of ['11', '12', '13'])
      await hub.call(
        '/v1/contact-reports',
        reportBody({ reportId: `R-${day}`, childCode: CALM, reportedOn: `2026-11-${day}` }),
      );
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const { items, next: onward } = await reports(
        'spolis',
        `?limit=1${next === '' ? '' : `&after=${next}`}`,
      );
      seen.push(...items.map(({ reportId }) => reportId));
      next = onward;
    }
    assert.deepEqual(seen, ['R-13', 'R-12', 'R-11', 'R-1']);
    for (const after of ['2_2026-11-10_R-1', '1_2026-13-10_R-1', 'R-1'])
      assert.equal((await call('spolis', `/v1/contact-reports?after=${after}`)).status, 422);
  });

  it('count children in care, and show nobody', async () => {
    const overview = CareOverview.parse(await good('ministry', '/v1/care-overview'));
    assert.deepEqual(
      [overview.total.inCare, overview.total.over6Months, overview.total.over12Months, overview.on],
      [3, 2, 1, TODAY],
    );
    assert.deepEqual(
      overview.byInstitution.map(({ institutionId, inCare, escalated }) => [
        institutionId,
        inCare,
        escalated,
      ]),
      [
        ['BSRC-1', 2, 1],
        ['BSRC-2', 1, 1],
      ],
    );
    assert.equal(overview.openAlerts.find(({ kind }) => kind === 'report-escalated')?.count, 2);
    assert.equal(JSON.stringify(overview).includes('p1.'), false);
  });

  it('are found by a code, and not there for others', async () => {
    const found = FoundPerson.parse((await call('court', '/v1/persons/find', {}, { personCode: LATE })).json);
    assert.deepEqual(found, { personRef: refOf(LATE), pages: ['child', 'person'] });
    assert.equal((await call('court', '/v1/persons/find', {}, { personCode: OTHER })).status, 404);
    assert.equal((await call('court', `/v1/children/${refOf(OTHER)}`)).status, 404);
    assert.equal((await call('house', `/v1/children/${refOf(OTHER)}`)).status, 404);
  });
});
