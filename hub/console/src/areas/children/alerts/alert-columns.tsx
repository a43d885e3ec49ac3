import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/schemas.ts';
import { Tag } from '../../../ui/tag.tsx';
import type { Column } from '../../../ui/virtual-table.tsx';
import { isOwnParty } from '../acts.ts';
import { useSaid } from '../said.ts';
import { AcknowledgeButton } from './acknowledge-button.tsx';

type Alert = Schemas['CareAlert'];
type Children = ReadonlyMap<string, Schemas['WorklistChild']>;

const compare = (one: string | null, other: string | null): number =>
  (one ?? '') < (other ?? '') ? -1 : (one ?? '') > (other ?? '') ? 1 : 0;

/** @param children those whose names the reader may see, by reference */
export function useAlertColumns(children: Children): Column<Alert>[] {
  const { t } = useTranslation('children');
  const said = useSaid();
  return useMemo(
    () => [
      {
        id: 'kind',
        title: t('alerts.column.kind'),
        compare: (one, other) => said.compare(t(`name.alert.${one.kind}`), t(`name.alert.${other.kind}`)),
        cell: ({ kind, clearedOn, acknowledgements, explanation }) => (
          <>
            <Tag tone={clearedOn !== null || acknowledgements.length > 0 ? 'plain' : 'warn'}>
              {t(`name.alert.${kind}`)}
            </Tag>
            {clearedOn && (
              <span className="note">{t('alerts.clearedOn', { date: said.date(clearedOn) })}</span>
            )}
            <span className="note why">{explanation}</span>
          </>
        ),
      },
      {
        id: 'child',
        title: t('alerts.column.child'),
        cell: ({ childRef }) => {
          const child = children.get(childRef);
          return (
            <Link to="/children/$childRef" params={{ childRef }}>
              {child ? said.name(child) : t('alerts.openChild')}
            </Link>
          );
        },
      },
      {
        id: 'raised',
        title: t('alerts.column.raised'),
        compare: (one, other) => compare(one.raisedOn, other.raisedOn),
        cell: ({ raisedOn, dueOn }) => (
          <>
            {said.date(raisedOn)}
            {dueOn && <span className="note">{t('alerts.dueOn', { date: said.date(dueOn) })}</span>}
          </>
        ),
      },
      {
        id: 'act',
        title: t('alerts.column.act'),
        cell: ({ alertId, kind, clearedOn, acknowledgements }) =>
          clearedOn === null && (
            <AcknowledgeButton
              alertId={alertId}
              kind={kind}
              isTaken={acknowledgements.some(({ by }) => isOwnParty(by))}
            />
          ),
      },
      {
        id: 'taken',
        title: t('alerts.column.taken'),
        cell: ({ acknowledgements }) => (
          <ul className="plain">
            {acknowledgements.map(({ by, acknowledgedOn }) => (
              <li key={`${by.role} ${by.id}`}>
                {`${isOwnParty(by) ? t('alerts.byMe') : said.recipient(by)}, ${said.date(acknowledgedOn)}`}
              </li>
            ))}
          </ul>
        ),
      },
      {
        id: 'where',
        title: t('alerts.column.where'),
        isAside: true,
        compare: (one, other) => compare(one.institutionId, other.institutionId),
        cell: ({ institutionId, court }) => (
          <>
            {institutionId ?? '–'}
            <span className="note">{court}</span>
          </>
        ),
      },
    ],
    [t, said, children],
  );
}
