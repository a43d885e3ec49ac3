import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../../app/for-roles.tsx';
import { useNeedsPurpose, usePurpose } from '../../../session/purpose.ts';
import { Choice } from '../../../ui/choice.tsx';
import { Page } from '../../../ui/page.tsx';
import { Answered, Empty } from '../../../ui/states.tsx';
import { VirtualTable } from '../../../ui/virtual-table.tsx';
import { type AlertStatus, useAlerts, useWorklist } from '../calls.ts';
import { ALERT_KINDS, type AlertKind } from '../kinds.ts';
import { CHILD_KEEPERS, CHILD_READERS } from '../readers.ts';
import { useAlertColumns } from './alert-columns.tsx';

const STATUSES = ['open', 'cleared', 'all'] as const satisfies readonly AlertStatus[];
const EVERY = 'all-kinds';
const route = getRouteApi('/alerts');

/** Alerts about the reader's children, with what may be done where they stand. */
export function Alerts() {
  const { t } = useTranslation('children');
  return (
    <ForRoles roles={CHILD_READERS}>
      <Page title={t('alerts.title')} about={t('alerts.about')}>
        <AlertList />
      </Page>
    </ForRoles>
  );
}

function AlertList() {
  const { t } = useTranslation('children');
  const { status = 'open', kind } = route.useSearch();
  const navigate = route.useNavigate();
  const alerts = useAlerts(status, kind);
  // Names come from the worklist; whoever has to say why first sees references until then.
  const needsPurpose = useNeedsPurpose(CHILD_KEEPERS);
  const hasPurpose = usePurpose() !== undefined;
  const worklist = useWorklist(!needsPurpose || hasPurpose);
  const children = useMemo(
    () => new Map(worklist.data?.items.map((child) => [child.childRef, child])),
    [worklist.data],
  );
  const columns = useAlertColumns(children);
  return (
    <>
      <div className="filters">
        <Choice
          label={t('alerts.status')}
          value={status}
          onChange={(chosen) => void navigate({ search: (now) => ({ ...now, status: chosen }) })}
          options={STATUSES.map((value) => ({ id: value, name: t(`alerts.show.${value}`) }))}
        />
        <Choice<AlertKind | typeof EVERY>
          label={t('alerts.kind')}
          value={kind ?? EVERY}
          onChange={(chosen) =>
            void navigate({ search: (now) => ({ ...now, kind: chosen === EVERY ? undefined : chosen }) })
          }
          options={[
            { id: EVERY, name: t('alerts.everyKind') },
            ...ALERT_KINDS.map((value) => ({ id: value, name: t(`name.alert.${value}`) })),
          ]}
        />
      </div>
      <Answered of={alerts}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Empty>{t('alerts.none')}</Empty>;
          return (
            <VirtualTable
              label={t('alerts.title')}
              columns={columns}
              rows={rows}
              keyOf={({ alertId }) => alertId}
              onEnd={
                alerts.hasNextPage && !alerts.isFetchingNextPage
                  ? () => void alerts.fetchNextPage()
                  : undefined
              }
            />
          );
        }}
      </Answered>
    </>
  );
}
