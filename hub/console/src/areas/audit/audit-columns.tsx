import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/schemas.ts';
import { useFormats } from '../../i18n/formats.ts';
import { Tag } from '../../ui/tag.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { EmbargoButton } from './embargo-button.tsx';
import { Kept } from './kept.tsx';

type Entry = Schemas['AuditLogItem'];

/** Columns of the audit trail, newest first. */
export function useAuditColumns(): Column<Entry>[] {
  const { t } = useTranslation('audit');
  const { time, number } = useFormats();
  return useMemo(
    () => [
      {
        id: 'at',
        title: t('column.at'),
        cell: ({ at, kind }) => (
          <>
            {time(at)}
            <span className="note">{t(`trail.${kind}`)}</span>
          </>
        ),
      },
      {
        id: 'action',
        title: t('column.action'),
        cell: ({ action, door, operation }) => (
          <>
            {action}
            <span className="note">
              <code>{operation}</code> <Tag>{door}</Tag>
            </span>
          </>
        ),
      },
      { id: 'purpose', title: t('column.purpose'), cell: ({ purpose }) => purpose },
      {
        id: 'actor',
        title: t('column.actor'),
        cell: ({ actor, organisation, roles }) => (
          <>
            {organisation}
            <span className="note">{[actor, ...roles].join(', ')}</span>
          </>
        ),
      },
      {
        id: 'kept',
        title: t('column.kept'),
        cell: ({ personRef, embargo, visibleFrom }) =>
          personRef && <Kept embargo={embargo} visibleFrom={visibleFrom} />,
      },
      {
        id: 'act',
        title: t('column.act'),
        cell: ({ entryId, answerId, embargo, personRef }) =>
          personRef && <EmbargoButton entryId={entryId} answerId={answerId} embargo={embargo} />,
      },
      {
        id: 'person',
        title: t('column.person'),
        isAside: true,
        cell: ({ personRef, target }) => (
          <>
            {personRef && <code>{personRef}</code>}
            {target && <span className="note">{target}</span>}
          </>
        ),
      },
      {
        id: 'position',
        title: t('column.position'),
        isAside: true,
        isNumber: true,
        cell: ({ position }) =>
          position === null ? <span className="soft">{t('trail.unchained')}</span> : number(position),
      },
      {
        id: 'ground',
        title: t('column.ground'),
        isAside: true,
        minWidth: '20rem',
        cell: ({ ground }) => ground,
      },
    ],
    [t, time, number],
  );
}
