import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../app/for-roles.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/language.ts';
import { todayInRiga } from '../../i18n/today.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { DownloadButton } from '../../ui/download-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Page } from '../../ui/page.tsx';
import { Answered } from '../../ui/states.tsx';
import { ClientName } from './client-name.tsx';
import { type ClientMonth, clientMonth } from './data.ts';
import { Flags } from './notes.tsx';
import { monthRoute } from './routes.tsx';
import { Payments, Stays } from './statement-parts.tsx';
import { Trace } from './trace.tsx';
import { Versions } from './versions.tsx';

export const MonthPage = () => (
  <ForRoles roles={['accountant']}>
    <OneMonth />
  </ForRoles>
);

function OneMonth() {
  const { t } = useTranslation('accountant');
  const formats = useFormats();
  const { personRef, month } = monthRoute.useParams();
  const { asKnownOn } = monthRoute.useSearch();
  const answer = useQuery(clientMonth(personRef, month, useLanguage(), asKnownOn));
  const file = `/v1/clients/${encodeURIComponent(personRef)}/months/${month}${asKnownOn ? `?asKnownOn=${asKnownOn}` : ''}`;
  return (
    <Page
      title={t('month.title')}
      heading={
        <>
          {formats.month(month)}
          {answer.data && (
            <>
              {': '}
              <ClientName of={answer.data.person} />
            </>
          )}
        </>
      }
      about={
        <Link to="/clients/$personRef" params={{ personRef }}>
          {t('month.back')}
        </Link>
      }
      actions={<DownloadButton path={file} format="PDF" name={t('month.print')} />}
    >
      <KnownOn />
      <Answered of={answer}>
        {(known) => (
          <>
            <Amounts known={known} />
            <Trace known={known} />
            <Versions versions={known.versions} />
            <Payments lines={known.statement.lines} />
            <Stays stays={known.statement.stays} />
            <Grounds known={known} />
          </>
        )}
      </Answered>
    </Page>
  );
}

/** Asks what was known on an earlier day. */
function KnownOn() {
  const { t } = useTranslation('accountant');
  const { date } = useFormats();
  const { asKnownOn } = monthRoute.useSearch();
  const navigate = monthRoute.useNavigate();
  return (
    <div className="row">
      <DateInput
        label={t('month.asKnownOn')}
        value={asKnownOn ?? ''}
        to={todayInRiga()}
        onChange={(day) => void navigate({ search: { asKnownOn: day || undefined } })}
      />
      {asKnownOn && (
        <>
          <p role="status">{t('month.asKnown', { date: date(asKnownOn) })}</p>
          <Link from={monthRoute.fullPath} to="." search={{}} className="button">
            {t('month.now')}
          </Link>
        </>
      )}
    </div>
  );
}

function Amounts({ known: { statement } }: { readonly known: ClientMonth }) {
  const { t } = useTranslation('accountant');
  const { money, percent, number } = useFormats();
  return (
    <section className="card" aria-labelledby="amounts">
      <h2 id="amounts">{t('month.amounts')}</h2>
      <Facts
        of={[
          [t('variable.allowance'), money(statement.allowance)],
          [t('variable.clientShare'), money(statement.clientShare)],
          [t('variable.remainder'), money(statement.remainder)],
          [t('variable.shortfall'), money(statement.shortfall)],
          [t('variable.serviceCost'), money(statement.serviceCost)],
          [t('variable.base'), money(statement.base)],
          [t('month.rate'), percent(statement.rate)],
          [t('month.days'), number(statement.daysInCare)],
        ]}
      />
      {statement.flags.length > 0 && (
        <p className="row">
          <Flags flags={statement.flags} />
        </p>
      )}
    </section>
  );
}

function Grounds({ known: { statement } }: { readonly known: ClientMonth }) {
  const { t } = useTranslation('accountant');
  return (
    <section className="card" aria-labelledby="legal">
      <h2 id="legal">{t('month.legal')}</h2>
      <ul>
        {statement.legalBasis.map(({ text, source }) => (
          <li key={`${source} ${text}`}>
            {text} <span className="soft">({source})</span>
          </li>
        ))}
      </ul>
      <h3>{t('month.policies')}</h3>
      <ul className="plain row">
        {Object.entries(statement.policies).map(([name, value]) => (
          <li key={name}>
            <code>
              {name}: {value}
            </code>
          </li>
        ))}
      </ul>
    </section>
  );
}
