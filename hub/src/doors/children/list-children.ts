import { dayNumber, type WorklistChild } from '@saite/contracts';
import { mapInSlices, rigaDate } from '@saite/runtime';
import { byUrgency, type ChildCarePolicies, reportStateOn } from '../../cases/child-care/index.ts';
import { acknowledgedBy, readOpenAlerts } from '../../journal/child-care/read-alerts.ts';
import { readChildren, type StandingChild } from '../../journal/child-care/read-children.ts';
import { readUnconfirmed } from '../../journal/child-care/read-deliveries.ts';
import type { Call } from '../call.ts';
import { onBehalfOf, reaches } from '../caller.ts';
import { openNames, presentOf, readIdentities } from '../persons/shown-persons.ts';
import { scopeOf } from './care-alerts.ts';
import { ownReach } from './own-children.ts';

/** `GET /v1/children`: the caller's children with what waits about each, the most urgent first; all in one answer. */
export function listChildren({
  door,
  reach,
  read,
}: Call): Promise<{ items: WorklistChild[]; next: string | null }> {
  const { keyRing, policies } = door;
  const today = rigaDate(door.clock.now());
  const parties = onBehalfOf(reach);
  return read(async (transaction) => {
    const children = await readChildren(transaction, scopeOf(reach), today);
    const persons = children.map(({ person }) => person);
    const alerts = await readOpenAlerts(transaction, persons);
    const noted = await acknowledgedBy(
      transaction,
      alerts.map(({ alertId }) => alertId),
      parties,
    );
    const alertsOf = Map.groupBy(alerts, ({ person }) => person);
    const unconfirmedOf = Map.groupBy(await readUnconfirmed(transaction, parties), ({ person }) => person);
    const identities = await readIdentities(transaction, door.references, persons, persons);
    const tellChild = (child: StandingChild): WorklistChild => {
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
        continuousDays: child.since === null ? 0 : dayNumber(today) - dayNumber(child.since) + 1,
        reporting: reportingOf(child, policies, dayNumber(today)),
        alerts: (alertsOf.get(person) ?? []).map(({ alertId, kind, raisedOn, dueOn }) => ({
          alertId,
          kind,
          raisedOn,
          dueOn,
          acknowledgedByMe: noted.has(alertId),
        })),
        unconfirmedReports: (unconfirmedOf.get(person) ?? []).map(({ reportId }) => reportId),
      };
    };
    return {
      persons,
      make: async () => ({ items: byUrgency(await mapInSlices(children, tellChild)), next: null }),
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
