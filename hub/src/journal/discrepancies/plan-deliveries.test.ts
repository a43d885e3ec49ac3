import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DiscrepancyId, Recipient } from '@saite/contracts';
import type { DeliveryRow } from '../deliveries/delivery.ts';
import { planDiscrepancyDeliveries, type ToTell } from './plan-deliveries.ts';

const court = Recipient.parse({ role: 'orphan-court', id: 'BT-1' });
const riga = Recipient.parse({ role: 'social-service', id: '0001000' });
const jelgava = Recipient.parse({ role: 'social-service', id: '0003000' });
const home = Recipient.parse({ role: 'care-institution', id: 'H-1' });
const ministry = Recipient.parse({ role: 'ministry', id: 'lm' });

const discrepancyId = DiscrepancyId.parse('7c1e5d90-3b42-4f6a-8d21-000000000001');
const open = (told: number, ...audience: Recipient[]): ToTell => ({
  discrepancyId,
  told,
  resolvedAt: null,
  audience,
});
const resolved = (told: number, ...audience: Recipient[]): ToTell => ({
  ...open(told, ...audience),
  resolvedAt: new Date('2026-11-20T10:00:00Z'),
});
const plan = (rows: readonly DeliveryRow[], discrepancy: ToTell) =>
  planDiscrepancyDeliveries(rows, [discrepancy]);
/** After the adapters were asked, and what they said of each. */
const then = (rows: readonly DeliveryRow[], state: DeliveryRow['state']): DeliveryRow[] =>
  rows.map((row) => ({ ...row, askedRound: row.round, state: row.state === 'waiting' ? state : row.state }));
const say = (rows: readonly DeliveryRow[]) =>
  rows.map((row) => `${row.document} ${row.documentVersion} ${row.register} ${row.recipient} ${row.state}`);

describe('who is told of a discrepancy', () => {
  it('are court and municipality, each through the register of theirs; others read at Saite’s doors', () => {
    assert.deepEqual(say(plan([], open(1, court, riga, home, ministry))), [
      'discrepancy 1 npais BT-1 waiting',
      'discrepancy 1 sopa 0001000 waiting',
    ]);
  });

  it('is told once while it says the same', () => {
    const rows = then(plan([], open(1, riga)), 'delivered');
    assert.deepEqual(say(plan(rows, open(1, riga))), ['discrepancy 1 sopa 0001000 delivered']);
  });

  it('is told anew when it says something else, and what did not arrive before is left', () => {
    const delivered = then(plan([], open(1, riga)), 'delivered');
    assert.deepEqual(say(plan(delivered, open(2, riga))), [
      'discrepancy 1 sopa 0001000 delivered',
      'discrepancy 2 sopa 0001000 waiting',
    ]);
    const refused = then(plan([], open(1, riga)), 'undeliverable');
    assert.deepEqual(say(plan(refused, open(2, riga))), [
      'discrepancy 1 sopa 0001000 cancelled',
      'discrepancy 2 sopa 0001000 waiting',
    ]);
  });

  it('is told that it is settled, once, if he has it', () => {
    const rows = then(plan([], open(2, riga, court)), 'delivered');
    const settled = then(plan(rows, resolved(2, riga, court)), 'delivered');
    assert.deepEqual(say(settled), [
      'discrepancy 2 sopa 0001000 delivered',
      'discrepancy 2 npais BT-1 delivered',
      'discrepancy-resolved 3 sopa 0001000 delivered',
      'discrepancy-resolved 3 npais BT-1 delivered',
    ]);
    assert.equal(plan(settled, resolved(2, riga, court)).length, settled.length);
  });

  it('is told nothing of it if it never arrived, whether it was refused, under way or not asked for', () => {
    const waiting = plan([], open(1, riga));
    const asked = waiting.map((row) => ({ ...row, askedRound: row.round }));
    for (const rows of [waiting, asked, then(waiting, 'undeliverable')])
      assert.deepEqual(
        say(
          plan(
            rows.map((row) => ({ ...row })),
            resolved(1, riga),
          ),
        ),
        ['discrepancy 1 sopa 0001000 cancelled'],
      );
  });

  it('is told that it is settled if it turns out that it had arrived', () => {
    const left = plan(
      plan([], open(1, riga)).map((row) => ({ ...row, askedRound: 1 })),
      resolved(1, riga),
    );
    const arrived = left.map((row) => ({ ...row, state: 'delivered' as const }));
    assert.deepEqual(say(plan(arrived, resolved(1, riga))), [
      'discrepancy 1 sopa 0001000 delivered',
      'discrepancy-resolved 2 sopa 0001000 waiting',
    ]);
  });

  it('changes with the facts: the new one has his own, the former one hears that it is settled, once', () => {
    const first = then(plan([], open(1, riga)), 'delivered');
    const second = then(plan(first, open(2, jelgava)), 'delivered');
    const said = [
      'discrepancy 1 sopa 0001000 delivered',
      'discrepancy 2 sopa 0003000 delivered',
      'discrepancy-resolved 2 sopa 0001000 delivered',
    ];
    assert.deepEqual(say(second), said);
    assert.deepEqual(say(plan(second, open(3, jelgava))), [...said, 'discrepancy 3 sopa 0003000 waiting']);
    const third = plan(
      second.map((row) => ({ ...row })),
      open(3, riga),
    );
    assert.deepEqual(say(third).slice(3), [
      'discrepancy 3 sopa 0001000 waiting',
      'discrepancy-resolved 3 sopa 0003000 waiting',
    ]);
  });
});
