import { CalendarDate, DiscrepancyDocument, type PersonRef, Recipient } from '@saite/contracts';
import { type KeyRing, sealNarrative } from '@saite/identity';
import { rigaDate } from '@saite/runtime';
import { explainFact, type NamedFact, sightOf } from '../../cases/discrepancies/index.ts';
import type { DeliveryRow } from '../deliveries/delivery.ts';
import type { StoredDiscrepancy } from './stored.ts';

/**
 * What a recipient is told of a discrepancy: its facts as far as he may know them, or that it is settled.
 *
 * @param subject the code that it is told under
 */
export function documentOf(
  ring: KeyRing,
  row: DeliveryRow,
  discrepancy: StoredDiscrepancy,
  subject: PersonRef,
  now: Date,
): DiscrepancyDocument {
  const { discrepancyId, kind, since, resolvedAt } = discrepancy;
  const recipient = Recipient.parse({ role: row.role, id: row.recipient });
  const isOpen = row.document === 'discrepancy';
  // What is asked to be left says nothing: the facts may be others' by now.
  const facts = isOpen && row.state === 'waiting' ? discrepancy.facts : [];
  return DiscrepancyDocument.parse({
    kind: 'discrepancy',
    discrepancyId,
    recordVersion: row.documentVersion,
    discrepancyKind: kind,
    since,
    resolvedOn: isOpen ? null : CalendarDate.parse(rigaDate(resolvedAt ?? now)),
    narrative: sealNarrative(ring, subject, 'discrepancy', {
      facts: facts.map((fact) => saidTo(recipient, fact)),
    }),
  });
}

function saidTo(recipient: Recipient, fact: NamedFact) {
  const sight = sightOf([recipient], new Set(), fact);
  return {
    register: fact.register,
    recordId: sight === 'all' ? fact.recordId : null,
    lv: explainFact(fact, 'lv', sight !== 'neither'),
    en: explainFact(fact, 'en', sight !== 'neither'),
  };
}
