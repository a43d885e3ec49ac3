import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../../app/for-roles.tsx';
import { todayInRiga } from '../../../i18n/today.ts';
import { PurposeGate } from '../../../session/purpose-gate.tsx';
import { useMay } from '../../../session/use-session.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Page } from '../../../ui/page.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useChild } from '../calls.ts';
import { isDay } from '../filing/check.ts';
import { CHILD_KEEPERS, CHILD_READERS } from '../readers.ts';
import { codeOf, useSaid } from '../said.ts';
import { TimelinePicture } from '../timeline/picture.tsx';
import { TimelineTable } from '../timeline/table.tsx';
import { ChildAlerts } from './child-alerts.tsx';
import { ChildReports } from './child-reports.tsx';
import { Decisions } from './decisions.tsx';
import { ReportingCard } from './reporting-card.tsx';
import { StayCard } from './stay-card.tsx';

const route = getRouteApi('/children/$childRef');

/** A child in care on a day. The title of the window names nobody. */
export function ChildOnDay() {
  return (
    <ForRoles roles={CHILD_READERS}>
      <Gated />
    </ForRoles>
  );
}

function Gated() {
  const { t } = useTranslation('children');
  return (
    <PurposeGate without={CHILD_KEEPERS}>
      <Page title={t('child.title')} actions={<DayChoice />} heading={<Name />}>
        <AsOf />
        <Content />
      </Page>
    </PurposeGate>
  );
}

function useThisChild() {
  const { childRef } = route.useParams();
  const { on } = route.useSearch();
  return useChild(childRef, on);
}

function Name() {
  const { t } = useTranslation('children');
  const said = useSaid();
  const { data } = useThisChild();
  return data ? said.name(data.person) : t('child.title');
}

function DayChoice() {
  const { t } = useTranslation('children');
  const { on } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <DateInput
      label={t('child.on')}
      help={t('child.onHelp')}
      value={on ?? todayInRiga()}
      onChange={(date) => {
        if (isDay(date))
          void navigate({ search: { on: date === todayInRiga() ? undefined : date }, replace: true });
      }}
    />
  );
}

function AsOf() {
  const { t } = useTranslation('children');
  const said = useSaid();
  const { childRef } = route.useParams();
  const { on } = route.useSearch();
  if (on === undefined || on === todayInRiga()) return null;
  return (
    <div className="banner row" data-tone="warn" role="status">
      <span>{t('child.asOf', { date: said.date(on) })}</span>
      <Link to="/children/$childRef" params={{ childRef }} search={{}}>
        {t('child.backToToday')}
      </Link>
    </div>
  );
}

function Content() {
  const { t } = useTranslation('children');
  const said = useSaid();
  const { childRef } = route.useParams();
  const { on = todayInRiga() } = route.useSearch();
  const mayWrite = useMay(['care-institution', 'spolis']);
  const child = useThisChild();
  return (
    <Answered of={child}>
      {({ person, stay, reporting, custody, alerts, timeline }) => (
        <>
          <section className="card">
            <Facts
              of={[
                ...(person.personCode ? [[t('child.code'), codeOf(person.personCode)] as const] : []),
                [t('child.born'), said.date(person.bornOn)],
                ...(person.diedOn ? [[t('child.died'), said.date(person.diedOn)] as const] : []),
                [t('child.reference'), <code key="reference">{childRef}</code>],
              ]}
            />
            {mayWrite && (
              <p className="row next">
                <Link to="/reports/new" search={{ childRef }} className="button primary">
                  {t('child.write')}
                </Link>
              </p>
            )}
          </section>
          <div className="grid">
            <ReportingCard reporting={reporting} />
            <StayCard stay={stay} on={on} />
          </div>
          <ChildAlerts childRef={childRef} alerts={alerts} />
          <section className="card" aria-labelledby="timeline">
            <h2 id="timeline">{t('child.timeline')}</h2>
            <TimelinePicture timeline={timeline} on={on} />
            <TimelineTable timeline={timeline} />
          </section>
          <ChildReports childRef={childRef} />
          <Decisions decisions={custody} />
        </>
      )}
    </Answered>
  );
}
