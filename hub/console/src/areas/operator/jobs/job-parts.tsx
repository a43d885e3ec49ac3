import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import { Progress } from '../../../ui/progress.tsx';
import type { Job } from '../calls.ts';
import { FilterSaid } from '../failures/filter-said.tsx';
import { filterOf } from '../filter.ts';

/** How much of a job is dealt with, whatever became of it. */
export const endedOf = ({ done, failed, left }: Job): number => done + failed + left;

/** How far a job is. */
export function JobProgress({ job }: { readonly job: Job }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const ended = endedOf(job);
  return (
    <Progress
      label={t(`action.${job.action}`)}
      value={ended}
      of={job.total}
      said={t('job.of', { ended: formats.number(ended), total: formats.number(job.total) })}
    />
  );
}

/** What a job is about: what it was narrowed by. */
export function JobAbout({ job: { filter } }: { readonly job: Job }) {
  const { t } = useTranslation('operator');
  if (filter === null) return t('job.chosen');
  const said = filterOf(filter);
  if (Object.keys(said).length === 0) return t('job.everything');
  return <FilterSaid filter={said} />;
}
