import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../../app/for-roles.tsx';
import { Page } from '../../../ui/page.tsx';
import { Answered, Empty } from '../../../ui/states.tsx';
import { BRISK_MS, type Overview, overviewQuery } from '../calls.ts';
import { worstFirst } from '../names.ts';
import { ControlDialog, type Step } from './control-dialog.tsx';
import { HeldCounts } from './held-counts.tsx';
import { HistoryChart } from './history.tsx';
import { ServiceCard } from './service-card.tsx';
import { useSteadyOrder } from './steady-order.ts';

/** Whether everything is alive: every service, register and queue, the worst first. */
export function Operations() {
  return (
    <ForRoles roles={['operator']}>
      <OperationsPage />
    </ForRoles>
  );
}

function OperationsPage() {
  const { t } = useTranslation('operator');
  const overview = useQuery({ ...overviewQuery(), refetchInterval: BRISK_MS });
  return (
    <Page title={t('operations.title')} about={t('operations.about')}>
      <Answered of={overview} rows={10}>
        {(answer) => (
          <>
            <InShort overview={answer} />
            <Services overview={answer} />
          </>
        )}
      </Answered>
      <HistoryChart />
    </Page>
  );
}

/** What asks for an operator, before everything else. */
function InShort({
  overview: { services, held, jobs, editsToDecide, controls },
}: {
  readonly overview: Overview;
}) {
  const { t } = useTranslation('operator');
  const wrong = services.filter(({ state }) => state !== 'up').length;
  const stopped = controls.filter((control) => control.stopped).length;
  const isCalm = wrong === 0 && stopped === 0 && held.parked === 0;
  return (
    <section
      className="banner stack"
      data-tone={isCalm ? 'good' : 'warn'}
      aria-label={t('operations.inShort')}
    >
      <p>
        <strong>
          {wrong > 0
            ? t('operations.wrong', { count: wrong, of: services.length })
            : t(isCalm ? 'operations.calm' : 'operations.asks')}
        </strong>
      </p>
      <div className="row">
        <HeldCounts held={held} />
        <Link to="/retries">{t('operations.jobs', { count: jobs })}</Link>
        <Link to="/retries/edits" search={{ state: 'proposed' }}>
          {t('operations.edits', { count: editsToDecide })}
        </Link>
        {stopped > 0 && <span>{t('operations.stopped', { count: stopped })}</span>}
      </div>
    </section>
  );
}

function Services({ overview: { services, controls, at } }: { readonly overview: Overview }) {
  const { t } = useTranslation('operator');
  const [step, setStep] = useState<Step>();
  const list = useRef<HTMLDivElement>(null);
  const ordered = useSteadyOrder(services, ({ service }) => service, worstFirst, list);
  if (services.length === 0) return <Empty>{t('operations.nobody')}</Empty>;
  return (
    <>
      <div className="grid wide" ref={list}>
        {ordered.map((service) => (
          <ServiceCard
            key={service.service}
            service={service}
            controls={controls}
            now={Date.parse(at)}
            onStep={setStep}
          />
        ))}
      </div>
      {step && <ControlDialog step={step} onClose={() => setStep(undefined)} />}
    </>
  );
}
