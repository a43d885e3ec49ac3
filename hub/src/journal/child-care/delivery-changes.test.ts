import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DeliverySettled } from '@saite/contracts';
import { type DeliveryRow, settle, toAsk } from '../deliveries/delivery.ts';
import { planDeliveries, type ToDeliver } from './delivery-changes.ts';

const court = (id: string | null) => ({ role: 'orphan-court' as const, id });
const social = (id: string | null) => ({ role: 'social-service' as const, id });

const reportTo = (...addressees: ToDeliver['addressees']): ToDeliver => ({
  document: 'contact-report',
  documentId: 'r-1',
  documentVersion: 1,
  withdrawn: false,
  addressees,
});

const plan = (rows: readonly DeliveryRow[], ...wanted: ToDeliver[]) =>
  planDeliveries(rows, wanted, new Set());
/** What was planned, after the adapter was asked for it. */
const asked = (rows: DeliveryRow[]): DeliveryRow[] => rows.map((row) => ({ ...row, askedRound: row.round }));
const say = (rows: readonly DeliveryRow[]) =>
  rows.map(({ role, recipient, state, round }) => `${role} ${recipient} ${state} ${round}`);

const settled = (row: DeliveryRow | undefined, outcome: string, round = row?.round) =>
  DeliverySettled.parse({
    recordId: row?.deliveryId,
    recordVersion: round,
    withdrawn: false,
    outcome,
    at: '2026-11-20T09:00:00Z',
    receipt: outcome === 'delivered' ? 'N-1' : null,
    reason: outcome === 'refused' ? 'COURT_UNKNOWN' : null,
  });

describe('the deliveries of a child', () => {
  it('are one for each recipient, asked for once', () => {
    const rows = plan([], reportTo(court('bt-1'), social('0001000')));
    assert.deepEqual(say(rows), ['orphan-court bt-1 waiting 1', 'social-service 0001000 waiting 1']);
    assert.deepEqual(
      toAsk(rows).map(({ register }) => register),
      ['npais', 'sopa'],
    );
    const again = plan(asked(rows), reportTo(court('bt-1'), social('0001000')));
    assert.equal(again.length, 2);
    assert.deepEqual(toAsk(again), []);
  });

  it('leave out those who read at Saite’s own doors', () => {
    assert.deepEqual(
      plan([], reportTo({ role: 'ministry', id: 'lm' }, { role: 'care-institution', id: 'h-1' })),
      [],
    );
  });

  it('wait for a recipient whom nobody knows yet, and go once one is known', () => {
    const rows = plan([], reportTo(court(null)));
    assert.deepEqual(say(rows), ['orphan-court null undeliverable 1']);
    assert.equal(rows[0]?.reason, 'NO_RECIPIENT');
    assert.deepEqual(toAsk(rows), []);
    const known = plan(rows, reportTo(court('bt-1')));
    assert.deepEqual(say(known), ['orphan-court bt-1 waiting 1']);
    assert.equal(known[0]?.reason, null);
    assert.equal(toAsk(known).length, 1);
  });

  it('to another court, once later facts name one, leave the wrong one out if it does not have it', () => {
    const rows = asked(plan([], reportTo(court('bt-1'))));
    const moved = plan(rows, reportTo(court('bt-2')));
    assert.deepEqual(say(moved), ['orphan-court bt-1 cancelled 2', 'orphan-court bt-2 waiting 1']);
    assert.equal(toAsk(moved).length, 2);
    const delivered = asked(plan([], reportTo(court('bt-1'))));
    settle(delivered, [settled(delivered[0], 'delivered')]);
    assert.deepEqual(say(plan(delivered, reportTo(court('bt-2')))), [
      'orphan-court bt-1 delivered 1',
      'orphan-court bt-2 waiting 1',
    ]);
  });

  it('that were cancelled go out after all when the facts turn back', () => {
    const moved = asked(plan(asked(plan([], reportTo(court('bt-1')))), reportTo(court('bt-2'))));
    const back = plan(moved, reportTo(court('bt-1')));
    assert.deepEqual(say(back), ['orphan-court bt-1 waiting 3', 'orphan-court bt-2 cancelled 2']);
    assert.equal(toAsk(back).length, 2);
  });

  it('are settled by the register’s word: a receipt for good, a refusal for its round', () => {
    const rows = asked(plan([], reportTo(court('bt-1'))));
    assert.equal(settle(rows, [settled(rows[0], 'refused')]).length, 0);
    assert.deepEqual(say(rows), ['orphan-court bt-1 undeliverable 1']);
    assert.equal(rows[0]?.reason, 'COURT_UNKNOWN');
    const [first] = rows;
    assert.ok(first);
    const resent: DeliveryRow[] = [{ ...first, state: 'waiting', round: 2, askedRound: 2 }];
    settle(resent, [settled(first, 'refused', 1)]);
    assert.deepEqual(say(resent), ['orphan-court bt-1 waiting 2']);
    assert.equal(settle(resent, [settled(first, 'delivered', 2)]).length, 1);
    assert.equal(settle(resent, [settled(first, 'delivered', 2), settled(first, 'refused', 2)]).length, 0);
    assert.deepEqual(say(resent), ['orphan-court bt-1 delivered 2']);
  });

  it('of a new version go out anew; what the old one could not bring is left', () => {
    const rows = plan([], reportTo(court('bt-1'), social(null)));
    const second = plan(asked(rows), { ...reportTo(court('bt-1'), social(null)), documentVersion: 2 });
    assert.deepEqual(
      second.map(({ documentVersion, role, state }) => `${documentVersion} ${role} ${state}`),
      [
        '1 orphan-court waiting',
        '1 social-service cancelled',
        '2 orphan-court waiting',
        '2 social-service undeliverable',
      ],
    );
  });

  it('of a withdrawal concern only whoever was told', () => {
    const withdrawn = {
      ...reportTo(social('0001000')),
      document: 'custody-decision',
      withdrawn: true,
    } as const;
    assert.deepEqual(plan([], withdrawn), []);
    const told = asked(plan([], { ...withdrawn, withdrawn: false }));
    assert.equal(plan(told, { ...withdrawn, documentVersion: 2 }).length, 2);
  });

  it('of an alert that is open no more need no recipient any longer', () => {
    const alert = { ...reportTo(court(null), social('0001000')), document: 'care-alert' } as const;
    const rows = plan([], alert);
    const closed = planDeliveries(rows, [], new Set(['r-1']));
    assert.deepEqual(say(closed), ['orphan-court null cancelled 1', 'social-service 0001000 waiting 1']);
  });
});
