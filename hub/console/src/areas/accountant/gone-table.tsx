import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { ClientName } from './client-name.tsx';
import type { GoneClient } from './data.ts';
import { Changes } from './notes.tsx';

/** Clients of the month before who have no day here any more. */
export function GoneTable({ clients }: { readonly clients: readonly GoneClient[] }) {
  const { t } = useTranslation('accountant');
  const { money, number } = useFormats();
  return (
    <VirtualTable
      label={t('list.gone')}
      rows={clients}
      keyOf={({ personRef }) => personRef}
      columns={[
        {
          id: 'client',
          title: t('column.client'),
          cell: (each) => (
            <Link to="/clients/$personRef" params={{ personRef: each.personRef }}>
              <ClientName of={each} />
            </Link>
          ),
        },
        {
          id: 'days',
          title: t('column.days'),
          isNumber: true,
          cell: (each) => number(each.previousDaysHere ?? 0),
        },
        {
          id: 'allowance',
          title: t('column.allowance'),
          isNumber: true,
          cell: (each) => money(each.previousAllowance),
        },
        {
          id: 'share',
          title: t('column.share'),
          isNumber: true,
          cell: (each) => money(each.previousClientShare),
        },
        { id: 'why', title: t('column.why'), cell: (each) => <Changes changes={each.changes} /> },
      ]}
    />
  );
}
