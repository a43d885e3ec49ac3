import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../../app/for-roles.tsx';
import { PurposeGate } from '../../../session/purpose-gate.tsx';
import { useMay } from '../../../session/use-session.ts';
import { Choice } from '../../../ui/choice.tsx';
import { Page } from '../../../ui/page.tsx';
import { Answered, Empty } from '../../../ui/states.tsx';
import { VirtualTable } from '../../../ui/virtual-table.tsx';
import { useReports, useWorklist } from '../calls.ts';
import { Unsent } from '../filing/unsent.tsx';
import { CHILD_KEEPERS, CHILD_READERS } from '../readers.ts';
import { useReportColumns } from './report-columns.tsx';

const SHOWN = ['all', 'to-confirm'] as const;
const route = getRouteApi('/reports');

/** Contact reports: to read, or an institution's own and how far they are. */
export function Reports() {
  const { t } = useTranslation('children');
  return (
    <ForRoles roles={CHILD_READERS}>
      <Page title={t('report.title')} about={t('report.about')}>
        <PurposeGate without={CHILD_KEEPERS}>
          <Unsent />
          <ReportList />
        </PurposeGate>
      </Page>
    </ForRoles>
  );
}

function ReportList() {
  const { t } = useTranslation('children');
  const { show = 'all' } = route.useSearch();
  const navigate = route.useNavigate();
  const mayConfirm = useMay(['orphan-court', 'social-service']);
  const reports = useReports({ status: show });
  const worklist = useWorklist();
  const children = useMemo(
    () => new Map(worklist.data?.items.map((child) => [child.childRef, child])),
    [worklist.data],
  );
  const columns = useReportColumns(children);
  return (
    <>
      {mayConfirm && (
        <div className="filters">
          <Choice
            label={t('report.filter')}
            value={show}
            onChange={(chosen) => void navigate({ search: { show: chosen } })}
            options={SHOWN.map((value) => ({ id: value, name: t(`report.show.${value}`) }))}
          />
        </div>
      )}
      <Answered of={reports}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Empty>{t('report.none')}</Empty>;
          return (
            <VirtualTable
              label={t('report.title')}
              columns={columns}
              rows={rows}
              keyOf={({ reportId }) => reportId}
              onEnd={
                reports.hasNextPage && !reports.isFetchingNextPage
                  ? () => void reports.fetchNextPage()
                  : undefined
              }
            />
          );
        }}
      </Answered>
    </>
  );
}
