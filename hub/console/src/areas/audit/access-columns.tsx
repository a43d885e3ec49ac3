import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/schemas.ts';
import { useFormats } from '../../i18n/formats.ts';
import type { Column } from '../../ui/virtual-table.tsx';
import { EmbargoButton } from './embargo-button.tsx';
import { Kept } from './kept.tsx';

type Look = Schemas['AccessLogItem'];

/** Columns of who looked; an auditor sees besides what the person does not. */
export function useAccessColumns(isAuditor: boolean): Column<Look>[] {
  const { t } = useTranslation('audit');
  const { time } = useFormats();
  return useMemo(
    (): Column<Look>[] => [
      { id: 'at', title: t('column.at'), cell: ({ at }) => time(at) },
      { id: 'action', title: t('column.action'), cell: ({ action }) => action },
      { id: 'purpose', title: t('column.purpose'), cell: ({ purpose }) => purpose },
      {
        id: 'actor',
        title: t('column.actor'),
        cell: ({ actor, organisation }) => (
          <>
            {organisation}
            <span className="note">{actor}</span>
          </>
        ),
      },
      ...(isAuditor
        ? [
            {
              id: 'kept',
              title: t('column.kept'),
              cell: ({ embargo, visibleFrom }: Look) => <Kept embargo={embargo} visibleFrom={visibleFrom} />,
            },
            {
              id: 'act',
              title: t('column.act'),
              cell: ({ entryId, answerId, embargo }: Look) =>
                entryId &&
                answerId && <EmbargoButton entryId={entryId} answerId={answerId} embargo={embargo} />,
            },
          ]
        : []),
    ],
    [t, time, isAuditor],
  );
}
