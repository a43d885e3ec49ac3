import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CareAlertList, PersonCode } from '@saite/contracts';
import { personRef } from '@saite/identity';
import { waitFor } from '@saite/runtime/testing';
import { askChild, childPlacement } from '../../support/children.ts';
import { openTestHub, type TestHub } from '../../support/hub.ts';

describe('days pass without any event', () => {
  let hub: TestHub;
  let now = new Date('2026-01-02T10:00:00Z');
  let next = 400;
  before(async () => {
    hub = await openTestHub({ clock: { now: () => now } });
  });
  after(() => hub.close());

  /** A child placed on a day, under a decision, whose birth date is known. */
  async function placeChild(startedOn: string): Promise<string> {
    next += 1;
    const personCode = `32000000${next}`;
    const placement = childPlacement({ placementId: `C-${next}`, personCode, startedOn });
    // After a leap of months the hub first makes room for the days to come.
    await waitFor('the placement', async () => (await hub.call('/v1/placements', placement)).status === 202);
    await hub.publish(
      hub.events.person({
        personCode,
        bornOn: '2015-05-05',
        residence: { atvk: '0001000', since: '2016-01-01' },
      }),
      hub.events.custody({
        decisionId: `D-${next}`,
        childCode: personCode,
        kind: 'placed-in-institution',
        effectiveFrom: startedOn,
      }),
    );
    await waitFor('the facts', async () => {
      const child = await askChild(hub, personCode);
      return child.reporting?.dueOn && child.custody.length === 1;
    });
    return personCode;
  }

  /** The alerts as the journal has them: the list decides nobody, so that only a wake-up can have raised them. */
  const journal = async (code: string) => {
    const ministry = await hub.token({ sub: 'lm', roles: ['ministry'] });
    const { json } = await hub.call('/v1/care-alerts?status=all', undefined, { token: ministry });
    const ref = personRef(hub.keyRing, PersonCode.parse(code));
    return CareAlertList.parse(json)
      .items.filter(({ childRef }) => childRef === ref)
      .map(({ kind, raisedOn, clearedOn }) => [kind, raisedOn, clearedOn])
      .sort();
  };

  for (const [night, startedOn, before, dayBefore, dueSoon] of [
    [
      'in March, when the clocks go forward',
      '2025-10-12',
      '2026-03-28T21:59:00Z',
      '2026-03-28',
      '2026-03-29',
    ],
    ['after it', '2025-10-13', '2026-03-29T20:59:00Z', '2026-03-29', '2026-03-30'],
    ['in October, when they go back', '2026-05-08', '2026-10-24T20:59:00Z', '2026-10-24', '2026-10-25'],
    ['after that', '2026-05-09', '2026-10-25T21:59:00Z', '2026-10-25', '2026-10-26'],
  ] as const) {
    it(`an alert is raised on its day in Riga, on the night ${night}`, async () => {
      now = new Date(before);
      const child = await placeChild(startedOn);
      assert.equal((await askChild(hub, child)).reporting?.state, 'not-due', dayBefore);
      now = new Date(now.getTime() + 60_000);
      const [raised] = await waitFor('the alert', async () => {
        const alerts = await journal(child);
        return alerts.some(([kind]) => kind === 'report-due-soon') && alerts;
      });
      assert.deepEqual(raised, ['report-due-soon', dueSoon, null]);
    });
  }

  it('after a week’s outage what holds is raised with its true day, and what passed unseen is not', async () => {
    now = new Date('2026-11-20T10:00:00Z');
    const child = await placeChild('2026-05-31');
    assert.deepEqual(await journal(child), [['report-due-soon', '2026-11-16', null]]);
    now = new Date('2027-01-04T10:00:00Z');
    await waitFor('the last stage', async () =>
      (await journal(child)).some(([kind]) => kind === 'report-escalated'),
    );
    assert.deepEqual(await journal(child), [
      ['report-due-soon', '2026-11-16', '2026-12-01'],
      ['report-escalated', '2026-12-30', null],
      ['stay-6-months', '2026-11-30', null],
    ]);
    assert.equal((await askChild(hub, child)).reporting?.state, 'escalated');
  });
});
