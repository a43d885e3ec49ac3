import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/problem.ts';
import { Problem } from '../../../ui/states.tsx';
import type { Sending } from './filings.ts';

/** How far the sending is; always in the page, so that readers of screens hear it change. */
export function SendingState({
  ref,
  sending,
  reportId,
}: {
  readonly ref: Ref<HTMLDivElement>;
  readonly sending: Sending | undefined;
  readonly reportId: string;
}) {
  const { t } = useTranslation('children');
  return (
    <>
      <div role="status" ref={ref} tabIndex={-1}>
        {sending?.step === 'sending' && <p className="banner">{t('filing.sending')}</p>}
        {sending?.step === 'waiting' && (
          <p className="banner" data-tone="warn">
            {sending.isLost ? t('filing.waitingLine') : t('filing.waitingHub')}
          </p>
        )}
      </div>
      {sending?.step === 'refused' && <Refused error={sending.error} reportId={reportId} />}
    </>
  );
}

function Refused({ error, reportId }: { readonly error: Error; readonly reportId: string }) {
  const { t } = useTranslation('children');
  if (error instanceof ApiProblem && error.code === 'VERSION_CONFLICT')
    return (
      <div className="banner" data-tone="warn" role="alert">
        <p>{t('filing.taken')}</p>
        <Link to="/reports/$reportId" params={{ reportId }}>
          {t('filing.takenOpen')}
        </Link>
      </div>
    );
  const isOfAge = error instanceof ApiProblem && error.errors.some(({ path }) => path === 'childCode');
  if (!(error instanceof ApiProblem) || error.code !== 'INVALID') return <Problem error={error} />;
  return (
    <div className="banner" data-tone="bad" role="alert">
      <p>
        <strong>{t('filing.wasRefused')}</strong>
      </p>
      {isOfAge && <p>{t('filing.refused.childCode')}</p>}
      <p>{error.detail}</p>
    </div>
  );
}
