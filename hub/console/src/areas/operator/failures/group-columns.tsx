import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import { Tag } from '../../../ui/tag.tsx';
import type { Column } from '../../../ui/virtual-table.tsx';
import type { FailureGroup } from '../calls.ts';
import { Code } from '../code.tsx';
import { type FailureFilter, filterOfGroup } from '../filter.ts';
import { Actions } from '../jobs/actions.tsx';
import type { Start } from '../jobs/use-start.tsx';
import { STATE_TONES, useNames } from '../names.ts';

export const keyOfGroup = ({ kind, service, queue, type, reason, path, state }: FailureGroup): string =>
  [kind, service, queue, type, reason, path, state].join(' ');

/** The columns of the groups: the cause, how many, since when, and what to do about it. */
export function useGroupColumns(
  filter: FailureFilter,
  onStart: (start: Start) => void,
): readonly Column<FailureGroup>[] {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const names = useNames();
  const text = (of: (group: FailureGroup) => string) => (one: FailureGroup, other: FailureGroup) =>
    formats.compare(of(one), of(other));
  return [
    {
      id: 'reason',
      title: t('column.reason'),
      compare: text(({ reason, path }) => `${reason} ${path}`),
      cell: (group) => (
        <>
          <Link to="/failures/list" search={filterOfGroup(group, filter)}>
            <Code of={group.reason} />
          </Link>
          {group.path && (
            <div>
              <code>{group.path}</code>
            </div>
          )}
        </>
      ),
    },
    {
      id: 'count',
      title: t('column.count'),
      isNumber: true,
      compare: (one, other) => one.count - other.count,
      cell: ({ count }) => formats.number(count),
    },
    {
      id: 'state',
      title: t('column.state'),
      compare: text(({ state }) => state),
      cell: ({ state }) => <Tag tone={STATE_TONES[state]}>{t(`held.${state}`)}</Tag>,
    },
    {
      id: 'service',
      title: t('column.service'),
      compare: text(({ service }) => service),
      cell: ({ service, queue }) => (
        <>
          {names.service(service)}
          {queue && (
            <div className="soft">
              <code>{queue}</code>
            </div>
          )}
        </>
      ),
    },
    {
      id: 'type',
      title: t('column.type'),
      compare: text(({ type }) => type),
      cell: ({ kind, type }) => (
        <>
          {names.type(type)}
          <div className="soft">{t(`kind.${kind}`)}</div>
        </>
      ),
    },
    {
      id: 'when',
      title: t('column.when'),
      isAside: true,
      compare: text(({ lastAt }) => lastAt),
      cell: ({ firstAt, lastAt }) => (
        <>
          <time dateTime={firstAt}>{formats.time(firstAt)}</time>
          <br />
          <time dateTime={lastAt}>{formats.time(lastAt)}</time>
        </>
      ),
    },
    {
      id: 'actions',
      title: t('column.actions'),
      cell: (group) => (
        <div className="row">
          <Actions
            state={group.state}
            chosen={{ filter: filterOfGroup(group, filter) }}
            about={[group.reason, group.path, names.service(group.service)].filter(Boolean).join(' · ')}
            onStart={onStart}
          />
        </div>
      ),
    },
  ];
}
