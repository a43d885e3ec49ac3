import {
  AlertId,
  type CalendarDate,
  type Child,
  type ChildAlert,
  type ChildQuery,
  dateOfDayNumber,
  dayNumber,
  type PersonRef,
  Recipient,
} from '@saite/contracts';
import { type KeyRing, keyedDigest, personRef } from '@saite/identity';
import { type References, rigaDate, type Transaction, toInstant } from '@saite/runtime';
import { explain, holdsOn, openAlert, viewChild } from '../../cases/child-care/index.ts';
import { readChildAlerts, type StoredAlert } from '../../journal/child-care/read-alerts.ts';
import { refsOfPerson } from '../../persons/groups.ts';
import { type Call, NotYet } from '../call.ts';
import type { Language } from '../language.ts';
import { ProblemError } from '../problem-error.ts';
import { type KnownChild, mayRead, readChild } from './known-child.ts';

/** `POST /v1/children/query`: a child on a day, by what is known now. */
export function queryChild({ door, reach, language, read }: Call, query: ChildQuery): Promise<Child> {
  const { database, deciders, keyRing, references, clock, policies } = door;
  const ref = personRef(keyRing, query.childCode);
  const on = query.on ?? rigaDate(clock.now());
  return read(
    async (transaction, isLast) => {
      const found = await readChild(transaction, door, ref);
      if (!found || !mayRead(reach, found, on)) throw new ProblemError('NOT_FOUND');
      const journal = await readChildAlerts(transaction, found.refs);
      const first = await firstOf(transaction, references, found);
      const alerts = alertsOn(keyRing, found, first, journal, on, language);
      // Facts may have come between the decision and the reading: then what is open today is not recorded yet.
      const isRecorded = alerts.every(({ recordedAt }) => recordedAt !== null);
      if (query.on === undefined && !isRecorded && !isLast) throw new NotYet();
      return { answer: { ...viewChild(found.child, policies, on), alerts }, persons: [ref] };
    },
    async () => deciders.decideNow(await refsOfPerson(database, references, ref)),
  );
}

/** The first reference of a child, by which an alert is named that the journal does not hold. */
export async function firstOf(
  transaction: Transaction,
  { firsts }: References,
  { known: { group } }: KnownChild,
): Promise<PersonRef> {
  return (await firsts.of(transaction, [group.person]))(group.person);
}

/**
 * The alerts by a day: those that the facts known now have open on it, which is content, and of the journal those
 * that were cleared by then. One that Saite never raised, because it became known late, has no time of recording.
 *
 * @param first the first reference of the child, by which such an alert is named for good
 */
export function alertsOn(
  ring: KeyRing,
  { child }: KnownChild,
  first: PersonRef,
  journal: readonly StoredAlert[],
  on: CalendarDate,
  language: Language,
): ChildAlert[] {
  const newest = new Map(journal.map((stored) => [stored.key, stored]));
  const open = child.conditions
    .filter((condition) => holdsOn(condition, dayNumber(on)))
    .map((condition): ChildAlert => {
      const stored = newest.get(condition.key);
      if (stored) return { ...sayStored(stored, on, language), clearedOn: null };
      const alertId = `a.${keyedDigest(ring, 'care-alert', `${first}/${condition.key}`)}`;
      return {
        alertId: AlertId.parse(alertId),
        kind: condition.kind,
        raisedOn: dateOfDayNumber(condition.from),
        dueOn: condition.dueOn === null ? null : dateOfDayNumber(condition.dueOn),
        clearedOn: null,
        recordedAt: null,
        recipients: openAlert(child, condition).addressees.flatMap(({ role, id }) =>
          id === null ? [] : [Recipient.parse({ role, id })],
        ),
        explanation: explain(condition, language),
      };
    });
  const shown = new Set(open.map(({ alertId }) => alertId));
  const cleared = journal
    .filter(({ alertId, clearedOn }) => clearedOn !== null && clearedOn <= on && !shown.has(alertId))
    .map((stored) => sayStored(stored, on, language));
  return [...open, ...cleared].sort((a, b) => b.raisedOn.localeCompare(a.raisedOn));
}

/** An alert of the journal as it stood on a day. */
export const sayStored = (stored: StoredAlert, on: CalendarDate, language: Language): ChildAlert => ({
  alertId: stored.alertId,
  kind: stored.kind,
  raisedOn: stored.raisedOn,
  dueOn: stored.dueOn,
  clearedOn: stored.clearedOn !== null && stored.clearedOn <= on ? stored.clearedOn : null,
  recordedAt: toInstant(stored.recordedAt),
  recipients: [...stored.recipients],
  explanation: explain(
    { kind: stored.kind, dueOn: stored.dueOn === null ? null : dayNumber(stored.dueOn), basis: stored.basis },
    language,
  ),
});
