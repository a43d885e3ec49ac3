import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../../ui/tag.tsx';
import type { Column } from '../../../ui/virtual-table.tsx';
import { codeOf, useSaid } from '../said.ts';
import { StateTag } from '../state-tag.tsx';
import type { WorklistChild } from './needs.ts';

const LAST = '9999';
const compareText = (one: string | null | undefined, other: string | null | undefined): number =>
  (one ?? LAST) < (other ?? LAST) ? -1 : (one ?? LAST) > (other ?? LAST) ? 1 : 0;

const openOf = ({ alerts }: WorklistChild) =>
  alerts.filter(({ acknowledgedByMe }) => !acknowledgedByMe).length;

/** Columns of the worklist. Without sorting the order is the hub's: the most urgent first. */
export function useColumns(): Column<WorklistChild>[] {
  const { t } = useTranslation('children');
  const said = useSaid();
  return useMemo(
    () => [
      {
        id: 'child',
        title: t('list.column.child'),
        compare: (one, other) => said.compare(said.name(one), said.name(other)),
        cell: (child) => (
          <>
            <Link to="/children/$childRef" params={{ childRef: child.childRef }}>
              {said.name(child)}
            </Link>
            <span className="note">
              {[child.childCode && codeOf(child.childCode), child.bornOn && said.date(child.bornOn)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </>
        ),
      },
      {
        id: 'due',
        title: t('list.column.due'),
        compare: (one, other) => compareText(one.reporting?.dueOn, other.reporting?.dueOn),
        cell: ({ reporting }) =>
          reporting === null ? (
            <span className="soft">{t('list.noDuty')}</span>
          ) : (
            <>
              <span className="row">
                <span>{said.date(reporting.dueOn)}</span>
                <StateTag state={reporting.state} />
              </span>
              <span className="note">
                {reporting.interval && `${t(`name.interval.${reporting.interval}`)}, `}
                {t('name.lawShort')}
              </span>
            </>
          ),
      },
      {
        id: 'alerts',
        title: t('list.column.alerts'),
        compare: (one, other) => openOf(one) - openOf(other),
        cell: ({ alerts }) => (
          <span className="tags">
            {alerts.map(({ alertId, kind, acknowledgedByMe }) => (
              <Tag key={alertId} tone={acknowledgedByMe ? 'plain' : 'warn'}>
                {acknowledgedByMe && <span aria-hidden="true">✓</span>}
                {t(`name.alert.${kind}`)}
              </Tag>
            ))}
          </span>
        ),
      },
      {
        id: 'reports',
        title: t('list.column.reports'),
        compare: (one, other) => one.unconfirmedReports.length - other.unconfirmedReports.length,
        cell: ({ unconfirmedReports: [oldest, ...others] }) =>
          oldest && (
            <Link to="/reports/$reportId" params={{ reportId: oldest }}>
              {t('list.read', { count: others.length + 1 })}
            </Link>
          ),
      },
      {
        id: 'since',
        title: t('list.column.since'),
        isAside: true,
        compare: (one, other) => compareText(one.since, other.since),
        cell: ({ since, continuousDays }) =>
          since === null ? (
            <span className="soft">{t('list.notInCare')}</span>
          ) : (
            <>
              {said.date(since)}
              <span className="note">{said.days(continuousDays)}</span>
            </>
          ),
      },
      {
        id: 'institution',
        title: t('list.column.institution'),
        isAside: true,
        compare: (one, other) => compareText(one.institutionId, other.institutionId),
        cell: ({ institutionId }) => institutionId ?? '–',
      },
    ],
    [t, said],
  );
}
