import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/schemas.ts';
import { Tag } from '../../../ui/tag.tsx';
import type { Column } from '../../../ui/virtual-table.tsx';
import { useSaid } from '../said.ts';
import { StatusTag } from '../state-tag.tsx';

type Report = Schemas['ListedReport'];
type Children = ReadonlyMap<string, Schemas['WorklistChild']>;

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** @param children those whose names the reader may see, by reference */
export function useReportColumns(children: Children): Column<Report>[] {
  const { t } = useTranslation('children');
  const said = useSaid();
  return useMemo(
    () => [
      {
        id: 'day',
        title: t('report.column.day'),
        compare: (one, other) => compare(one.reportedOn, other.reportedOn),
        cell: ({ reportId, reportedOn }) => (
          <Link to="/reports/$reportId" params={{ reportId }}>
            {said.date(reportedOn)}
          </Link>
        ),
      },
      {
        id: 'child',
        title: t('report.column.child'),
        cell: ({ childRef }) => {
          const child = children.get(childRef);
          return (
            <Link to="/children/$childRef" params={{ childRef }}>
              {child ? said.name(child) : t('report.openChild')}
            </Link>
          );
        },
      },
      {
        id: 'read',
        title: t('report.column.read'),
        compare: (one, other) => Number(other.toConfirm) - Number(one.toConfirm),
        cell: ({ toConfirm, deliveries }) => {
          const read = deliveries.filter(({ confirmedAt }) => confirmedAt !== null);
          return (
            <span className="tags">
              {toConfirm && <Tag tone="warn">{t('report.toConfirm')}</Tag>}
              {read.map(({ deliveryId, recipient, confirmedAt }) => (
                <Tag key={deliveryId} tone="good">
                  {`${said.recipient(recipient)}: ${said.time(confirmedAt)}`}
                </Tag>
              ))}
              {!toConfirm && read.length === 0 && <span className="soft">{t('report.unread')}</span>}
            </span>
          );
        },
      },
      {
        id: 'status',
        title: t('report.column.status'),
        compare: (one, other) => compare(one.status, other.status),
        cell: ({ status }) => <StatusTag status={status} />,
      },
      {
        id: 'period',
        title: t('report.column.period'),
        isAside: true,
        cell: ({ period }) => said.period(period),
      },
      {
        id: 'institution',
        title: t('report.column.institution'),
        isAside: true,
        compare: (one, other) => compare(one.institutionId, other.institutionId),
        cell: ({ institutionId }) => institutionId,
      },
    ],
    [t, said, children],
  );
}
