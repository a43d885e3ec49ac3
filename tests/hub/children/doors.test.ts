import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CareAlertList, ContactReport, Problem } from '@saite/contracts';
import { waitFor } from '@saite/runtime/testing';
import pg from 'pg';
import { askChild, childPlacement, reportBody } from '../../support/children.ts';
import { openTestHub, type TestHub } from '../../support/hub.ts';

const TODAY = '2026-11-20';
const MINE = '32000000201';
const OTHER = '32000000202';

describe('the calls on children', () => {
  let hub: TestHub;
  const tokens: Record<string, string> = {};
  const call = (who: string, path: string, body?: unknown, headers = {}) =>
    hub.call(path, body, { token: tokens[who] ?? assert.fail(who), headers });
  const problemOf = async (who: string, path: string, body?: unknown) => {
    const { status, json } = await call(who, path, body);
    const problem = Problem.parse(json);
    assert.equal(problem.status, status);
    return [status, problem.code, (problem.errors ?? []).map((error) => error.path).join()];
  };
  const send = (who: string, report: Readonly<Record<string, unknown>>) =>
    problemOf(
      who,
      '/v1/contact-reports',
      reportBody({ childCode: MINE, reportedOn: '2026-11-10', ...report }),
    );

  before(async () => {
    hub = await openTestHub({ clock: { now: () => new Date(`${TODAY}T10:00:00Z`) } });
    const claims: Record<string, object> = {
      spolis: { roles: ['spolis'] },
      house: { roles: ['care-institution'], institutionIds: ['BSRC-1'] },
      otherHouse: { roles: ['care-institution'], institutionIds: ['BSRC-2'] },
      court: { roles: ['orphan-court'], courtId: 'BT-1' },
      otherCourt: { roles: ['orphan-court'], courtId: 'BT-2' },
      service: { roles: ['social-service'], municipality: '0001000' },
      otherService: { roles: ['social-service'], municipality: '0003000' },
      ministry: { roles: ['ministry'] },
      operator: { roles: ['operator'] },
      // Claims that do not belong to the role count for nothing.
      pretender: {
        roles: ['social-service'],
        municipality: '0005000',
        courtId: 'BT-1',
        institutionIds: ['BSRC-1'],
      },
    };
    for (const [who, claim] of Object.entries(claims)) tokens[who] = await hub.token({ sub: who, ...claim });
    for (const [personCode, placementId, institutionId, court, atvk] of [
      [MINE, 'C-1', 'BSRC-1', 'BT-1', '0001000'],
      [OTHER, 'C-2', 'BSRC-2', 'BT-2', '0003000'],
    ] as const) {
      await hub.call(
        '/v1/placements',
        childPlacement({ personCode, placementId, institutionId, startedOn: '2026-05-01' }),
      );
      await hub.publish(
        hub.events.person({ personCode, bornOn: '2015-03-03', residence: { atvk, since: '2020-01-01' } }),
        hub.events.custody({
          decisionId: `D-${placementId}`,
          childCode: personCode,
          court,
          kind: 'placed-in-institution',
          effectiveFrom: '2026-05-01',
        }),
      );
    }
    for (const code of [MINE, OTHER])
      await waitFor('the facts', async () => {
        const child = await askChild(hub, code);
        return child.custody.length === 1 && child.reporting?.state === 'overdue';
      });
  });
  after(() => hub.close());

  describe('show a child to its own', () => {
    const query = (who: string, childCode: string, headers = {}) =>
      call(who, '/v1/children/query', { childCode }, headers).then(({ status }) => status);

    it('institution, court and social service, and to nobody else’s', async () => {
      for (const who of ['spolis', 'house', 'court', 'service'])
        assert.equal(await query(who, MINE), 200, who);
      for (const who of ['otherHouse', 'otherCourt', 'otherService', 'pretender'])
        assert.equal(await query(who, MINE), 404, who);
      assert.equal(await query('court', '32000000999'), 404);
    });

    it('and to the ministry with a purpose only', async () => {
      assert.deepEqual(await problemOf('ministry', '/v1/children/query', { childCode: MINE }), [
        403,
        'PURPOSE_NEEDED',
        '',
      ]);
      assert.equal(await query('ministry', MINE, { 'saite-purpose': 'supervision 2026/14' }), 200);
      assert.equal(await query('operator', MINE), 403);
    });

    it('by the day that is asked about: no court or institution had it before', async () => {
      const before = (who: string) =>
        call(who, '/v1/children/query', { childCode: MINE, on: '2026-04-01' }).then(({ status }) => status);
      assert.equal(await before('house'), 404);
      assert.equal(await before('service'), 200);
    });
  });

  describe('list alerts', () => {
    const list = async (who: string, search = '') =>
      CareAlertList.parse((await call(who, `/v1/care-alerts${search}`)).json);

    it('of the caller’s own children, all of them to the ministry', async () => {
      const kinds = async (who: string) => (await list(who)).items.map(({ kind }) => kind).sort();
      const each = ['report-overdue', 'stay-6-months'];
      for (const who of ['house', 'court', 'service', 'otherHouse', 'otherCourt', 'otherService'])
        assert.deepEqual(await kinds(who), each, who);
      assert.deepEqual(await kinds('ministry'), [
        'report-overdue',
        'report-overdue',
        'stay-6-months',
        'stay-6-months',
      ]);
      assert.deepEqual(await kinds('pretender'), []);
      const [alert] = (await list('court', '?kind=report-overdue')).items;
      assert.deepEqual(
        [alert?.institutionId, alert?.court, alert?.municipality, alert?.raisedOn, alert?.dueOn],
        ['BSRC-1', 'BT-1', '0001000', '2026-11-02', '2026-11-01'],
      );
      assert.match(alert?.explanation ?? '', /01\.11\.2026.*28\. pants/);
      assert.ok(!JSON.stringify(alert).includes(MINE));
    });

    it('by state and kind, a page at a time', async () => {
      const first = await list('ministry', '?limit=3');
      assert.equal(first.items.length, 3);
      const rest = await list('ministry', `?limit=3&after=${first.next}`);
      assert.equal(rest.items.length, 1);
      assert.equal(rest.next, null);
      assert.deepEqual((await list('court', '?status=cleared')).items, []);
      assert.deepEqual(await problemOf('court', '/v1/care-alerts?kind=nonsense'), [422, 'INVALID', 'kind']);
      for (const after of ['nonsense', `2026-02-31_${first.items[0]?.alertId}`])
        assert.deepEqual(await problemOf('court', `/v1/care-alerts?after=${after}`), [
          422,
          'INVALID',
          'after',
        ]);
    });

    it('and let those concerned take note of one', async () => {
      const [alert] = (await list('court', '?kind=stay-6-months')).items;
      const path = `/v1/care-alerts/${alert?.alertId}/acknowledge`;
      assert.equal((await call('otherCourt', path, { note: 'not mine' })).status, 404);
      for (const id of ['nothing', '32000000042'])
        assert.equal(
          (await call('court', path.replace(alert?.alertId ?? '', id), { note: 'Redzēts.' })).status,
          404,
        );
      assert.deepEqual(await problemOf('court', path, { note: ' ' }), [422, 'INVALID', 'note']);
      for (const note of ['Lieta pārskatīta.', 'Lieta pārskatīta.', 'Sēde 1. decembrī.'])
        assert.equal((await call('court', path, { note })).status, 200);
      assert.equal((await call('ministry', path, { note: 'Zināms.' })).status, 200);
      const [after] = (await list('court', '?kind=stay-6-months')).items;
      assert.deepEqual(after?.acknowledgements.map(({ by }) => by.role).sort(), ['ministry', 'orphan-court']);
      assert.equal(after?.clearedOn, null);
    });
  });

  describe('refuse a report', () => {
    it('that is not one, with the path of each field', async () => {
      const wrong: [Record<string, unknown>, string][] = [
        [{ contacts: [{ relation: 'neighbour', kind: 'visit', dates: [] }] }, 'contacts[0].relation'],
        [{ contacts: [{ relation: 'parent', kind: 'dream', dates: [] }] }, 'contacts[0].kind'],
        [
          { contacts: [{ relation: 'parent', kind: 'visit', dates: ['2026-02-30'] }] },
          'contacts[0].dates[0]',
        ],
        [{ physicalDevelopment: '   ' }, 'physicalDevelopment'],
        [{ psychosocialDevelopment: '' }, 'psychosocialDevelopment'],
        [{ cooperation: undefined }, 'cooperation'],
        [{ period: { from: '2026-08-02', to: '2026-08-01' } }, 'period.from'],
        [{ period: { from: '2026-08-02', to: '2026-11-11' } }, 'period.to'],
        [{ childCode: '16117519998' }, 'childCode'],
        [{ recordVersion: 0 }, 'recordVersion'],
        [{ mood: 'good' }, 'mood'],
      ];
      for (const [fields, path] of wrong)
        assert.deepEqual(await send('spolis', { reportId: 'W-1', ...fields }), [422, 'INVALID', path]);
    });

    it('about a day in the future, before the placement, or of a child not in care', async () => {
      assert.deepEqual(await send('spolis', { reportId: 'W-2', reportedOn: '2026-11-21' }), [
        422,
        'INVALID',
        'reportedOn',
      ]);
      const early = { reportedOn: '2026-04-30', period: { from: '2026-04-01', to: '2026-04-30' } };
      assert.deepEqual(await send('spolis', { reportId: 'W-3', ...early }), [422, 'INVALID', 'reportedOn']);
      assert.deepEqual(await send('spolis', { reportId: 'W-4', childCode: '32000000999' }), [
        422,
        'INVALID',
        'childCode',
      ]);
    });

    it('of somebody of age, by PMLP or by the code alone', async () => {
      const grown = '32000000203';
      await hub.call('/v1/placements', childPlacement({ personCode: grown, placementId: 'C-3' }));
      await hub.publish(hub.events.person({ personCode: grown, bornOn: '2008-11-10' }));
      await waitFor('the birth date', async () => (await askChild(hub, grown)).stay.since === null);
      assert.deepEqual(await send('spolis', { reportId: 'W-5', childCode: grown }), [
        422,
        'INVALID',
        'childCode',
      ]);
      await hub.call('/v1/placements', childPlacement({ personCode: '16117519997', placementId: 'C-4' }));
      assert.deepEqual(await send('spolis', { reportId: 'W-6', childCode: '16117519997' }), [
        422,
        'INVALID',
        'childCode',
      ]);
    });

    it('of another institution’s child as if the child were nowhere, and in another’s name as not there', async () => {
      assert.deepEqual(await send('house', { reportId: 'W-7', childCode: OTHER }), [
        422,
        'INVALID',
        'reportedOn',
      ]);
      assert.deepEqual(await send('house', { reportId: 'W-8', institutionId: 'BSRC-2', childCode: OTHER }), [
        404,
        'NOT_FOUND',
        '',
      ]);
      assert.deepEqual(await send('court', { reportId: 'W-9' }), [403, 'FORBIDDEN', '']);
    });

    it('and leave nothing of it behind', async () => {
      for (let number = 1; number < 10; number += 1)
        assert.equal((await call('spolis', `/v1/contact-reports/W-${number}`)).status, 404);
    });
  });

  it('take a report once: the same again is the same, other content of the version is refused', async () => {
    const body = reportBody({ reportId: 'R-1', childCode: MINE, reportedOn: '2026-11-10' });
    for (const who of ['house', 'spolis', 'house'])
      assert.equal((await call(who, '/v1/contact-reports', body)).status, 202);
    assert.deepEqual(await send('house', { reportId: 'R-1', cooperation: 'Citādi.' }), [
      409,
      'VERSION_CONFLICT',
      'recordVersion',
    ]);
    assert.deepEqual(
      await send('otherHouse', { reportId: 'R-1', institutionId: 'BSRC-2', childCode: OTHER }),
      [409, 'VERSION_CONFLICT', 'recordVersion'],
    );
    const second = { ...body, recordVersion: 2, cooperation: 'Citādi.' };
    assert.equal((await call('house', '/v1/contact-reports', second)).status, 202);
    const read = ContactReport.parse((await call('house', '/v1/contact-reports/R-1')).json);
    assert.deepEqual([read.recordVersion, read.report?.cooperation], [2, 'Citādi.']);
    assert.equal((await call('house', '/v1/contact-reports', body)).status, 202);
    assert.equal(ContactReport.parse((await call('house', '/v1/contact-reports/R-1')).json).recordVersion, 2);
  });

  it('show a report’s content to its parties, its way to the ministry, and nothing to others', async () => {
    const read = (who: string, headers = {}) => call(who, '/v1/contact-reports/R-1', undefined, headers);
    for (const who of ['spolis', 'house', 'court', 'service'])
      assert.equal(ContactReport.parse((await read(who)).json).report?.childCode, MINE, who);
    for (const who of ['otherHouse', 'otherCourt', 'otherService', 'pretender'])
      assert.equal((await read(who)).status, 404, who);
    assert.equal((await read('ministry')).status, 403);
    const seen = await read('ministry', { 'saite-purpose': 'supervision' });
    assert.equal(ContactReport.parse(seen.json).report, null);
    assert.ok(!seen.text.includes(MINE));
  });

  it('let the recipients confirm that they have read it, each once', async () => {
    const confirm = (who: string, body: object) => call(who, '/v1/contact-reports/R-1/confirm', body);
    assert.equal((await confirm('otherCourt', {})).status, 404);
    assert.equal((await confirm('house', {})).status, 403);
    const first = await confirm('court', { note: 'Izlasīts.' });
    assert.equal(first.status, 200);
    assert.deepEqual((await confirm('court', {})).json, first.json);
    const { deliveries } = ContactReport.parse((await call('court', '/v1/contact-reports/R-1')).json);
    assert.deepEqual(
      deliveries.map(({ recipient, confirmedAt }) => [recipient.role, confirmedAt !== null]),
      [
        ['orphan-court', true],
        ['social-service', false],
      ],
    );
  });

  it('keep every note when several of one court take note of an alert at once', async () => {
    const { json } = await call('otherCourt', '/v1/care-alerts?kind=stay-6-months');
    const [alert] = CareAlertList.parse(json).items;
    const path = `/v1/care-alerts/${alert?.alertId}/acknowledge`;
    const notes = Array.from({ length: 6 }, (_, number) => ({ note: `Piezīme ${number}.` }));
    const answers = await Promise.all(notes.map((note) => call('otherCourt', path, note)));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    const client = new pg.Client({ connectionString: hub.room.databaseUrl });
    await client.connect();
    const { rows } = await client.query(
      "SELECT version FROM hub.fact WHERE source = 'saite.care-alert' AND data ->> 'alertId' = $1",
      [alert?.alertId],
    );
    await client.end();
    assert.equal(rows.length, notes.length);
  });

  it('show an operator deliveries without anything that shows a person', async () => {
    const { text, status } = await call('operator', '/v1/deliveries?state=waiting');
    assert.equal(status, 200);
    for (const secret of [MINE, OTHER, 'p1.', 'R-1', 'Citādi']) assert.ok(!text.includes(secret), secret);
    assert.deepEqual(await problemOf('operator', '/v1/deliveries?after=nonsense'), [422, 'INVALID', 'after']);
    assert.equal((await call('ministry', '/v1/deliveries')).status, 403);
    assert.equal(
      (await call('operator', '/v1/deliveries/6a0c3c52-7a54-4c1e-9d6b-000000000001/resend', {})).status,
      404,
    );
    assert.equal((await call('operator', '/v1/deliveries/nonsense/resend', {})).status, 422);
  });
});
