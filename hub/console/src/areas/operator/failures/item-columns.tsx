import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import { Tag } from '../../../ui/tag.tsx';
import { Tick } from '../../../ui/tick.tsx';
import type { Column } from '../../../ui/virtual-table.tsx';
import type { HeldItem } from '../calls.ts';
import { Code } from '../code.tsx';
import { STATE_TONES, useNames } from '../names.ts';

/** The columns of what is held, one by one; the first holds the box to choose it by. */
export function useItemColumns(
  chosen: ReadonlySet<string>,
  onChange: (chosen: ReadonlySet<string>) => void,
): readonly Column<HeldItem>[] {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const names = useNames();
  // Kept: a row that is in sight is not made anew when more rows come.
  return useMemo(() => {
    const toggle = (itemId: string, isTicked: boolean) => {
      const next = new Set(chosen);
      if (isTicked) next.add(itemId);
      else next.delete(itemId);
      onChange(next);
    };
    return [
      {
        id: 'item',
        title: t('column.item'),
        cell: ({ itemId, heldAt, recordId, reason }) => (
          <div className="row nowrap">
            <Tick
              isTicked={chosen.has(itemId)}
              onChange={(isTicked) => toggle(itemId, isTicked)}
              name={t('failures.select', { item: recordId ?? reason, time: formats.time(heldAt) })}
            />
            <Link to="/failures/$itemId" params={{ itemId }}>
              {recordId ?? formats.time(heldAt)}
            </Link>
          </div>
        ),
      },
      {
        id: 'state',
        title: t('column.state'),
        cell: (item) => <StateOf item={item} />,
      },
      {
        id: 'reason',
        title: t('column.reason'),
        cell: ({ reason, errorPath }) => (
          <>
            <Code of={reason} />
            {errorPath && (
              <div>
                <code>{errorPath}</code>
              </div>
            )}
          </>
        ),
      },
      { id: 'service', title: t('column.service'), cell: ({ service }) => names.service(service) },
      { id: 'type', title: t('column.type'), isAside: true, cell: ({ type }) => names.type(type) },
      {
        id: 'attempts',
        title: t('column.attempts'),
        isNumber: true,
        isAside: true,
        cell: ({ attempts }) => formats.number(attempts),
      },
      {
        id: 'last',
        title: t('column.lastAt'),
        isAside: true,
        cell: ({ lastAt }) => <time dateTime={lastAt}>{formats.time(lastAt)}</time>,
      },
    ];
  }, [t, formats, names, chosen, onChange]);
}

/** Its state, with what is at work on it. */
export function StateOf({ item: { state, jobId, editId, retryAt } }: { readonly item: HeldItem }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  return (
    <>
      <Tag tone={STATE_TONES[state]}>{t(`held.${state}`)}</Tag>
      {retryAt && <div className="soft">{t('item.retryAt', { when: formats.ago(retryAt) })}</div>}
      {jobId && (
        <div>
          <Link to="/retries/$jobId" params={{ jobId }}>
            {t('item.job')}
          </Link>
        </div>
      )}
      {editId && (
        <div>
          <Link to="/retries/edits/$editId" params={{ editId }}>
            {t('item.edit')}
          </Link>
        </div>
      )}
    </>
  );
}
