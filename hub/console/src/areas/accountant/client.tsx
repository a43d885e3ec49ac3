import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../app/for-roles.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { Facts } from '../../ui/facts.tsx';
import { Page } from '../../ui/page.tsx';
import { Answered, Empty } from '../../ui/states.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { ClientName } from './client-name.tsx';
import { type Client, client } from './data.ts';
import { Flags } from './notes.tsx';
import { clientRoute } from './routes.tsx';

export const ClientPage = () => (
  <ForRoles roles={['accountant']}>
    <OneClient />
  </ForRoles>
);

function OneClient() {
  const { t } = useTranslation('accountant');
  const { personRef } = clientRoute.useParams();
  const answer = useQuery(client(personRef));
  return (
    <Page
      title={t('client.title')}
      heading={answer.data ? <ClientName of={answer.data.person} /> : undefined}
    >
      <Answered of={answer}>
        {(known) => (
          <>
            <Who known={known} />
            <Months known={known} />
            <Placements placements={known.placements} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Who({ known: { person } }: { readonly known: Client }) {
  const { t } = useTranslation('accountant');
  const { date } = useFormats();
  return (
    <section className="card">
      <Facts
        of={[
          [t('client.bornOn'), date(person.bornOn)],
          ...(person.diedOn ? [[t('client.diedOn'), date(person.diedOn)] as const] : []),
        ]}
      />
    </section>
  );
}

function Months({ known: { months, person } }: { readonly known: Client }) {
  const { t } = useTranslation('accountant');
  const { money, month, number, time } = useFormats();
  if (months.length === 0) return <Empty>{t('client.noMonths')}</Empty>;
  return (
    <section aria-labelledby="months">
      <h2 id="months">{t('client.months')}</h2>
      <VirtualTable
        label={t('client.months')}
        rows={months}
        keyOf={(each) => each.month}
        columns={[
          {
            id: 'month',
            title: t('column.month'),
            compare: (one, other) => one.month.localeCompare(other.month),
            cell: (each) => (
              <Link
                to="/clients/$personRef/$month"
                params={{ personRef: person.personRef, month: each.month }}
              >
                {month(each.month)}
              </Link>
            ),
          },
          {
            id: 'days',
            title: t('column.days'),
            isNumber: true,
            cell: (each) => number(each.daysInCare),
          },
          {
            id: 'base',
            title: t('column.base'),
            isNumber: true,
            isAside: true,
            cell: (each) => money(each.base),
          },
          {
            id: 'allowance',
            title: t('column.allowance'),
            isNumber: true,
            cell: (each) => money(each.allowance),
          },
          {
            id: 'share',
            title: t('column.share'),
            isNumber: true,
            cell: (each) => money(each.clientShare),
          },
          {
            id: 'shortfall',
            title: t('column.shortfall'),
            isNumber: true,
            isAside: true,
            cell: (each) => money(each.shortfall),
          },
          {
            id: 'version',
            title: t('column.version'),
            isAside: true,
            cell: (each) => t('client.versions', { count: each.versions }),
          },
          {
            id: 'computed',
            title: t('column.computed'),
            isAside: true,
            cell: (each) => time(each.computedAt),
          },
          {
            id: 'notes',
            title: t('column.notes'),
            cell: (each) => (
              <span className="row">
                <Flags flags={each.flags} />
              </span>
            ),
          },
        ]}
      />
    </section>
  );
}

function Placements({ placements }: { readonly placements: Client['placements'] }) {
  const { t } = useTranslation('accountant');
  const { date, money } = useFormats();
  return (
    <section aria-labelledby="placements">
      <h2 id="placements">{t('client.placements')}</h2>
      <VirtualTable
        label={t('client.placements')}
        rows={placements}
        keyOf={({ placementId }) => placementId}
        columns={[
          { id: 'placement', title: t('client.placement'), cell: (each) => each.placementId },
          { id: 'institution', title: t('list.institution'), cell: (each) => each.institutionId },
          { id: 'from', title: t('client.from'), cell: (each) => date(each.startedOn) },
          {
            id: 'to',
            title: t('client.to'),
            cell: (each) => (each.endedOn === null ? t('client.goesOn') : date(each.endedOn)),
          },
          {
            id: 'cost',
            title: t('client.dailyCost'),
            isNumber: true,
            cell: (each) => money(each.dailyCost),
          },
        ]}
      />
    </section>
  );
}
