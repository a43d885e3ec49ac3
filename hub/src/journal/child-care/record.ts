import { randomUUID } from 'node:crypto';
import {
  AlertId,
  type CareAlertRaised,
  dateOfDayNumber,
  type PersonRef,
  Recipient,
  type Sealed,
} from '@saite/contracts';
import type { KeyRing } from '@saite/identity';
import { rigaDate, type Transaction, toInstant } from '@saite/runtime';
import type { ChildCareDecision, OpenAlert } from '../../cases/child-care/index.ts';
import { currentCode } from '../../deciders/current-code.ts';
import type { Decided } from '../../deciders/decide.ts';
import type { KnownPerson } from '../../deciders/load-facts.ts';
import { keepIdentities } from '../../persons/identities.ts';
import { appendEvents, type OutboxEvent } from '../../relay/outbox.ts';
import { type DocumentKind, type StoredDelivery, settle, toAsk } from '../deliveries/delivery.ts';
import { loadDeliveries } from '../deliveries/stored.ts';
import { writeDeliveries } from '../deliveries/write.ts';
import { alertChanges } from './alert-changes.ts';
import { planDeliveries } from './delivery-changes.ts';
import { type Deliverable, deliverableAlert, deliverableOf, type Told } from './documents.ts';
import { clearedEvent, deliveredEvent, raisedEvent, requestEvent } from './events.ts';
import { loadOpenAlerts, type StoredOpenAlert } from './stored.ts';
import { type ClearedAlert, clearAlerts, insertAlerts, type NewAlert, readdressAlerts } from './write.ts';
import { type KeptChild, writeKeepers } from './write-keepers.ts';

type Decision = ChildCareDecision | null;

/** Documents that this case sends. */
const DOCUMENTS: readonly DocumentKind[] = [
  'contact-report',
  'care-alert',
  'custody-decision',
  'family-survey',
];

/** What is to be written about a batch of children, collected before anything is. */
class Batch {
  readonly alerts: NewAlert[] = [];
  readonly cleared: ClearedAlert[] = [];
  readonly readdressed: NewAlert[] = [];
  readonly deliveries: StoredDelivery[] = [];
  readonly keepers: KeptChild[] = [];
  readonly events: OutboxEvent[] = [];
  /** Codes that only PMLP named: the hub keeps their sealed form from now on. */
  readonly identities = new Map<PersonRef, Sealed>();
}

/**
 * Records children's cases: alerts raised and cleared, what goes to whom, how deliveries ended, and who may see the
 * child, in a few statements of SQL for the whole batch. What was recorded already makes nothing new.
 */
export const recordChildCare =
  (ring: KeyRing) =>
  async (transaction: Transaction, decided: readonly Decided<Decision>[], now: Date): Promise<void> => {
    const refs = decided.flatMap(({ known }) => known.group.refs);
    const open = Map.groupBy(await loadOpenAlerts(transaction, refs), ({ person }) => person);
    const openOf = (known: KnownPerson) => known.group.refs.flatMap((ref) => open.get(ref) ?? []);
    // Whoever is no child's case any more may still have deliveries under way, and alerts to be cleared.
    const candidates = decided.filter(
      ({ known, decision }) => decision !== null || known.settlements.length > 0 || openOf(known).length > 0,
    );
    if (candidates.length === 0) return;
    const stored = Map.groupBy(
      await loadDeliveries(
        transaction,
        candidates.flatMap(({ known }) => known.group.refs),
        DOCUMENTS,
      ),
      ({ person }) => person,
    );
    const batch = new Batch();
    for (const { known, decision } of candidates) {
      const deliveries = known.group.refs.flatMap((ref) => stored.get(ref) ?? []);
      // What was settled may be another case's: of somebody who never was a child in care.
      if (decision === null && deliveries.length === 0 && openOf(known).length === 0) continue;
      recordChild(batch, ring, known, decision, openOf(known), deliveries, now);
    }
    await keepIdentities(transaction, batch.identities);
    await insertAlerts(transaction, batch.alerts, now);
    await clearAlerts(transaction, batch.cleared, now);
    await readdressAlerts(transaction, batch.readdressed);
    await writeDeliveries(transaction, batch.deliveries, now);
    await writeKeepers(transaction, batch.keepers);
    await appendEvents(transaction, batch.events, now);
  };

