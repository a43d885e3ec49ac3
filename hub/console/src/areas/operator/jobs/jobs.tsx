import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../../app/for-roles.tsx';
import { useFormats } from '../../../i18n/formats.ts';
import { Page } from '../../../ui/page.tsx';
import { Answered, Empty } from '../../../ui/states.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { type Column, VirtualTable } from '../../../ui/virtual-table.tsx';
import { type Job, jobsQuery } from '../calls.ts';
import { useMore } from '../more.ts';
import { toneOfJob } from '../names.ts';
import { endedOf, JobAbout } from './job-parts.tsx';

/** Every job over what is held: what it does, how far it is, who started it and why. */
export function Jobs() {
  return (
    <ForRoles roles={['operator']}>
      <JobsPage />
    </ForRoles>
  );
}

function JobsPage() {
  const { t } = useTranslation('operator');
  const columns = useColumns();
  const jobs = useInfiniteQuery(jobsQuery());
  const onEnd = useMore(jobs);
  return (
    <Page
      title={t('jobs.title')}
      about={t('jobs.about')}
      actions={
        <Link to="/retries/edits" search={{ state: 'proposed' }} className="button">
          {t('edits.title')}
        </Link>
      }
    >
      <Answered of={jobs}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Empty>{t('jobs.none')}</Empty>;
          return (
            <VirtualTable
              label={t('jobs.title')}
              columns={columns}
              rows={rows}
              keyOf={({ jobId }) => jobId}
              onEnd={onEnd}
            />
          );
        }}
      </Answered>
    </Page>
  );
}

function useColumns(): readonly Column<Job>[] {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  return [
    {
      id: 'started',
      title: t('job.startedAt'),
      cell: ({ jobId, startedAt, action }) => (
        <Link to="/retries/$jobId" params={{ jobId }}>
          {formats.time(startedAt)} {t(`action.${action}`)}
        </Link>
      ),
    },
    {
      id: 'state',
      title: t('column.state'),
      cell: (job) => <Tag tone={toneOfJob(job)}>{t(`jobState.${job.state}`)}</Tag>,
    },
    {
      id: 'progress',
      title: t('job.progress'),
      isNumber: true,
      cell: (job) => t('job.of', { ended: formats.number(endedOf(job)), total: formats.number(job.total) }),
    },
    {
      id: 'failed',
      title: t('job.failed'),
      isNumber: true,
      cell: ({ failed }) => formats.number(failed),
    },
    { id: 'about', title: t('job.about'), isAside: true, cell: (job) => <JobAbout job={job} /> },
    { id: 'by', title: t('job.by'), isAside: true, cell: ({ by }) => by },
    { id: 'note', title: t('note.label'), isAside: true, cell: ({ note }) => note },
  ];
}
