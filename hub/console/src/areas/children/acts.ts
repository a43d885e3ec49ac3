import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { Schemas } from '../../api/schemas.ts';
import { todayInRiga } from '../../i18n/today.ts';
import { currentSession } from '../../session/session.ts';

/** How the hub names the ministry. */
const MINISTRY = 'lm';

type Recipient = Schemas['Recipient'];

/** Those on whose behalf the reader acts, as the hub names them. */
export function ownParties(): Recipient[] {
  const session = currentSession();
  if (!session) return [];
  const { roles, courtId, municipality, institutionIds } = session;
  return [
    ...(roles.includes('orphan-court') && courtId ? [{ role: 'orphan-court' as const, id: courtId }] : []),
    ...(roles.includes('social-service') && municipality
      ? [{ role: 'social-service' as const, id: municipality }]
      : []),
    ...(roles.includes('care-institution')
      ? institutionIds.map((id) => ({ role: 'care-institution' as const, id }))
      : []),
    ...(roles.includes('ministry') ? [{ role: 'ministry' as const, id: MINISTRY }] : []),
  ];
}

export const isOwnParty = ({ role, id }: { readonly role: string; readonly id: string | null }): boolean =>
  ownParties().some((own) => own.role === role && own.id === id);

type Lists = readonly (readonly string[])[];
type Kept = readonly (readonly [readonly unknown[], unknown])[];

/** Takes what lists show now, so that they can be put back. */
async function keep(queries: QueryClient, lists: Lists): Promise<Kept> {
  await Promise.all(lists.map((queryKey) => queries.cancelQueries({ queryKey })));
  return lists.flatMap((queryKey) => queries.getQueriesData({ queryKey }));
}

const putBack = (queries: QueryClient, kept: Kept | undefined): void => {
  for (const [queryKey, data] of kept ?? []) queries.setQueryData(queryKey, data);
};

const eachItem =
  <Item>(change: (item: Item) => Item) =>
  (data: InfiniteData<{ items: Item[]; next: string | null }> | undefined) =>
    data && {
      ...data,
      pages: data.pages.map((page) => ({ ...page, items: page.items.map(change) })),
    };

const inWorklist =
  (change: (child: Schemas['WorklistChild']) => Schemas['WorklistChild']) =>
  (data: Schemas['ChildWorklist'] | undefined) =>
    data && { ...data, items: data.items.map(change) };

const ALERT_LISTS: Lists = [['alerts'], ['children']];

/** Takes note of an alert: the lists show it at once, and as before if it fails. */
export function useAcknowledge() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ alertId, note, key }: { alertId: string; note: string; key: string }) =>
      answerOf(
        api.POST('/v1/care-alerts/{alertId}/acknowledge', {
          params: { path: { alertId }, header: { 'Idempotency-Key': key } },
          body: { note },
        }),
      ),
    onMutate: async ({ alertId }) => {
      const kept = await keep(queries, ALERT_LISTS);
      const mine = ownParties().map((by) => ({ by, acknowledgedOn: todayInRiga() }));
      queries.setQueriesData(
        { queryKey: ['alerts'] },
        eachItem<Schemas['CareAlert']>((alert) =>
          alert.alertId === alertId
            ? { ...alert, acknowledgements: [...alert.acknowledgements, ...mine.slice(0, 1)] }
            : alert,
        ),
      );
      queries.setQueriesData(
        { queryKey: ['children'] },
        inWorklist((child) => ({
          ...child,
          alerts: child.alerts.map((alert) =>
            alert.alertId === alertId ? { ...alert, acknowledgedByMe: true } : alert,
          ),
        })),
      );
      return kept;
    },
    onError: (_error, _alert, kept) => putBack(queries, kept),
    onSettled: () => {
      for (const queryKey of [...ALERT_LISTS, ['child']]) void queries.invalidateQueries({ queryKey });
    },
  });
}

const REPORT_LISTS: Lists = [['reports'], ['report'], ['children']];

/** Confirms that a report was read: pages show it at once, and as before if it fails. */
export function useConfirm() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ reportId, note, key }: { reportId: string; note: string; key: string }) =>
      answerOf(
        api.POST('/v1/contact-reports/{reportId}/confirm', {
          params: { path: { reportId }, header: { 'Idempotency-Key': key } },
          body: note.trim() === '' ? {} : { note },
        }),
      ),
    onMutate: async ({ reportId }) => {
      const kept = await keep(queries, REPORT_LISTS);
      const confirmedAt = new Date().toISOString();
      const confirmed = (delivery: Schemas['ReportDelivery']) =>
        isOwnParty(delivery.recipient) && delivery.confirmedAt === null
          ? { ...delivery, confirmedAt }
          : delivery;
      queries.setQueriesData(
        { queryKey: ['reports'] },
        eachItem<Schemas['ListedReport']>((report) =>
          report.reportId === reportId
            ? { ...report, toConfirm: false, deliveries: report.deliveries.map(confirmed) }
            : report,
        ),
      );
      queries.setQueriesData(
        { queryKey: ['report', reportId] },
        (data: Schemas['ContactReport'] | undefined) =>
          data && { ...data, deliveries: data.deliveries.map(confirmed) },
      );
      queries.setQueriesData(
        { queryKey: ['children'] },
        inWorklist((child) => ({
          ...child,
          unconfirmedReports: child.unconfirmedReports.filter((id) => id !== reportId),
        })),
      );
      return kept;
    },
    onError: (_error, _report, kept) => putBack(queries, kept),
    onSettled: () => {
      for (const queryKey of [...REPORT_LISTS, ['child']]) void queries.invalidateQueries({ queryKey });
    },
  });
}
