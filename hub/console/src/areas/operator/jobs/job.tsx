import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../../app/for-roles.tsx';
import { useFormats } from '../../../i18n/formats.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Page } from '../../../ui/page.tsx';
import { Answered } from '../../../ui/states.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { isMoving, type Job, jobQuery } from '../calls.ts';
import { toneOfJob } from '../names.ts';
import { useSpans } from '../spans.ts';
import { JobAbout, JobProgress } from './job-parts.tsx';
import { Steering } from './steering.tsx';

/** One job. All of it is the hub's: it goes on when the browser is closed, and stands here when it is opened again. */
export function JobPage() {
  return (
    <ForRoles roles={['operator']}>
      <TheJob />
    </ForRoles>
  );
}

function TheJob() {
  const { t } = useTranslation('operator');
  const { jobId } = useParams({ from: '/retries/$jobId' });
  const job = useQuery(jobQuery(jobId));
  return (
    <Page
      title={t('job.title')}
      heading={job.data ? t('job.heading', { action: t(`action.${job.data.action}`) }) : t('job.title')}
      about={t('job.survives')}
      actions={
        <>
          <Link to="/retries" className="button">
            {t('jobs.all')}
          </Link>
          <Link to="/failures" className="button">
            {t('failures.title')}
          </Link>
        </>
      }
    >
      <Answered of={job}>
        {(answer) => (
          <>
            <Standing job={answer} />
            <Steering key={`${answer.jobId} ${answer.ratePerSecond}`} job={answer} />
            <Story job={answer} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Standing({ job }: { readonly job: Job }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const spans = useSpans();
  const { state, queued, inFlight, done, failed, left, etaSeconds, ratePerSecond } = job;
  return (
    <section className="card stack" aria-label={t('job.progress')}>
      <div className="row spread">
        <Tag tone={toneOfJob(job)}>{t(`jobState.${state}`)}</Tag>
        {isMoving(job) && (
          <span>{etaSeconds === null ? t('job.noEta') : t('job.eta', { span: spans(etaSeconds) })}</span>
        )}
      </div>
      <JobProgress job={job} />
      <Facts
        of={[
          [t('job.queued'), formats.number(queued)],
          [t('job.inFlight'), formats.number(inFlight)],
          [t('job.done'), formats.number(done)],
          [t('job.failed'), formats.number(failed)],
          [t('job.left'), formats.number(left)],
          [t('job.rate'), formats.number(ratePerSecond)],
        ]}
      />
      <p className="hidden" role="status">
        {!isMoving(job) && t('job.ended', { done: formats.number(done), failed: formats.number(failed) })}
      </p>
    </section>
  );
}

function Story({ job }: { readonly job: Job }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  return (
    <section className="card stack" aria-label={t('job.story')}>
      <p className="flat">
        {t('job.about')}: <JobAbout job={job} />
      </p>
      <Facts
        of={[
          [t('note.label'), job.note],
          [t('job.by'), job.by],
          [t('job.startedAt'), formats.time(job.startedAt)],
          [t('job.changedAt'), formats.time(job.changedAt)],
          [t('job.endedAt'), formats.time(job.endedAt)],
        ]}
      />
    </section>
  );
}
