import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../../app/for-roles.tsx';
import { Page } from '../../../ui/page.tsx';
import { Answered, Empty } from '../../../ui/states.tsx';
import { BRISK_MS, overviewQuery } from '../calls.ts';
import { useNames } from '../names.ts';
import { ControlDialog, type Step } from './control-dialog.tsx';
import { HistoryChart } from './history.tsx';
import { ServiceCard } from './service-card.tsx';

/** One service, with its own chart. */
export function ServicePage() {
  return (
    <ForRoles roles={['operator']}>
      <TheService />
    </ForRoles>
  );
}

function TheService() {
  const { t } = useTranslation('operator');
  const names = useNames();
  const { service: name } = useParams({ from: '/operations/$service' });
  const [step, setStep] = useState<Step>();
  const overview = useQuery({ ...overviewQuery(), refetchInterval: BRISK_MS });
  return (
    <Page
      title={names.service(name)}
      actions={
        <>
          <Link to="/operations" className="button">
            {t('operations.all')}
          </Link>
          <Link to="/failures" search={{ service: name }} className="button">
            {t('failures.title')}
          </Link>
        </>
      }
    >
      <Answered of={overview} rows={6}>
        {({ services, controls, at }) => {
          const service = services.find((each) => each.service === name);
          if (!service) return <Empty>{t('operations.unknown')}</Empty>;
          return (
            <ServiceCard
              service={service}
              controls={controls}
              now={Date.parse(at)}
              onStep={setStep}
              isAlone
            />
          );
        }}
      </Answered>
      <HistoryChart service={name} />
      {step && <ControlDialog step={step} onClose={() => setStep(undefined)} />}
    </Page>
  );
}
