import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../../app/for-roles.tsx';
import { Page } from '../../../ui/page.tsx';
import { Answered, Empty } from '../../../ui/states.tsx';
import { VirtualTable } from '../../../ui/virtual-table.tsx';
import { failuresQuery, type HeldItem, heldQuery } from '../calls.ts';
import { useMore } from '../more.ts';
import { FilterBar } from './filter-bar.tsx';
import { useItemColumns } from './item-columns.tsx';
import { saveItems } from './save-items.ts';
import { Selected } from './selected.tsx';

/** What is held, one by one; some or all of it can be handed in again or set aside. */
export function HeldList() {
  return (
    <ForRoles roles={['operator']}>
      <HeldListPage />
    </ForRoles>
  );
}

function HeldListPage() {
  const { t } = useTranslation('operator');
  const navigate = useNavigate({ from: '/failures/list' });
  const filter = useSearch({ from: '/failures/list' });
  const held = useInfiniteQuery(heldQuery(filter));
  const counted = useQuery(failuresQuery(filter));
  const onEnd = useMore(held);
  const items = useMemo(() => held.data?.pages.flatMap((page) => page.items) ?? [], [held.data]);
  return (
    <Page
      title={t('failures.listTitle')}
      about={t('failures.listAbout')}
      actions={
        <Link to="/failures" search={filter} className="button">
          {t('failures.byCause')}
        </Link>
      }
    >
      <FilterBar filter={filter} onChange={(search) => void navigate({ search })} />
      <Answered of={held}>
        {() => <Items key={JSON.stringify(filter)} items={items} total={counted.data?.total} onEnd={onEnd} />}
      </Answered>
    </Page>
  );
}

/** Items of a list, of which some can be chosen. */
export function Items({
  items,
  total,
  onEnd,
}: {
  readonly items: readonly HeldItem[];
  readonly total?: number | undefined;
  readonly onEnd?: (() => void) | undefined;
}) {
  const { t } = useTranslation(['operator', 'common']);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const columns = useItemColumns(chosen, setChosen);
  if (items.length === 0) return <Empty>{t('failures.noneSuch')}</Empty>;
  return (
    <>
      <div className="row spread">
        <Selected items={items} chosen={chosen} onChange={setChosen} />
        <div className="row">
          <span>
            {t('common:table.shown', { shown: items.length, total: Math.max(total ?? 0, items.length) })}
          </span>
          <Button onPress={() => saveItems(items)}>{t('common:action.download', { format: 'CSV' })}</Button>
        </div>
      </div>
      <VirtualTable
        label={t('failures.listTitle')}
        columns={columns}
        rows={items}
        keyOf={({ itemId }) => itemId}
        onEnd={onEnd}
        total={total}
      />
    </>
  );
}
