import type { ContactReportsQuery, ListedReport } from '@saite/contracts';
import { toInstant } from '@saite/runtime';
import { readDeliveriesOf } from '../../journal/child-care/read-deliveries.ts';
import { listReports } from '../../journal/child-care/read-reports.ts';
import { refsOfPerson } from '../../persons/groups.ts';
import type { Call } from '../call.ts';
import { onBehalfOf } from '../caller.ts';
import { scopeOf } from './care-alerts.ts';
import { statusOf } from './contact-reports.ts';
import { registersAway, sayReportDelivery } from './deliveries.ts';

const PAGE = 1_000;

/** `GET /v1/contact-reports`: reports that the caller may see and how far they are, first those that it has to confirm. */
export async function listContactReports(
  { door, reach, read }: Call,
  { childRef, status, after, limit = PAGE }: ContactReportsQuery,
): Promise<{ items: ListedReport[]; next: string | null }> {
  const away = await registersAway(door);
  return read(async (transaction) => {
    const { reports, next } = await listReports(transaction, {
      scope: scopeOf(reach),
      parties: onBehalfOf(reach),
      refs: childRef === undefined ? null : await refsOfPerson(transaction, door.references, childRef),
      onlyToConfirm: status === 'to-confirm',
      after,
      limit,
    });
    const deliveries = Map.groupBy(
      await readDeliveriesOf(transaction, reports),
      ({ documentId }) => documentId,
    );
    const items = reports.map(({ person, knownAt, ...report }): ListedReport => {
      const sent = deliveries.get(report.reportId) ?? [];
      return {
        ...report,
        childRef: person,
        receivedAt: toInstant(knownAt),
        status: statusOf(sent),
        deliveries: sent.map((row) => sayReportDelivery(row, away)),
      };
    });
    return { answer: { items, next }, persons: reports.map(({ person }) => person) };
  });
}
