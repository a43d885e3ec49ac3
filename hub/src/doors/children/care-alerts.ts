import {
  type AcknowledgeBody,
  type AlertId,
  type CareAlert,
  type CareAlertQuery,
  CrisisId,
  type EventOf,
  type Recipient,
  RecordId,
  RecordVersion,
} from '@saite/contracts';
import { eventHead, keyedDigest, sealNarrative } from '@saite/identity';
import { rigaDate, type Transaction, toInstant } from '@saite/runtime';
import { z } from 'zod';
import { appendFacts } from '../../facts/append.ts';
import { toFact } from '../../facts/fact.ts';
import {
  type AlertScope,
  listAlerts,
  lockAlert,
  readAcknowledgements,
  type StoredAlert,
} from '../../journal/child-care/read-alerts.ts';
import { readIdentity } from '../../persons/identities.ts';
import { appendEvents } from '../../relay/outbox.ts';
import type { Call, Shown } from '../call.ts';
import { onBehalfOf, type Reach } from '../caller.ts';
import { ProblemError } from '../problem-error.ts';
import { sayStored } from './query-child.ts';

const MOST = 10_000;

/** The children whose alerts a caller may see. */
export const scopeOf = (reach: Reach): AlertScope => ({
  all: reach.all,
  court: reach.courtId,
  municipality: reach.municipality,
  institutions: [...reach.institutionIds],
});

/** `GET /v1/care-alerts`: alerts of the caller's own children, newest first. */
export function listCareAlerts(
  { door, reach, language, read }: Call,
  query: CareAlertQuery,
): Promise<{ items: CareAlert[]; next: string | null }> {
  const today = rigaDate(door.clock.now());
  return read(async (transaction) => {
    const { alerts, next } = await listAlerts(transaction, scopeOf(reach), query, query.limit ?? MOST);
    const acknowledged = await readAcknowledgements(
      transaction,
      alerts.map(({ alertId }) => alertId),
    );
    const items = alerts.map((alert) => ({
      ...sayStored(alert, today, language),
      ...partiesOf(alert),
      acknowledgements: (acknowledged.get(alert.alertId) ?? []).map(({ by, acknowledgedOn }) => ({
        by,
        acknowledgedOn,
      })),
    }));
    return { answer: { items, next }, persons: alerts.map(({ person }) => person) };
  });
}

const partiesOf = ({ person, institutionId, court, municipality }: StoredAlert) => ({
  childRef: person,
  institutionId,
  court,
  municipality,
});

type Acknowledged = EventOf<'saite.care-alert.acknowledged.v1'>;

/**
 * `POST /v1/care-alerts/{alertId}/acknowledge`: a fact like any other, so that a crisis is over once its court has
 * taken note of it. The same note again changes nothing.
 */
export const acknowledgeCareAlert = (
  call: Call,
  alertId: AlertId,
  { note }: z.infer<typeof AcknowledgeBody>,
): Promise<CareAlert> =>
  call.change((transaction, now) => {
    // Saite numbers its alerts itself: what is no such number is not asked for.
    if (!z.uuid().safeParse(alertId).success) throw new ProblemError('NOT_FOUND');
    return acknowledge(transaction, call, alertId, note, now);
  });

async function acknowledge(
  transaction: Transaction,
  { door, reach, language }: Call,
  alertId: AlertId,
  note: string,
  now: Date,
): Promise<Shown<CareAlert>> {
  const alert = await lockAlert(transaction, scopeOf(reach), alertId);
  const by = alert && actorOf(reach, alert);
  if (!alert || !by) throw new ProblemError('NOT_FOUND');
  const { keyRing } = door;
  const today = rigaDate(now);
  const identity = await readIdentity(transaction, alert.subject);
  const narrative = sealNarrative(keyRing, alert.subject, 'note', { note });
  const before = (await readAcknowledgements(transaction, [alertId])).get(alertId) ?? [];
  const recordId = RecordId.parse(keyedDigest(keyRing, 'acknowledgement', `${alertId}/${by.role}/${by.id}`));
  const own = before.find((known) => known.recordId === recordId);
  const acknowledgements = before.map(({ by: who, acknowledgedOn }) => ({ by: who, acknowledgedOn }));
  const isNew = own?.narrative.digest !== narrative.digest;
  if (isNew) {
    const recordVersion = RecordVersion.parse((own?.recordVersion ?? 0) + 1);
    const crisisId = alert.basis.about === 'crisis' ? CrisisId.parse(alert.basis.crisisId) : null;
    const event: Acknowledged = {
      ...eventHead(
        keyRing,
        '/saite',
        'saite.care-alert.acknowledged',
        { subject: alert.subject, recordId, recordVersion },
        toInstant(now),
      ),
      type: 'saite.care-alert.acknowledged.v1',
      data: {
        recordId,
        recordVersion,
        withdrawn: false,
        alertId,
        kind: alert.kind,
        crisisId,
        acknowledgedOn: own?.acknowledgedOn ?? today,
        by,
        identity,
        narrative,
      },
    };
    await appendFacts(transaction, door.references, [toFact(event)], now);
    await appendEvents(
      transaction,
      [{ type: event.type, eventId: event.id, event: JSON.stringify(event) }],
      now,
    );
    if (!own) acknowledgements.push({ by, acknowledgedOn: today });
  }
  const said = sayStored(alert, today, language);
  const endsIt = alert.kind === 'crisis-reported' && by.role === 'orphan-court' && said.clearedOn === null;
  return {
    answer: {
      ...said,
      clearedOn: endsIt ? later(alert.raisedOn, own?.acknowledgedOn ?? today) : said.clearedOn,
      ...partiesOf(alert),
      acknowledgements,
    },
    persons: [alert.person],
    target: alertId,
  };
}

const later = <Date extends string>(a: Date, b: Date): Date => (a > b ? a : b);

/** On whose behalf the caller takes note: first of those whom the alert went to. */
function actorOf(reach: Reach, alert: StoredAlert): Recipient | undefined {
  const parties = onBehalfOf(reach);
  const isRecipient = ({ role, id }: Recipient) =>
    alert.recipients.some((recipient) => recipient.role === role && recipient.id === id);
  return parties.find(isRecipient) ?? parties[0];
}
