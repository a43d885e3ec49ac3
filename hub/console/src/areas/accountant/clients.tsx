import { useDeferredValue, useMemo, useState } from 'react';
import { Button, Input, Label, SearchField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../app/for-roles.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/use-session.ts';
import { Choice } from '../../ui/choice.tsx';
import { DownloadButton } from '../../ui/download-button.tsx';
import { Filters } from '../../ui/filters.tsx';
import { Page } from '../../ui/page.tsx';
import { Answered, Empty, Waiting } from '../../ui/states.tsx';
import { ClientsTable } from './clients-table.tsx';
import { type InstitutionClients, type MonthClient, useInstitutionMonth } from './data.ts';
import { GoneTable } from './gone-table.tsx';
import { MonthFigures } from './month-figures.tsx';
import { currentMonth, monthAway, monthsToChoose } from './months.ts';
import { clientsRoute } from './routes.tsx';
import { filtersOf, reasonsOf, shownClients } from './shown-clients.ts';

export const Clients = () => (
  <ForRoles roles={['accountant']}>
    <OwnClients />
  </ForRoles>
);

function OwnClients() {
  const { t } = useTranslation('accountant');
  const session = useSession();
  const { institution = session?.institutionIds[0] } = clientsRoute.useSearch();
  return institution === undefined ? (
    <Page title={t('list.title')}>
      <Empty>{t('list.noInstitution')}</Empty>
    </Page>
  ) : (
    <InstitutionMonth institution={institution} />
  );
}

function InstitutionMonth({ institution }: { readonly institution: string }) {
  const { t } = useTranslation('accountant');
  const session = useSession();
  const formats = useFormats();
  const navigate = clientsRoute.useNavigate();
  const { month } = clientsRoute.useSearch();
  const answer = useInstitutionMonth(institution, month);
  const goTo = (to: { institution?: string; month?: string }) =>
    void navigate({ search: (now) => ({ ...now, ...to }) });
  const file = `/v1/institutions/${encodeURIComponent(institution)}/allowances?month=${month}`;
  const institutions = [...new Set([...(session?.institutionIds ?? []), institution])];
  return (
    <Page
      title={t('list.title')}
      heading={`${t('list.title')}, ${formats.month(month)}`}
      about={t('list.about')}
      actions={
        <>
          <DownloadButton path={file} format="XLSX" />
          <DownloadButton path={file} format="CSV" />
        </>
      }
    >
      <div className="row" style={{ alignItems: 'end' }}>
        <Choice
          label={t('list.institution')}
          value={institution}
          options={institutions.map((id) => ({ id, name: id }))}
          onChange={(id) => goTo({ institution: id })}
        />
        <Choice
          label={t('list.month')}
          value={month}
          options={monthsToChoose(month).map((each) => ({ id: each, name: formats.month(each) }))}
          onChange={(id) => goTo({ month: id })}
        />
        <Button aria-label={t('list.earlier')} onPress={() => goTo({ month: monthAway(month, -1) })}>
          ‹
        </Button>
        <Button
          aria-label={t('list.later')}
          isDisabled={month >= currentMonth()}
          onPress={() => goTo({ month: monthAway(month, 1) })}
        >
          ›
        </Button>
      </div>
      <Answered of={answer}>{(known) => <MonthClients known={known} />}</Answered>
    </Page>
  );
}

function MonthClients({ known }: { readonly known: InstitutionClients }) {
  const { t } = useTranslation('accountant');
  const { number } = useFormats();
  const navigate = clientsRoute.useNavigate();
  const { show: asked } = clientsRoute.useSearch();
  const [text, setText] = useState('');
  const filters = filtersOf(known);
  const isReason = known.byChange.some(({ change }) => change === asked);
  const chosen = isReason || filters.some(({ id }) => id === asked) ? asked : 'all';
  const looked = useDeferredValue(text);
  const clients = useMemo(() => shownClients(known.clients, chosen, looked), [known.clients, chosen, looked]);
  const reasons = reasonsOf(known);
  const show = (id: string) => void navigate({ search: (now) => ({ ...now, show: id }), replace: true });
  const nameOf = (id: string): string => {
    if (id === 'all' || id === 'changed' || id === 'gone') return t(`list.${id}`);
    const flag = known.byFlag.find((each) => each.flag === id)?.flag;
    return flag ? t(`flag.${flag}`) : id;
  };
  if (known.clients.length === 0 && known.gone.length === 0) return <Empty>{t('list.none')}</Empty>;
  return (
    <>
      <MonthFigures known={known} />
      <Filters
        label={t('list.show')}
        value={chosen}
        options={filters.map(({ id, count }) => ({ id, name: nameOf(id), count }))}
        onChange={show}
      />
      {chosen === 'gone' ? (
        <GoneTable clients={known.gone} />
      ) : (
        <>
          <div className="row" style={{ alignItems: 'end' }}>
            <SearchField value={text} onChange={setText}>
              <Label>{t('list.search')}</Label>
              <Input autoComplete="off" spellCheck="false" />
            </SearchField>
            {reasons.length > 0 && (
              <Choice
                label={t('list.reason')}
                value={isReason ? asked : 'changed'}
                options={[
                  { id: 'changed', name: t('list.anyReason') },
                  ...reasons.map(({ change, clients: count }) => ({
                    id: change,
                    name: `${t(`change.${change}`)} (${number(count)})`,
                  })),
                ]}
                onChange={show}
              />
            )}
            {!known.whole && (
              <p className="soft" role="status">
                {t('list.rest', { here: number(known.clients.length), all: number(known.totals.clients) })}
              </p>
            )}
          </div>
          <ShownClients clients={clients} known={known} />
        </>
      )}
    </>
  );
}

function ShownClients({
  clients,
  known,
}: {
  readonly clients: readonly MonthClient[];
  readonly known: InstitutionClients;
}) {
  const { t } = useTranslation('accountant');
  if (clients.length > 0) return <ClientsTable clients={clients} month={known.month} />;
  return known.whole ? <Empty>{t('list.noneShown')}</Empty> : <Waiting />;
}
