import type { TFunction } from 'i18next';
import type { Schemas } from '../../../api/schemas.ts';
import type { Said } from '../said.ts';

/** A row of the table that says what the picture shows. */
export interface TimelineRow {
  readonly key: string;
  readonly from: string;
  /** Last day; null while it goes on, undefined if it is one day. */
  readonly to: string | null | undefined;
  readonly what: string;
  readonly more: string;
}

const MS_PER_DAY = 86_400_000;
const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - MS_PER_DAY).toISOString().slice(0, 10);
/** The last day of something that ends before a day. */
const lastOf = (after: string | null): string | null => (after === null ? null : dayBefore(after));

/** Everything of a timeline, newest first. */
export function rowsOf(
  timeline: Schemas['ChildTimeline'],
  t: TFunction<'children'>,
  said: Said,
  today: string,
): TimelineRow[] {
  const isLate = ({ dueOn, reportedOn, endedOn }: Schemas['TimelineDeadline']) =>
    (reportedOn ?? endedOn ?? today) > dueOn;
  const rows: TimelineRow[] = [
    ...timeline.stays.map(({ placementId, institutionId, from, to }) => ({
      key: `stay ${placementId}`,
      from,
      to: lastOf(to),
      what: t('timeline.kind.stay'),
      more: `${institutionId}, ${placementId}`,
    })),
    ...timeline.gaps.map(({ from, to }) => ({
      key: `gap ${from}`,
      from,
      to: lastOf(to),
      what: t('timeline.kind.gap'),
      more: t('timeline.gapNote'),
    })),
    ...timeline.overlaps.map(({ from, to, placementIds }) => ({
      key: `overlap ${from} ${to}`,
      from,
      to: lastOf(to),
      what: t('timeline.kind.overlap'),
      more: t('timeline.overlapNote', { ids: placementIds.join(', ') }),
    })),
    ...timeline.decisions
      .filter(({ from, to }) => to === null || to > from)
      .map(({ decisionId, kind, court, decidedOn, from, to, covers }) => ({
        key: `decision ${decisionId}`,
        from,
        to: lastOf(to),
        what: `${t('timeline.kind.decision')}: ${t(`name.decision.${kind}`)}`,
        more: [
          court,
          t('timeline.decidedOn', { date: said.date(decidedOn) }),
          covers ? t('timeline.covers') : t('timeline.coversNot'),
        ].join(', '),
      })),
    ...timeline.deadlines.map((deadline) => ({
      key: `deadline ${deadline.anchor}`,
      from: deadline.anchor,
      to: deadline.dueOn,
      what: t('timeline.kind.deadline'),
      more: [
        t('timeline.due', { date: said.date(deadline.dueOn) }),
        deadline.reportedOn
          ? t('timeline.reportedOn', { date: said.date(deadline.reportedOn) })
          : t('timeline.notReported'),
        ...(isLate(deadline) ? [t('timeline.late')] : []),
        ...(deadline.alternativeDueOn === deadline.dueOn
          ? []
          : [t('timeline.alternative', { date: said.date(deadline.alternativeDueOn) })]),
      ].join(', '),
    })),
    ...timeline.reports.map(({ reportId, institutionId, reportedOn, period, confirmations }) => ({
      key: `report ${reportId}`,
      from: reportedOn,
      to: undefined,
      what: t('timeline.kind.report'),
      more: [
        institutionId,
        t('timeline.about', { from: said.date(period.from), to: said.date(period.to) }),
        ...confirmations.map(({ by, at }) =>
          t('timeline.confirmedBy', { who: said.recipient(by), time: said.time(at) }),
        ),
      ].join(', '),
    })),
  ];
  return rows.sort((one, other) => (one.from < other.from ? 1 : one.from > other.from ? -1 : 0));
}
