import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import type { HeldItemDetail } from '../calls.ts';
import { Code } from '../code.tsx';

/** What happened to it, who did it and why, the oldest first. */
export function Timeline({ steps }: { readonly steps: HeldItemDetail['timeline'] }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  return (
    <section className="card" aria-labelledby="timeline">
      <h2 id="timeline">{t('timeline.title')}</h2>
      <ol className="timeline">
        {steps.map(({ at, what, by, code, note, jobId, editId }) => (
          <li key={`${at} ${what} ${jobId} ${editId}`}>
            <p>
              <strong>{t(`timeline.${what}`)}</strong> {code && <Code of={code} />}
            </p>
            <p className="soft">
              <time dateTime={at}>{formats.time(at)}</time>
              {by && ` · ${by}`}
              {note && ` · ${note}`}
            </p>
            {jobId && (
              <Link to="/retries/$jobId" params={{ jobId }}>
                {t('item.job')}
              </Link>
            )}
            {editId && (
              <Link to="/retries/edits/$editId" params={{ editId }}>
                {t('item.edit')}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
