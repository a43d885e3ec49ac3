import { type ChildWorklist, type ChildWorklistQuery, dayNumber, type WorklistChild } from '@saite/contracts';
import { mapInSlices, rigaDate } from '@saite/runtime';
import type { z } from 'zod';
import { byUrgency, type ChildCarePolicies, reportStateOn } from '../../cases/child-care/index.ts';
import { acknowledgedBy, readOpenAlerts } from '../../journal/child-care/read-alerts.ts';
import { readChildren, type StandingChild } from '../../journal/child-care/read-children.ts';
import { readUnconfirmed } from '../../journal/child-care/read-deliveries.ts';
import type { Call } from '../call.ts';
import { onBehalfOf, reaches } from '../caller.ts';
import { openNames, presentOf, readIdentities } from '../persons/shown-persons.ts';
import { scopeOf } from './care-alerts.ts';
import { ownReach } from './own-children.ts';

/**
 * `GET /v1/children`: the caller's children with what waits about each, the most urgent first; all in one answer, or the
 * first of them.
 *
 * @param limit how many are shown, and so have an entry in the audit trail
 */
export function listChildren(
  { door, reach, read }: Call,
  { limit }: z.infer<typeof ChildWorklistQuery>,
): Promise<ChildWorklist> {
  const { keyRing, policies } = door;
  const today = rigaDate(door.clock.now());
  const parties = onBehalfOf(reach);
  return read(async (transaction) => {
    const children = await readChildren(transaction, scopeOf(reach), today);
    const alerts = await readOpenAlerts(
      transaction,
      children.map(({ person }) => person),
    );
    const noted = await acknowledgedBy(
      transaction,
      alerts.map(({ alertId }) => alertId),
      parties,
    );
    const alertsOf = Map.groupBy(alerts, ({ person }) => person);
    const unconfirmedOf = Map.groupBy(await readUnconfirmed(transaction, parties), ({ person }) => person);
    const waiting = children.map((child) => ({
      child,
      continuousDays: child.since === null ? 0 : dayNumber(today) - dayNumber(child.since) + 1,
      reporting: reportingOf(child, policies, dayNumber(today)),
      alerts: (alertsOf.get(child.person) ?? []).map(({ alertId, kind, raisedOn, dueOn }) => ({
        alertId,
        kind,
        raisedOn,
        dueOn,
        acknowledgedByMe: noted.has(alertId),
      })),
      unconfirmedReports: (unconfirmedOf.get(child.person) ?? []).map(({ reportId }) => reportId),
    }));
    const shown = byUrgency(waiting).slice(0, limit);
    const persons = shown.map(({ child: { person } }) => person);
    const identities = await readIdentities(transaction, door.references, persons, persons);
    const tellChild = ({ child, ...waits }: (typeof waiting)[number]): WorklistChild => {
      const { person } = child;
      const present = presentOf(identities, person);
      const names = openNames(keyRing, identities, person, present?.subject ?? person);
      return {
        childRef: person,
        childCode: reaches(ownReach(reach), child) ? names.personCode : null,
        givenName: names.givenName,
        familyName: names.familyName,
        bornOn: present?.data.bornOn ?? null,
        institutionId: child.institutionId,
        court: child.court,
        municipality: child.municipality,
        since: child.since,
        ...waits,
      };
    };
    return {
      persons,
      make: async () => ({
        items: await mapInSlices(shown, tellChild),
        next: null,
        total: children.length,
      }),
    };
  });
}

function reportingOf(
  { anchor, interval, dueOn }: StandingChild,
  policies: ChildCarePolicies,
  day: number,
): WorklistChild['reporting'] {
  if (anchor === null) return null;
  if (dueOn === null) return { dueOn: null, interval: null, state: 'awaiting-person' };
  return { dueOn, interval, state: reportStateOn(dayNumber(anchor), dayNumber(dueOn), policies, day) };
}
