import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { ClientName } from './client-name.tsx';
import type { MonthClient } from './data.ts';
import { Changes, Flags } from './notes.tsx';

const byAmount =
  (of: (client: MonthClient) => string | null) =>
  (one: MonthClient, other: MonthClient): number =>
    Number(of(one) ?? -1) - Number(of(other) ?? -1);

/** How much the allowance differs from the month before; null if there was none. */
const changeOf = ({ allowance, previousAllowance, previousDaysHere }: MonthClient): string | null =>
  previousDaysHere === null
    ? null
    : (
        (Math.round(Number(allowance ?? 0) * 100) - Math.round(Number(previousAllowance ?? 0) * 100)) /
        100
      ).toFixed(2);

export function ClientsTable({
  clients,
  month,
}: {
  readonly clients: readonly MonthClient[];
  readonly month: string;
}) {
  const { t } = useTranslation('accountant');
  return (
    <VirtualTable
      label={t('list.title')}
      columns={useColumns(month)}
      rows={clients}
      keyOf={({ personRef }) => personRef}
      initial={{ column: 'client', isDown: false }}
    />
  );
}

/** What there is to know stands in sight on a screen of 1280; what the amounts are made of, beside it. */
function useColumns(month: string): Column<MonthClient>[] {
  const { t } = useTranslation('accountant');
  const formats = useFormats();
  return useMemo(() => {
    const { money, change, number } = formats;
    const nameOf = ({ familyName, givenName, personCode }: MonthClient) =>
      `${familyName ?? '\uffff'} ${givenName ?? ''} ${personCode}`;
    const amount = (
      id: 'base' | 'allowance' | 'clientShareHere' | 'remainder' | 'shortfall',
      title: string,
      isAside = false,
    ): Column<MonthClient> => ({
      id,
      title,
      isNumber: true,
      isAside,
      compare: byAmount((each) => each[id]),
      cell: (each) => money(each[id]),
    });
    return [
      {
        id: 'client',
        title: t('column.client'),
        minWidth: '12rem',
        compare: (one, other) => formats.compare(nameOf(one), nameOf(other)),
        cell: (each) => (
          <Link to="/clients/$personRef/$month" params={{ personRef: each.personRef, month }}>
            <ClientName of={each} />
          </Link>
        ),
      },
      amount('allowance', t('column.allowance')),
      {
        id: 'change',
        title: t('column.change'),
        isNumber: true,
        compare: byAmount(changeOf),
        cell: (each) => change(changeOf(each)),
      },
      amount('clientShareHere', t('column.share')),
      amount('shortfall', t('column.shortfall'), true),
      {
        id: 'notes',
        title: t('column.notes'),
        minWidth: '16rem',
        cell: (each) => (
          <span className="row">
            <Flags flags={each.flags} />
            <span className="soft">
              <Changes changes={each.changes} />
            </span>
          </span>
        ),
      },
      {
        id: 'days',
        title: t('column.days'),
        isNumber: true,
        isAside: true,
        compare: (one, other) => one.daysHere - other.daysHere,
        cell: (each) => number(each.daysHere),
      },
      amount('base', t('column.base'), true),
      amount('remainder', t('column.remainder'), true),
    ];
  }, [t, formats, month]);
}
