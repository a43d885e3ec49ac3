import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../../app/for-roles.tsx';
import { useFormats } from '../../../i18n/formats.ts';
import { csvOf, saveFile } from '../../../ui/csv.ts';
import { Page } from '../../../ui/page.tsx';
import { Answered, Empty } from '../../../ui/states.tsx';
import { VirtualTable } from '../../../ui/virtual-table.tsx';
import { type FailureGroup, failuresQuery } from '../calls.ts';
import { Actions } from '../jobs/actions.tsx';
import { useStart } from '../jobs/use-start.tsx';
import { FilterBar } from './filter-bar.tsx';
import { keyOfGroup, useGroupColumns } from './group-columns.tsx';

/** What is held, grouped by cause, so that one cause is mended once. */
export function Failures() {
  return (
    <ForRoles roles={['operator']}>
      <FailuresPage />
    </ForRoles>
  );
}

function FailuresPage() {
  const { t } = useTranslation(['operator', 'common']);
  const formats = useFormats();
  const navigate = useNavigate({ from: '/failures' });
  const filter = useSearch({ from: '/failures' });
  const failures = useQuery(failuresQuery(filter));
  const [dialog, onStart] = useStart();
  const columns = useGroupColumns(filter, onStart);
  return (
    <Page
      title={t('failures.title')}
      about={t('failures.about')}
      actions={
        <>
          <Link to="/failures/search" className="button">
            {t('search.title')}
          </Link>
          <Link to="/failures/list" search={filter} className="button">
            {t('failures.oneByOne')}
          </Link>
        </>
      }
    >
      <FilterBar filter={filter} onChange={(search) => void navigate({ search })} />
      <Answered of={failures}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty>{Object.keys(filter).length === 0 ? t('failures.none') : t('failures.noneSuch')}</Empty>
          ) : (
            <>
              <div className="row spread">
                <p className="flat">
                  {t('failures.total', { count: total, groups: formats.number(items.length) })}
                </p>
                <div className="row">
                  {filter.state !== 'waiting' && (
                    <Actions
                      state={filter.state}
                      chosen={{ filter }}
                      about={t('failures.allShown')}
                      onStart={onStart}
                      isFirst
                      isAll
                    />
                  )}
                  <Button onPress={() => save(items)}>
                    {t('common:action.download', { format: 'CSV' })}
                  </Button>
                </div>
              </div>
              <VirtualTable
                label={t('failures.groups')}
                columns={columns}
                rows={items}
                keyOf={keyOfGroup}
                initial={{ column: 'count', isDown: true }}
              />
            </>
          )
        }
      </Answered>
      {dialog}
    </Page>
  );
}

/** The groups as they are named on the wire, for who works on with them. */
const save = (groups: readonly FailureGroup[]): void =>
  saveFile(
    'failures.csv',
    'text/csv',
    csvOf(
      ['kind', 'service', 'queue', 'type', 'reason', 'path', 'state', 'count', 'firstAt', 'lastAt'],
      groups.map((group) => [
        group.kind,
        group.service,
        group.queue,
        group.type,
        group.reason,
        group.path,
        group.state,
        group.count,
        group.firstAt,
        group.lastAt,
      ]),
    ),
  );
