import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import type { Schemas } from '../../api/schemas.ts';
import { ForRoles } from '../../app/for-roles.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useMunicipalityName } from '../../i18n/municipalities.ts';
import { Facts } from '../../ui/facts.tsx';
import { Page } from '../../ui/page.tsx';
import { Answered, Empty } from '../../ui/states.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { LateBar } from './late-bar.tsx';

type Counts = Schemas['CareCounts'];
interface Row extends Counts {
  readonly id: string;
  readonly name: string;
}

const COUNTS = [
  'inCare',
  'escalated',
  'overdue',
  'dueSoon',
  'awaitingPerson',
  'over6Months',
  'over12Months',
] as const;
const RENEWED_MS = 30_000;

/** Children in care in figures, for the country. */
export function Overview() {
  const { t } = useTranslation('ministry');
  const { date } = useFormats();
  const overview = useQuery({
    queryKey: ['care-overview'],
    queryFn: () => answerOf(api.GET('/v1/care-overview')),
    refetchInterval: RENEWED_MS,
    placeholderData: keepPreviousData,
  });
  return (
    <ForRoles roles={['ministry', 'spolis']}>
      <Page title={t('title')} about={overview.data && t('about', { date: date(overview.data.on) })}>
        <Answered of={overview}>{(answer) => <Figures overview={answer} />}</Answered>
      </Page>
    </ForRoles>
  );
}

function Figures({ overview }: { readonly overview: Schemas['CareOverview'] }) {
  const { t } = useTranslation('ministry');
  const { t: care } = useTranslation('children');
  const { number } = useFormats();
  const nameOf = useMunicipalityName();
  const { total, byMunicipality, byInstitution, openAlerts } = overview;
  const municipalities = useMemo(
    () =>
      byMunicipality.map((counts) => ({
        ...counts,
        id: counts.municipality ?? '',
        name: counts.municipality === null ? t('unknown') : nameOf(counts.municipality),
      })),
    [byMunicipality, nameOf, t],
  );
  const institutions = useMemo(
    () =>
      byInstitution.map((counts) => ({ ...counts, id: counts.institutionId, name: counts.institutionId })),
    [byInstitution],
  );
  return (
    <>
      <section className="card" aria-labelledby="totals">
        <h2 id="totals">{t('totals')}</h2>
        <Facts of={COUNTS.map((id) => [t(`count.${id}`), number(total[id])] as const)} />
        <p className="bar-cell next">
          <LateBar counts={total} most={total.inCare} />
        </p>
        <p className="help">{t('legend')}</p>
      </section>
      <section className="card" aria-labelledby="open-alerts">
        <h2 id="open-alerts">{t('alerts')}</h2>
        {openAlerts.length === 0 ? (
          <p>{t('noAlerts')}</p>
        ) : (
          <ul className="plain alert-counts">
            {openAlerts.map(({ kind, count }) => (
              <li key={kind}>
                <Link to="/alerts" search={{ kind, status: 'open' }}>
                  {care(`name.alert.${kind}`)}
                </Link>
                <strong className="number">{number(count)}</strong>
              </li>
            ))}
          </ul>
        )}
      </section>
      {total.inCare === 0 ? (
        <Empty>{t('none')}</Empty>
      ) : (
        <Tabs>
          <TabList aria-label={t('by')}>
            <Tab id="municipality">{t('byMunicipality')}</Tab>
            <Tab id="institution">{t('byInstitution')}</Tab>
          </TabList>
          <TabPanel id="municipality">
            <FigureTable label={t('byMunicipality')} head={t('municipality')} rows={municipalities} />
          </TabPanel>
          <TabPanel id="institution">
            <FigureTable label={t('byInstitution')} head={t('institution')} rows={institutions} />
          </TabPanel>
        </Tabs>
      )}
    </>
  );
}

function FigureTable({
  label,
  head,
  rows,
}: {
  readonly label: string;
  readonly head: string;
  readonly rows: readonly Row[];
}) {
  const { t } = useTranslation('ministry');
  const { number, compare } = useFormats();
  const columns = useMemo((): Column<Row>[] => {
    const most = Math.max(...rows.map(({ inCare }) => inCare));
    return [
      {
        id: 'name',
        title: head,
        compare: (one, other) => compare(one.name, other.name),
        cell: ({ name }) => name,
      },
      {
        id: 'share',
        title: t('share'),
        cell: (row) => (
          <span className="bar-cell">
            <LateBar counts={row} most={most} />
          </span>
        ),
      },
      ...COUNTS.map(
        (id): Column<Row> => ({
          id,
          title: t(`count.${id}`),
          isNumber: true,
          isAside: id !== 'inCare' && id !== 'escalated' && id !== 'overdue',
          compare: (one, other) => one[id] - other[id],
          cell: (row) => number(row[id]),
        }),
      ),
    ];
  }, [rows, head, t, number, compare]);
  return <VirtualTable label={label} columns={columns} rows={rows} keyOf={({ id }) => id} />;
}
