import { getRouteApi } from '@tanstack/react-router';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../../app/for-roles.tsx';
import { useFormats } from '../../../i18n/formats.ts';
import { PurposeGate } from '../../../session/purpose-gate.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { Counts } from '../../../ui/counts.tsx';
import { Page } from '../../../ui/page.tsx';
import { useRemembered } from '../../../ui/remembered.ts';
import { SearchInput } from '../../../ui/search-input.tsx';
import { Answered, Empty, Waiting } from '../../../ui/states.tsx';
import type { Tone } from '../../../ui/tag.tsx';
import { VirtualTable } from '../../../ui/virtual-table.tsx';
import { useWorklist } from '../calls.ts';
import { CHILD_KEEPERS, CHILD_READERS } from '../readers.ts';
import { useColumns } from './columns.tsx';
import { countNeeds, isWanted, NEEDS, type Need, searchedOf, type WorklistChild, wordsOf } from './needs.ts';

const TONES: Readonly<Record<Need, Tone>> = {
  escalated: 'bad',
  overdue: 'bad',
  'due-soon': 'warn',
  alerts: 'warn',
  'to-confirm': 'warn',
  'awaiting-person': 'warn',
  all: 'plain',
};

/** Children in care by what is due. */
export function Children() {
  const { t } = useTranslation('children');
  return (
    <ForRoles roles={CHILD_READERS}>
      <Page title={t('list.title')} about={t('list.about')}>
        <PurposeGate without={CHILD_KEEPERS}>
          <Worklist />
        </PurposeGate>
      </Page>
    </ForRoles>
  );
}

function Worklist() {
  const children = useWorklist();
  return <Answered of={children}>{({ items, total }) => <List items={items} total={total} />}</Answered>;
}

const route = getRouteApi('/children');

function List({ items, total }: { readonly items: readonly WorklistChild[]; readonly total: number }) {
  const { t } = useTranslation('children');
  const { number, compare } = useFormats();
  const { need = 'all', institution = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useRemembered('children');
  const isWhole = items.length === total;
  const counts = useMemo(() => (isWhole ? countNeeds(items) : undefined), [items, isWhole]);
  const institutions = useMemo(
    () => [...new Set(items.flatMap(({ institutionId }) => institutionId ?? []))].sort(compare),
    [items, compare],
  );
  const looked = useDeferredValue(text);
  const isSearching = looked.trim() !== '';
  // Made when somebody searches: of thousands of children it would hold up the page.
  const searched = useMemo(
    () => (isSearching ? new Map(items.map((child) => [child, searchedOf(child)])) : undefined),
    [items, isSearching],
  );
  const rows = useMemo(() => {
    const wanted = { need, institutionId: institution, words: wordsOf(looked) };
    return items.filter((child) => isWanted(child, searched?.get(child) ?? '', wanted));
  }, [items, searched, need, institution, looked]);
  const columns = useColumns();
  if (items.length === 0) return <Empty>{t('list.noneAtAll')}</Empty>;
  return (
    <>
      <Counts
        label={t('list.needs')}
        chosen={need}
        onChoose={(chosen) =>
          void navigate({ search: (now) => ({ ...now, need: chosen === 'all' ? undefined : chosen }) })
        }
        counts={NEEDS.map((id) => ({
          id,
          name: t(`list.need.${id}`),
          count: counts?.[id],
          tone: TONES[id],
        }))}
      />
      <div className="filters">
        <SearchInput label={t('list.search')} value={text} onChange={setText} />
        {institutions.length > 1 && (
          <Choice
            label={t('list.institution')}
            value={institution}
            onChange={(chosen) =>
              void navigate({ search: (now) => ({ ...now, institution: chosen || undefined }) })
            }
            options={[{ id: '', name: t('list.every') }, ...institutions.map((id) => ({ id, name: id }))]}
          />
        )}
        <p role="status" className="soft">
          {isWhole
            ? t('list.shown', { shown: number(rows.length), total: number(total) })
            : t('list.rest', { here: number(items.length), total: number(total) })}
        </p>
      </div>
      {rows.length === 0 ? (
        isWhole ? (
          <Empty>{t('list.none')}</Empty>
        ) : (
          <Waiting />
        )
      ) : (
        <VirtualTable
          label={t('list.title')}
          columns={columns}
          rows={rows}
          keyOf={({ childRef }) => childRef}
        />
      )}
    </>
  );
}
