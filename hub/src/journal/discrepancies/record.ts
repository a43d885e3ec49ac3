import { randomUUID } from 'node:crypto';
import { DiscrepancyId } from '@saite/contracts';
import type { KeyRing } from '@saite/identity';
import type { Transaction } from '@saite/runtime';
import type { DiscrepancyDecision } from '../../cases/discrepancies/index.ts';
import { currentCode } from '../../deciders/current-code.ts';
import type { Decided } from '../../deciders/decide.ts';
import { appendEvents, type OutboxEvent } from '../../relay/outbox.ts';
import { discrepancyChanges, saidOf } from './changes.ts';
import { deliverDiscrepancies } from './deliver.ts';
import { foundEvent, resolvedEvent } from './events.ts';
import { loadOpenDiscrepancies, type StoredDiscrepancy, type Told } from './stored.ts';
import {
  changeDiscrepancies,
  insertDiscrepancies,
  type NewDiscrepancy,
  resolveDiscrepancies,
} from './write.ts';

/**
 * Records discrepancies found, changed and resolved, and who is told of them, in a few statements of SQL for the whole
 * batch; where there are none it asks for them and does nothing else.
 */
export const recordDiscrepancies =
  (ring: KeyRing) =>
  async (
    transaction: Transaction,
    decided: readonly Decided<DiscrepancyDecision>[],
    now: Date,
  ): Promise<void> => {
    const refs = decided.flatMap(({ known }) => known.group.refs);
    const rows = Map.groupBy(await loadOpenDiscrepancies(transaction, refs), ({ person }) => person);
    const found: NewDiscrepancy[] = [];
    const changed: Told[] = [];
    const resolved: StoredDiscrepancy[] = [];
    const events: OutboxEvent[] = [];
    for (const { known, decision } of decided) {
      const own = known.group.refs.flatMap((ref) => rows.get(ref) ?? []);
      if (decision.open.length === 0 && own.length === 0) continue;
      const { find, tell, resolve } = discrepancyChanges(decision.open, own);
      for (const contradiction of find) {
        const { person } = known.group;
        const { key, kind } = contradiction;
        const discrepancyId = DiscrepancyId.parse(randomUUID());
        const { subject } = currentCode(ring, known);
        const told = { discrepancyId, kind, subject, foundAt: now, ...saidOf(contradiction) };
        found.push({ ...told, person, key });
        events.push(foundEvent(ring, told, 1, now));
      }
      for (const { row, said } of tell) {
        changed.push({ ...row, ...said });
        events.push(foundEvent(ring, { ...row, ...said }, row.told + 1, now));
      }
      for (const row of resolve) {
        resolved.push(row);
        events.push(resolvedEvent(ring, row, now));
      }
    }
    await insertDiscrepancies(transaction, found);
    await changeDiscrepancies(transaction, changed);
    await resolveDiscrepancies(transaction, resolved, now);
    const isOpen = rows.size > 0 || found.length > 0;
    events.push(...(await deliverDiscrepancies(ring, transaction, decided, isOpen, now)));
    if (events.length > 0) await appendEvents(transaction, events, now);
  };