function recordChild(
  batch: Batch,
  ring: KeyRing,
  known: KnownPerson,
  decision: Decision,
  openAlerts: readonly StoredOpenAlert[],
  stored: readonly StoredDelivery[],
  now: Date,
): void {
  const current = currentlyTold(ring, known);
  if (!known.sealedRefs.has(current.subject)) batch.identities.set(current.subject, current.identity);
  const { person } = known.group;
  const changes = alertChanges(decision, openAlerts, rigaDate(now), rigaDate(known.knownAt));
  const deliverables: Deliverable[] = (decision?.documents ?? []).map(deliverableOf);
  for (const alert of changes.raise) {
    const told = toldOf(AlertId.parse(randomUUID()), alert, now);
    const deliverable = deliverableAlert(told.alertId, alert, known.facts, current);
    batch.alerts.push({ person, subject: deliverable.subject, told, alert });
    batch.events.push(raisedEvent(ring, deliverable.subject, told, 1, now));
    deliverables.push(deliverable);
  }
  for (const { row, alert } of changes.keep) {
    const told = { ...row.alert, recipients: recipientsOf(alert) };
    if (JSON.stringify(told.recipients) !== row.recipients) {
      batch.readdressed.push({ person, subject: row.subject, told, alert });
      batch.events.push(raisedEvent(ring, row.subject, told, row.told + 1, now));
    }
    deliverables.push(deliverableAlert(row.alert.alertId, alert, known.facts, current));
  }
  for (const { row, clearedOn } of changes.clear) {
    batch.cleared.push({ alertId: row.alertId, clearedOn });
    batch.events.push(clearedEvent(ring, row.subject, row.alert, clearedOn, now));
  }
  const closed = new Set(changes.clear.map(({ row }) => row.alertId));
  recordDeliveries(batch, ring, known, deliverables, stored, closed, now);
  batch.keepers.push({ known, keepers: decision?.keepers ?? null, standing: decision?.standing ?? null });
}

function recordDeliveries(
  batch: Batch,
  ring: KeyRing,
  known: KnownPerson,
  deliverables: readonly Deliverable[],
  stored: readonly StoredDelivery[],
  closed: ReadonlySet<string>,
  now: Date,
): void {
  const before = new Map(stored.map((row) => [row.deliveryId, JSON.stringify(row)]));
  const delivered = settle(stored, known.settlements);
  const rows = planDeliveries(stored, deliverables, closed);
  const keyOf = (document: string, id: string, version: number) => `${document}/${id}/${version}`;
  const byKey = new Map(
    deliverables.map((each) => [keyOf(each.document, each.documentId, each.documentVersion), each]),
  );
  for (const row of toAsk(rows)) {
    const deliverable = byKey.get(keyOf(row.document, row.documentId, row.documentVersion));
    if (!deliverable) continue; // an older version that a newer one replaced: what was asked for goes on
    batch.events.push(requestEvent(ring, row, deliverable, now));
    row.askedRound = row.round;
  }
  for (const row of delivered) {
    const report = known.facts.contactReports.find(
      ({ data }) => data.recordId === row.documentId && data.recordVersion === row.documentVersion,
    );
    if (row.document !== 'contact-report' || !report || !row.settledAt || !row.receipt) continue;
    const settled = { at: toInstant(row.settledAt), receipt: row.receipt };
    batch.events.push(deliveredEvent(ring, row, report.subject, report.data, settled, now));
  }
  for (const row of rows)
    if (before.get(row.deliveryId) !== JSON.stringify(row))
      batch.deliveries.push({ ...row, person: known.group.person });
}

const toldOf = (alertId: AlertId, alert: OpenAlert, now: Date): CareAlertRaised => ({
  alertId,
  kind: alert.condition.kind,
  raisedOn: dateOfDayNumber(alert.condition.from),
  dueOn: alert.condition.dueOn === null ? null : dateOfDayNumber(alert.condition.dueOn),
  recordedAt: toInstant(now),
  recipients: recipientsOf(alert),
});

/** Those of the addressees who are known. */
const recipientsOf = ({ addressees }: OpenAlert): Recipient[] =>
  addressees.flatMap(({ role, id }) => (id === null ? [] : [Recipient.parse({ role, id })]));

/** The code that the child goes by, with its sealed form: PMLP's, else the one that a fact brought. */
function currentlyTold(ring: KeyRing, known: KnownPerson): Told {
  const { subject, identity } = currentCode(ring, known);
  if (identity) return { subject, identity };
  const { placements, custody, crises, payments, contactReports, surveys, acknowledgements } = known.facts;
  const brought = [placements, custody, crises, payments, contactReports, surveys, acknowledgements]
    .flat()
    .find((fact) => fact.subject === subject);
  if (!brought) throw new Error('a code that the hub keeps came with no fact');
  return { subject, identity: brought.data.identity };
}
