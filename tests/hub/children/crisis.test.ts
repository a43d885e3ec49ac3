import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CareAlertList, ContactReport } from '@saite/contracts';
import { openCode, openNarrative } from '@saite/identity';
import { waitFor } from '@saite/runtime/testing';
import {
  askChild,
  childPlacement,
  type PlayedAdapters,
  playAdapters,
  reportBody,
} from '../../support/children.ts';
import { openTestHub, type TestHub } from '../../support/hub.ts';

const TODAY = '2026-11-20';
const CHILD = '32000000301';

describe('a child taken from the family', () => {
  let hub: TestHub;
  let adapters: PlayedAdapters;
  before(async () => {
    hub = await openTestHub({ clock: { now: () => new Date(`${TODAY}T10:00:00Z`) } });
    adapters = await playAdapters(hub);
    // The 19th in UTC is the 20th in Riga already.
    await hub.publish(
      hub.events.crisis({
        crisisId: 'K-1',
        childCode: CHILD,
        occurredAt: '2026-11-19T22:30:00Z',
        measure: 'Slimnīca',
      }),
    );
  });
  after(async () => {
    await adapters.close();
    await hub.close();
  });
  const requests = (kind: string) => adapters.requests.filter(({ data }) => data.document.kind === kind);
  const alert = async () => {
    const ministry = await hub.token({ sub: 'lm', roles: ['ministry'] });
    const { json } = await hub.call('/v1/care-alerts?kind=crisis-reported&status=all', undefined, {
      token: ministry,
    });
    return CareAlertList.parse(json).items[0];
  };

  it('is an alert at once, also before any placement; who must hear of it and is not known yet waits', async () => {
    const raised = await waitFor('the alert', alert);
    assert.equal(raised.raisedOn, '2026-11-20');
    assert.deepEqual(raised.recipients, [{ role: 'ministry', id: 'lm' }]);
    const operator = await hub.token({ sub: 'op', roles: ['operator'] });
    const { json } = await hub.call('/v1/deliveries?state=undeliverable', undefined, { token: operator });
    assert.match(JSON.stringify(json), /NO_RECIPIENT.*NO_RECIPIENT/);
    assert.equal(requests('care-alert').length, 0);
  });

  it('goes out as soon as the registers name court and municipality, with what was done sealed', async () => {
    await hub.publish(
      hub.events.person({
        personCode: CHILD,
        bornOn: '2020-05-05',
        residence: { atvk: '0001000', since: '2020-06-01' },
      }),
      hub.events.custody({
        decisionId: 'D-1',
        childCode: CHILD,
        court: 'BT-1',
        kind: 'custody-suspended',
        effectiveFrom: TODAY,
      }),
    );
    const sent = await waitFor(
      'both requests',
      () => requests('care-alert').length === 2 && requests('care-alert'),
    );
    assert.deepEqual(sent.map(({ type }) => type).sort(), [
      'npais.delivery.requested.v1',
      'sopa.delivery.requested.v1',
    ]);
    const [first] = sent;
    assert.ok(first?.data.document.kind === 'care-alert' && first.data.document.narrative);
    const { subject, data } = first;
    assert.equal(openCode(hub.keyRing, subject, data.identity), CHILD);
    const { measure } = openNarrative(hub.keyRing, subject, 'crisis', first.data.document.narrative);
    assert.equal(measure, 'Slimnīca');
    assert.ok(!JSON.stringify(sent).includes('Slimnīca'));
  });

  it('lets the social worker’s survey go to the court and the inspection', async () => {
    await hub.publish(hub.events.survey({ surveyId: 'A-1', childCode: CHILD, surveyedOn: TODAY }));
    const sent = await waitFor(
      'both requests',
      () => requests('family-survey').length === 2 && requests('family-survey'),
    );
    assert.deepEqual(sent.map(({ type, data }) => `${type} ${data.recipient.id}`).sort(), [
      'inspection.delivery.requested.v1 bac',
      'npais.delivery.requested.v1 BT-1',
    ]);
  });

  it('sends the court’s decision on to the social service', async () => {
    const [decision] = await waitFor(
      'the request',
      () => requests('custody-decision').length === 1 && requests('custody-decision'),
    );
    assert.equal(decision?.type, 'sopa.delivery.requested.v1');
    assert.deepEqual(decision?.data.recipient, { role: 'social-service', id: '0001000' });
  });

  it('stays open until the court has taken note of it', async () => {
    const raised = await alert();
    const path = `/v1/care-alerts/${raised?.alertId}/acknowledge`;
    const service = await hub.token({ sub: 'sd', roles: ['social-service'], municipality: '0001000' });
    assert.equal((await hub.call(path, { note: 'Apsekosim.' }, { token: service })).status, 200);
    assert.equal((await alert())?.clearedOn, null);
    const court = await hub.token({ sub: 'bt', roles: ['orphan-court'], courtId: 'BT-1' });
    const answer = await hub.call(path, { note: 'Lemts.' }, { token: court });
    assert.equal(answer.status, 200);
    assert.match(answer.text, /"clearedOn":"2026-11-20"/);
    const cleared = await waitFor('the end', async () => {
      const now = await alert();
      return now?.clearedOn !== null && now;
    });
    assert.equal(cleared.clearedOn, TODAY);
  });
});

