import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../../app/for-roles.tsx';
import { useFormats } from '../../../i18n/formats.ts';
import { Choice } from '../../../ui/choice.tsx';
import { Page } from '../../../ui/page.tsx';
import { Answered, Empty } from '../../../ui/states.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { type Column, VirtualTable } from '../../../ui/virtual-table.tsx';
import { type Edit, editsQuery } from '../calls.ts';
import { useMore } from '../more.ts';
import { useNames } from '../names.ts';
import { EDIT_TONES } from './edit-said.tsx';
import { EDIT_STATES } from './states.ts';

/** Edits of messages, first of all those that wait for a second person. */
export function Edits() {
  return (
    <ForRoles roles={['operator']}>
      <EditsPage />
    </ForRoles>
  );
}

function EditsPage() {
  const { t } = useTranslation(['operator', 'common']);
  const { state } = useSearch({ from: '/retries/edits' });
  const navigate = useNavigate({ from: '/retries/edits' });
  const columns = useColumns();
  const edits = useInfiniteQuery(editsQuery(state));
  const onEnd = useMore(edits);
  return (
    <Page
      title={t('edits.title')}
      about={t('edits.about')}
      actions={
        <Link to="/retries" className="button">
          {t('jobs.title')}
        </Link>
      }
    >
      <div className="filters">
        <Choice
          label={t('column.state')}
          value={state ?? ''}
          onChange={(chosen) => void navigate({ search: chosen === '' ? {} : { state: chosen } })}
          options={[
            { id: '' as const, name: t('common:action.all') },
            ...EDIT_STATES.map((id) => ({ id, name: t(`editState.${id}`) })),
          ]}
        />
      </div>
      <Answered of={edits}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Empty>{t('edits.none')}</Empty>;
          return (
            <VirtualTable
              label={t('edits.title')}
              columns={columns}
              rows={rows}
              keyOf={({ editId }) => editId}
              onEnd={onEnd}
            />
          );
        }}
      </Answered>
    </Page>
  );
}

function useColumns(): readonly Column<Edit>[] {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const names = useNames();
  return [
    {
      id: 'proposed',
      title: t('edit.proposedAt'),
      cell: ({ editId, proposedAt, type }) => (
        <Link to="/retries/edits/$editId" params={{ editId }}>
          {formats.time(proposedAt)} {names.type(type)}
        </Link>
      ),
    },
    {
      id: 'state',
      title: t('column.state'),
      cell: ({ state, mine }) => (
        <>
          <Tag tone={EDIT_TONES[state]}>{t(`editState.${state}`)}</Tag>{' '}
          {mine && <span className="soft">{t('edits.mine')}</span>}
        </>
      ),
    },
    {
      id: 'fields',
      title: t('edits.fields'),
      cell: ({ difference }) => <code>{difference.map(({ path }) => path).join(', ')}</code>,
    },
    { id: 'by', title: t('edit.proposedBy'), isAside: true, cell: ({ proposedBy }) => proposedBy },
    { id: 'note', title: t('note.label'), isAside: true, cell: ({ note }) => note },
  ];
}
