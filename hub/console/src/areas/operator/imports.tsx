import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../app/for-roles.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { Page } from '../../ui/page.tsx';
import { Answered, Empty } from '../../ui/states.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { importsQuery, type SopaImport } from './calls.ts';
import { useMore } from './more.ts';

/** Files of municipalities and how far each is; what is in them is not an operator's. */
export function Imports() {
  return (
    <ForRoles roles={['operator']}>
      <ImportsPage />
    </ForRoles>
  );
}

const TONES = {
  received: 'plain',
  checking: 'plain',
  accepted: 'good',
  'accepted-with-errors': 'warn',
  rejected: 'bad',
} as const satisfies Record<SopaImport['state'], Tone>;

function ImportsPage() {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const imports = useInfiniteQuery(importsQuery());
  const onEnd = useMore(imports);
  const columns: readonly Column<SopaImport>[] = [
    {
      id: 'received',
      title: t('imports.receivedAt'),
      cell: ({ receivedAt }) => <time dateTime={receivedAt}>{formats.time(receivedAt)}</time>,
    },
    { id: 'municipality', title: t('imports.municipality'), cell: ({ municipality }) => municipality },
    {
      id: 'state',
      title: t('column.state'),
      cell: ({ state }) => <Tag tone={TONES[state]}>{t(`imports.${state}`)}</Tag>,
    },
    { id: 'checked', title: t('imports.checkedAt'), cell: ({ checkedAt }) => formats.time(checkedAt) },
    {
      id: 'import',
      title: t('imports.id'),
      isAside: true,
      cell: ({ importId }) => <code>{importId}</code>,
    },
  ];
  return (
    <Page title={t('imports.title')} about={t('imports.about')}>
      <Answered of={imports}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Empty>{t('imports.none')}</Empty>;
          return (
            <VirtualTable
              label={t('imports.title')}
              columns={columns}
              rows={rows}
              keyOf={({ importId }) => importId}
              onEnd={onEnd}
            />
          );
        }}
      </Answered>
    </Page>
  );
}
