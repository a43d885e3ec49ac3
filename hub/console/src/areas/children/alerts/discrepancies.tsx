import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/schemas.ts';
import { ForRoles } from '../../../app/for-roles.tsx';
import { useMay } from '../../../session/use-session.ts';
import { Choice } from '../../../ui/choice.tsx';
import { Page } from '../../../ui/page.tsx';
import { Answered, Empty } from '../../../ui/states.tsx';
import { type Column, VirtualTable } from '../../../ui/virtual-table.tsx';
import { type DiscrepancyStatus, useDiscrepancies } from '../calls.ts';
import { DISCREPANCY_KINDS, type DiscrepancyKind } from '../kinds.ts';
import { CHILD_READERS } from '../readers.ts';
import { useSaid } from '../said.ts';

type Discrepancy = Schemas['Discrepancy'];

const STATUSES = ['open', 'resolved', 'all'] as const satisfies readonly DiscrepancyStatus[];
const EVERY = 'all-kinds';
/** Contradictions that only a child in care can have. */
const OF_CHILDREN: readonly string[] = [
  'dates-differ',
  'decision-ended-stay-goes-on',
] satisfies DiscrepancyKind[];
const route = getRouteApi('/discrepancies');

/** Contradictions between registers, with the facts that contradict each other. */
export function Discrepancies() {
  const { t } = useTranslation('children');
  return (
    <ForRoles roles={CHILD_READERS}>
      <Page title={t('discrepancy.title')} about={t('discrepancy.about')}>
        <DiscrepancyList />
      </Page>
    </ForRoles>
  );
}

function DiscrepancyList() {
  const { t } = useTranslation('children');
  const { status = 'open', kind } = route.useSearch();
  const navigate = route.useNavigate();
  const found = useDiscrepancies(status, kind);
  const columns = useColumns();
  return (
    <>
      <div className="filters">
        <Choice
          label={t('discrepancy.status')}
          value={status}
          onChange={(chosen) => void navigate({ search: (now) => ({ ...now, status: chosen }) })}
          options={STATUSES.map((value) => ({ id: value, name: t(`discrepancy.show.${value}`) }))}
        />
        <Choice<DiscrepancyKind | typeof EVERY>
          label={t('discrepancy.kind')}
          value={kind ?? EVERY}
          onChange={(chosen) =>
            void navigate({ search: (now) => ({ ...now, kind: chosen === EVERY ? undefined : chosen }) })
          }
          options={[
            { id: EVERY, name: t('discrepancy.everyKind') },
            ...DISCREPANCY_KINDS.map((value) => ({ id: value, name: t(`discrepancy.name.${value}`) })),
          ]}
        />
      </div>
      <Answered of={found}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Empty>{t('discrepancy.none')}</Empty>;
          return (
            <VirtualTable
              label={t('discrepancy.title')}
              columns={columns}
              rows={rows}
              keyOf={({ discrepancyId }) => discrepancyId}
              onEnd={
                found.hasNextPage && !found.isFetchingNextPage ? () => void found.fetchNextPage() : undefined
              }
            />
          );
        }}
      </Answered>
    </>
  );
}

/** The name of a kind; a later release may bring kinds that have none here. */
export function useKindName(): (kind: string) => string {
  const { t } = useTranslation('children');
  return useMemo(
    () => (kind) => {
      const known = DISCREPANCY_KINDS.find((each) => each === kind);
      return known ? t(`discrepancy.name.${known}`) : t('discrepancy.other', { kind });
    },
    [t],
  );
}

function useColumns(): Column<Discrepancy>[] {
  const { t } = useTranslation('children');
  const said = useSaid();
  const kindName = useKindName();
  const mayOpen = useMay(CHILD_READERS);
  return useMemo(
    () => [
      {
        id: 'kind',
        title: t('discrepancy.column.kind'),
        compare: (one, other) => said.compare(kindName(one.kind), kindName(other.kind)),
        cell: ({ kind, personRef, resolvedAt }) => (
          <>
            {kindName(kind)}
            {resolvedAt && (
              <span className="note">{t('discrepancy.resolved', { time: said.time(resolvedAt) })}</span>
            )}
            <span className="note">
              {mayOpen && OF_CHILDREN.includes(kind) ? (
                <Link to="/children/$childRef" params={{ childRef: personRef }}>
                  {t('discrepancy.openChild')}
                </Link>
              ) : (
                <code>{personRef}</code>
              )}
            </span>
          </>
        ),
      },
      {
        id: 'since',
        title: t('discrepancy.column.since'),
        compare: (one, other) => (one.since < other.since ? -1 : one.since > other.since ? 1 : 0),
        cell: ({ since }) => said.date(since),
      },
      {
        id: 'facts',
        title: t('discrepancy.column.facts'),
        cell: ({ facts }) => (
          <ul className="plain">
            {facts.map(({ register, recordId, text }) => (
              <li key={`${register} ${recordId} ${text}`}>
                <strong>{register.toUpperCase()}</strong>
                {recordId && <code>{` ${recordId}`}</code>}
                {`: ${text}`}
              </li>
            ))}
          </ul>
        ),
      },
      {
        id: 'audience',
        title: t('discrepancy.column.audience'),
        isAside: true,
        cell: ({ audience }) => audience.map(said.recipient).join(', '),
      },
      {
        id: 'found',
        title: t('discrepancy.column.found'),
        isAside: true,
        compare: (one, other) => (one.foundAt < other.foundAt ? -1 : one.foundAt > other.foundAt ? 1 : 0),
        cell: ({ foundAt }) => said.time(foundAt),
      },
    ],
    [t, said, kindName, mayOpen],
  );
}
