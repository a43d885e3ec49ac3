import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Child, ContactReport } from '@saite/contracts';
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
const CHILD = '32000000101';

describe('a child in out-of-family care', () => {
  let hub: TestHub;
  let adapters: PlayedAdapters;
  before(async () => {
    hub = await openTestHub({ clock: { now: () => new Date(`${TODAY}T10:00:00Z`) } });
    adapters = await playAdapters(hub);
    const { status } = await hub.call(
      '/v1/placements',
      childPlacement({ placementId: 'C-1', personCode: CHILD }),
    );
    assert.equal(status, 202);
  });
  after(async () => {
    await adapters.close();
    await hub.close();
  });

  it('is not theirs to ask about who is nobody’s child in care', async () => {
    assert.equal((await hub.call('/v1/children/query', { childCode: '32000000199' })).status, 404);
  });

  it('has a stay at once, and no dates before PMLP told of the birth', async () => {
    const child = await askChild(hub, CHILD);
    assert.deepEqual(child.stay, {
      since: '2026-06-01',
      continuousDays: 173,
      cumulativeDays: 173,
      placements: [{ placementId: 'C-1', institutionId: 'BSRC-1', startedOn: '2026-06-01', endedOn: null }],
    });
    assert.deepEqual(child.reporting, {
      anchor: null,
      interval: null,
      dueOn: null,
      alternativeDueOn: null,
      state: 'awaiting-person',
      policy: 'third-birthday: earlier',
    });
    assert.deepEqual(child.alerts, []);
  });

  it('is said to be without a decision only once NPAIS has answered for it', async () => {
    await hub.publish(hub.events.childChecked(CHILD));
    const alerts = await waitFor('the alert', async () => {
      const child = await askChild(hub, CHILD);
      return child.alerts.length > 0 && child.alerts;
    });
    assert.deepEqual(
      alerts.map(({ kind, raisedOn }) => [kind, raisedOn]),
      [['no-custody-decision', '2026-06-15']],
    );
  });

  it('gets its clock from the birth date and its court from the decision, and alerts go to those of their day', async () => {
    await hub.publish(
      hub.events.person({
        personCode: CHILD,
        bornOn: '2024-01-10',
        residence: { atvk: '0001000', since: '2024-02-01' },
      }),
      hub.events.custody({
        decisionId: 'D-1',
        childCode: CHILD,
        court: 'BT-RIGA',
        kind: 'custody-suspended',
        effectiveFrom: '2026-06-01',
      }),
    );
    await waitFor('the clock', async () => {
      const child = await askChild(hub, CHILD);
      return child.reporting?.state === 'escalated' && child.custody.length === 1;
    });
    const child = await askChild(hub, CHILD);
    assert.deepEqual(child.reporting, {
      anchor: '2026-06-01',
      interval: 'P3M',
      dueOn: '2026-09-01',
      alternativeDueOn: '2026-09-01',
      state: 'escalated',
      policy: 'third-birthday: earlier',
    });
    const open = child.alerts.filter(({ clearedOn }) => clearedOn === null);
    assert.deepEqual(
      open.map(({ kind, raisedOn, dueOn }) => [kind, raisedOn, dueOn]),
      [['report-escalated', '2026-10-01', '2026-09-01']],
    );
    assert.deepEqual(open[0]?.recipients, [
      { role: 'care-institution', id: 'BSRC-1' },
      { role: 'orphan-court', id: 'BT-RIGA' },
      { role: 'social-service', id: '0001000' },
      { role: 'ministry', id: 'lm' },
    ]);
    const voided = child.alerts.find(({ kind }) => kind === 'no-custody-decision');
    assert.equal(voided?.clearedOn, TODAY);
  });

  it('lets a report clear the alert on its day, and sends it to both recipients', async () => {
    const body = reportBody({ reportId: 'R-1', childCode: CHILD, reportedOn: '2026-11-10' });
    const sent = await hub.call('/v1/contact-reports', body);
    assert.deepEqual([sent.status, sent.json], [202, { reportId: 'R-1', status: 'accepted' }]);
    const child = await askChild(hub, CHILD);
    assert.equal(child.reporting?.anchor, '2026-11-10');
    assert.equal(child.reporting?.dueOn, '2027-02-10');
    assert.equal(child.reporting?.alternativeDueOn, '2027-05-10');
    const escalated = child.alerts.find(({ kind }) => kind === 'report-escalated');
    assert.equal(escalated?.clearedOn, '2026-11-10');

    const report = () =>
      waitFor('both requests', () => {
        const found = adapters.requests.filter(({ data }) => data.document.kind === 'contact-report');
        return found.length === 2 && found;
      });
    const requests = await report();
    assert.deepEqual(
      requests.map(({ data }) => data.recipient).sort((a, b) => (a.id < b.id ? -1 : 1)),
      [
        { role: 'social-service', id: '0001000' },
        { role: 'orphan-court', id: 'BT-RIGA' },
      ],
    );
    const status = async () => ContactReport.parse((await hub.call('/v1/contact-reports/R-1')).json);
    assert.equal((await status()).status, 'accepted');
    const [first, second] = requests;
    assert.ok(first && second);
    await adapters.settle(first, 'delivered', 'RECEIPT-1');
    await waitFor('one delivery', async () => (await status()).status === 'sent-partial');
    await adapters.settle(second, 'refused', 'COURT_UNKNOWN');
    await waitFor('a refusal', async () => (await status()).status === 'undeliverable');
    const refused = (await status()).deliveries.find(({ state }) => state === 'undeliverable');
    assert.equal(refused?.reason, 'COURT_UNKNOWN');

    const operator = await hub.token({ sub: 'op', roles: ['operator'] });
    const list = await hub.call('/v1/deliveries?state=undeliverable', undefined, { token: operator });
    assert.match(list.text, new RegExp(String(refused?.deliveryId)));
    const resent = await hub.call(`/v1/deliveries/${refused?.deliveryId}/resend`, {}, { token: operator });
    assert.equal(resent.status, 200);
    const again = await waitFor('the second round', () =>
      adapters.requests.find(({ data }) => data.round === 2),
    );
    assert.equal(again.data.deliveryId, second.data.deliveryId);
    await adapters.settle(again, 'delivered', 'RECEIPT-2');
    await waitFor('both deliveries', async () => (await status()).status === 'delivered');
    const done = await status();
    assert.deepEqual(done.deliveries.map(({ receipt }) => receipt).sort(), ['RECEIPT-1', 'RECEIPT-2']);
    assert.deepEqual(done.report, { ...body, recordVersion: 1 });
  });

  it('shows what would have been open on another day', async () => {
    const child = Child.parse(
      (await hub.call('/v1/children/query', { childCode: CHILD, on: '2026-09-02' })).json,
    );
    assert.equal(child.reporting?.state, 'overdue');
    assert.equal(child.stay.continuousDays, 94);
    const open = child.alerts.filter(({ clearedOn }) => clearedOn === null);
    assert.deepEqual(
      open.map(({ kind, recordedAt }) => [kind, recordedAt]),
      [['report-overdue', null]],
    );
  });
});
