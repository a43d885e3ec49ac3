import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { ForRoles } from '../../app/for-roles.tsx';
import { readOperations } from '../../app/rights.tsx';
import { useLanguage } from '../../i18n/language.ts';
import { Choice } from '../../ui/choice.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { Page } from '../../ui/page.tsx';
import { Answered, Empty } from '../../ui/states.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { useAuditColumns } from './audit-columns.tsx';
import { SealCard } from './seal-card.tsx';

const PAGE = 500;
const EVERY = '';

interface Filter {
  readonly from: string;
  readonly to: string;
  readonly operation: string;
  readonly organisation: string;
}

/** The audit trail: how far it is sealed, and its entries. */
export function AuditLog() {
  const { t } = useTranslation('audit');
  return (
    <ForRoles roles={['auditor']}>
      <Page title={t('trail.title')} about={t('trail.about')}>
        <SealCard />
        <Entries />
      </Page>
    </ForRoles>
  );
}

function useEntries({ from, to, operation, organisation }: Filter) {
  const language = useLanguage();
  return useInfiniteQuery({
    queryKey: ['audit-log', from, to, operation, organisation, language],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/audit-log', {
          params: {
            query: {
              limit: PAGE,
              ...(from && { from }),
              ...(to && { to }),
              ...(operation && { operation }),
              ...(organisation && { organisation }),
              ...(pageParam !== undefined && { after: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

function Entries() {
  const { t } = useTranslation('audit');
  const [filter, setFilter] = useState<Filter>({ from: '', to: '', operation: EVERY, organisation: '' });
  const change = (part: Partial<Filter>) => setFilter((before) => ({ ...before, ...part }));
  const entries = useEntries({ ...filter, organisation: filter.organisation.trim() });
  const columns = useAuditColumns();
  return (
    <>
      <div className="filters">
        <DateInput label={t('trail.from')} value={filter.from} onChange={(from) => change({ from })} />
        <DateInput label={t('trail.to')} value={filter.to} onChange={(to) => change({ to })} />
        <OperationChoice value={filter.operation} onChange={(operation) => change({ operation })} />
        <TextInput
          label={t('trail.organisation')}
          help={t('trail.organisationHelp')}
          value={filter.organisation}
          onChange={(organisation) => change({ organisation })}
        />
      </div>
      <Answered of={entries}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Empty>{t('trail.none')}</Empty>;
          return (
            <VirtualTable
              label={t('trail.title')}
              columns={columns}
              rows={rows}
              keyOf={({ entryId }) => entryId}
              onEnd={
                entries.hasNextPage && !entries.isFetchingNextPage
                  ? () => void entries.fetchNextPage()
                  : undefined
              }
            />
          );
        }}
      </Answered>
    </>
  );
}

function OperationChoice({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (operation: string) => void;
}) {
  const { t } = useTranslation('audit');
  const language = useLanguage();
  const { data: operations = [] } = useQuery({
    queryKey: ['openapi'],
    queryFn: readOperations,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Choice
      label={t('trail.operation')}
      value={value}
      onChange={onChange}
      options={[
        { id: EVERY, name: t('trail.everyOperation') },
        ...operations.map(({ operationId, name }) => ({ id: operationId, name: name[language] })),
      ]}
    />
  );
}