describe('a report after a move', () => {
  it('goes to the court of its own day; another court named by later facts gets its own, and the wrong one none', async () => {
    const hub = await openTestHub({ clock: { now: () => new Date(`${TODAY}T10:00:00Z`) } });
    const adapters = await playAdapters(hub);
    try {
      const decided = (decisionId: string, court: string, effectiveFrom: string) =>
        hub.events.custody({
          decisionId,
          childCode: CHILD,
          court,
          kind: 'placed-in-institution',
          effectiveFrom,
        });
      await hub.call('/v1/placements', childPlacement({ personCode: CHILD, startedOn: '2026-03-01' }));
      await hub.publish(
        hub.events.person({
          personCode: CHILD,
          bornOn: '2016-05-05',
          residence: { atvk: '0001000', since: '2020-06-01' },
        }),
        decided('D-1', 'BT-1', '2026-03-01'),
        decided('D-2', 'BT-2', '2026-11-01'),
      );
      await waitFor('both decisions', async () => (await askChild(hub, CHILD)).custody.length === 2);
      const send = (reportId: string, reportedOn: string) =>
        hub.call(
          '/v1/contact-reports',
          reportBody({
            reportId,
            childCode: CHILD,
            reportedOn,
            period: { from: '2026-03-01', to: '2026-10-31' },
          }),
        );
      assert.equal((await send('R-1', '2026-10-31')).status, 202);
      assert.equal((await send('R-2', '2026-11-01')).status, 202);
      const toCourt = (reportId: string) =>
        adapters.requests.filter(
          ({ type, data: { document } }) =>
            type.startsWith('npais.') &&
            document.kind === 'contact-report' &&
            String(document.reportId) === reportId,
        );
      await waitFor('all requests', () => toCourt('R-1').length === 1 && toCourt('R-2').length === 1);
      assert.equal(toCourt('R-1')[0]?.data.recipient.id, 'BT-1');
      assert.equal(toCourt('R-2')[0]?.data.recipient.id, 'BT-2');

      // A decision that became known late: on the day of the second report it was another court's child.
      await hub.publish(decided('D-3', 'BT-3', '2026-10-31'), decided('D-4', 'BT-3', '2026-11-01'));
      await waitFor('the corrections', () => toCourt('R-2').length === 3);
      assert.deepEqual(
        toCourt('R-2').map(({ data }) => [data.recipient.id, data.cancelled]),
        [
          ['BT-2', false],
          ['BT-2', true],
          ['BT-3', false],
        ],
      );
      const read = ContactReport.parse((await hub.call('/v1/contact-reports/R-2')).json);
      assert.deepEqual(read.deliveries.map(({ recipient }) => recipient.id).sort(), ['0001000', 'BT-3']);
    } finally {
      await adapters.close();
      await hub.close();
    }
  });
});
