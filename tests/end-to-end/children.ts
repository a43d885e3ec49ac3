import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { CareAlertList, Child, ContactReport } from '@saite/contracts';
import { rigaDate } from '@saite/runtime';
import { waitFor } from '@saite/runtime/testing';
import { z } from 'zod';
import { childPlacement, reportBody } from '../support/children.ts';
import type { RunningSystem } from '../support/system.ts';

const CHILD = '32000000701';
const CRISIS_CHILD = '32000000702';
const SPOLIS = { roles: ['spolis'] };
const MINISTRY = { roles: ['ministry'] };
const COURT = { roles: ['orphan-court'], courtId: 'BT-RIGA' };
const OPERATOR = { roles: ['operator'] };
const DELIVERY_LIMIT_MS = 30_000;

const Inbox = z.array(z.looseObject({ kind: z.string(), childCode: z.string(), receipt: z.string() }));
const Letters = z.array(z.looseObject({ to: z.unknown(), subject: z.string(), text: z.string() }));

const today = () => rigaDate(new Date());
const daysAgo = (days: number) => rigaDate(new Date(Date.now() - days * 86_400_000));

/** What a child's facts come to, through every register of a system that has just started. */
export const childrenInCare = (started: () => RunningSystem) =>
  describe('children in care', () => {
    let system: RunningSystem;
    before(async () => {
      system = started();
      await system.sandbox('/sandbox/pmlp/persons', [
        {
          personCode: CHILD,
          recordVersion: 1,
          givenName: 'Rūta',
          familyName: 'Paraugbērna',
          bornOn: '2018-04-10',
          residence: { addressCode: '100', atvk: '0001000', since: '2018-05-01' },
        },
        {
          personCode: CRISIS_CHILD,
          recordVersion: 1,
          givenName: 'Ģirts',
          familyName: 'Paraugbērns',
          bornOn: '2019-04-10',
          residence: { addressCode: '101', atvk: '0003000', since: '2019-05-01' },
        },
      ]);
      await system.sandbox('/sandbox/npais/decisions', [
        {
          decisionId: 'L-1',
          recordVersion: 1,
          childCode: CHILD,
          courtId: 'BT-RIGA',
          kind: 'custody-suspended',
          decidedOn: daysAgo(400),
          effectiveFrom: daysAgo(400),
        },
      ]);
      const placed = childPlacement({ personCode: CHILD, startedOn: daysAgo(399) });
      assert.equal((await system.call(SPOLIS, '/v1/placements', placed)).status, 202);
    });

    const child = async (childCode: string) => {
      const answer = await system.call(SPOLIS, '/v1/children/query', { childCode });
      return answer.status === 200 ? Child.parse(answer.json) : undefined;
    };
    const inbox = async (register: 'npais' | 'sopa' | 'inspection', kind: string) =>
      Inbox.parse(await system.sandbox(`/sandbox/${register}/inbox`)).filter((item) => item.kind === kind);

    it('what the registers know shows within five seconds', async () => {
      const seen = await waitFor('clock, court and alerts', async () => {
        const known = await child(CHILD);
        return known?.custody.length === 1 && known.reporting?.state === 'escalated' && known;
      });
      assert.deepEqual(
        seen.alerts
          .filter(({ clearedOn }) => clearedOn === null)
          .map(({ kind }) => kind)
          .sort(),
        ['custody-suspended-1-year', 'report-escalated', 'stay-12-months', 'stay-6-months'],
      );
      await waitFor('the court’s list', async () => {
        const { items } = CareAlertList.parse((await system.call(COURT, '/v1/care-alerts')).json);
        return items.length === 4;
      });
    });

    it('alerts and the decision reach court and social service, each once, with receipts', async () => {
      await waitFor(
        'the deliveries',
        async () =>
          (await inbox('npais', 'care-alert')).length >= 4 && (await inbox('sopa', 'care-alert')).length >= 3,
        DELIVERY_LIMIT_MS,
      );
      const decisions = await waitFor(
        'the decision',
        async () => {
          const found = await inbox('sopa', 'custody-decision');
          return found.length > 0 && found;
        },
        DELIVERY_LIMIT_MS,
      );
      assert.deepEqual(
        decisions.map(({ childCode, municipality }) => [childCode, municipality]),
        [[CHILD, '0001000']],
      );
      await waitFor(
        'all receipts',
        async () => {
          const open = await system.call(OPERATOR, '/v1/deliveries');
          return /"items":\[\]/.test(open.text);
        },
        DELIVERY_LIMIT_MS,
      );
      assert.equal((await inbox('npais', 'care-alert')).length, 4);
      assert.equal((await inbox('sopa', 'care-alert')).length, 3);
    });

    it('a report filed while NPAIS is away waits for the court, says so, and arrives once after all', async () => {
      await system.sandbox('/sandbox/npais/fault', { mode: 'down' });
      const report = (reportId: string, reportedOn: string) =>
        reportBody({
          reportId,
          childCode: CHILD,
          reportedOn,
          period: { from: daysAgo(200), to: reportedOn },
        });
      const ids = ['R-1', 'R-2', 'R-3', 'R-4', 'R-5'];
      for (const [index, reportId] of ids.entries())
        assert.equal(
          (await system.call(SPOLIS, '/v1/contact-reports', report(reportId, daysAgo(10 - index)))).status,
          202,
        );
      const read = async (reportId: string) =>
        ContactReport.parse((await system.call(SPOLIS, `/v1/contact-reports/${reportId}`)).json);
      const partly = await waitFor(
        'the social service to have it and the court not',
        async () => {
          const now = await read('R-1');
          const waiting = now.deliveries.find(({ register }) => register === 'npais');
          return now.status === 'sent-partial' && waiting?.reason === 'REGISTER_AWAY' && now;
        },
        DELIVERY_LIMIT_MS,
      );
      assert.equal(partly.deliveries.find(({ register }) => register === 'npais')?.deliveredAt, null);
      // The adapter dies in the middle of it, and the register takes one without its answer arriving.
      await system.kill('adapter-npais');
      await system.sandbox('/sandbox/npais/fault', { mode: 'lost-answer', forMs: 3_000 });
      await system.start('adapter-npais');
      for (const reportId of ids)
        await waitFor(
          'the delivery',
          async () => (await read(reportId)).status === 'delivered',
          DELIVERY_LIMIT_MS,
        );
      for (const register of ['npais', 'sopa'] as const) {
        const arrived = await inbox(register, 'contact-report');
        assert.deepEqual(arrived.map(({ reportId }) => reportId).sort(), ids, register);
        assert.ok(arrived.every(({ cooperation }) => cooperation === 'Māte sadarbojas ar iestādi.'));
        assert.equal(new Set(arrived.map(({ receipt }) => receipt)).size, ids.length);
      }
      assert.equal((await child(CHILD))?.reporting?.state, 'not-due');
    });

    it('a crisis goes out at once, and the survey of the family to the court and the inspection', async () => {
      await system.sandbox('/sandbox/npais/crises', [
        {
          crisisId: 'K-1',
          recordVersion: 1,
          childCode: CRISIS_CHILD,
          reportedBy: 'police',
          occurredAt: new Date().toISOString(),
          measure: 'Nogādāts krīzes centrā',
        },
      ]);
      await system.sandbox('/sandbox/sopa/surveys', [
        {
          surveyId: 'A-1',
          recordVersion: 1,
          childCode: CRISIS_CHILD,
          surveyedOn: today(),
          findings: 'Vide nav droša',
        },
      ]);
      await system.sandbox('/sandbox/npais/decisions', [
        {
          decisionId: 'L-2',
          recordVersion: 1,
          childCode: CRISIS_CHILD,
          courtId: 'BT-JELGAVA',
          kind: 'custody-suspended',
          decidedOn: today(),
          effectiveFrom: today(),
        },
      ]);
      const crises = (register: 'npais' | 'sopa') => async () => {
        const found = (await inbox(register, 'care-alert')).filter(
          ({ childCode }) => childCode === CRISIS_CHILD,
        );
        return found.length === 1 && found;
      };
      const [toService] = await waitFor('the alert at the social service', crises('sopa'), DELIVERY_LIMIT_MS);
      assert.deepEqual([toService?.municipality, toService?.measure], ['0003000', 'Nogādāts krīzes centrā']);
      const [toCourt] = await waitFor('the alert at the court', crises('npais'), DELIVERY_LIMIT_MS);
      assert.equal(toCourt?.courtId, 'BT-JELGAVA');
      for (const register of ['npais', 'inspection'] as const) {
        const [survey] = await waitFor(
          'the survey',
          async () => {
            const found = await inbox(register, 'family-survey');
            return found.length === 1 && found;
          },
          DELIVERY_LIMIT_MS,
        );
        assert.deepEqual([survey?.childCode, survey?.findings], [CRISIS_CHILD, 'Vide nav droša']);
      }
      const ministry = CareAlertList.parse(
        (await system.call(MINISTRY, '/v1/care-alerts?kind=crisis-reported')).json,
      );
      const [alert] = ministry.items;
      const court = { roles: ['orphan-court'], courtId: 'BT-JELGAVA' };
      const taken = await system.call(court, `/v1/care-alerts/${alert?.alertId}/acknowledge`, {
        note: 'Lemts.',
      });
      assert.equal(taken.status, 200);
      await waitFor('the end of the crisis', async () => {
        const now = await child(CRISIS_CHILD);
        return now?.alerts.some(({ kind, clearedOn }) => kind === 'crisis-reported' && clearedOn === today());
      });
    });

    it('letters go out with a case number and nothing of the child', async () => {
      const letters = await waitFor(
        'letters',
        async () => {
          const found = Letters.parse(await system.sandbox('/sandbox/mail/inbox'));
          return found.length >= 3 && found;
        },
        DELIVERY_LIMIT_MS,
      );
      const text = JSON.stringify(letters);
      for (const secret of [CHILD, CRISIS_CHILD, 'Paraugbērn', 'BSRC-1', 'p1.', 'krīzes centr'])
        assert.ok(!text.includes(secret), secret);
      const alerts = CareAlertList.parse(
        (await system.call(MINISTRY, '/v1/care-alerts?status=all')).json,
      ).items;
      assert.ok(alerts.some(({ alertId }) => text.includes(alertId)));
    });

    it('no log of any service shows a code, a name or a text', async () => {
      const logs = await system.logs();
      assert.ok(logs.length > 1_000);
      for (const secret of [CHILD, CRISIS_CHILD, 'Paraugbērn', 'Rūta', 'sadarbojas', 'krīzes', 'nav droša'])
        assert.ok(!logs.includes(secret), secret);
    });
  });
