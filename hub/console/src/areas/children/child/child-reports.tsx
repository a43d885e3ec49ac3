import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../ui/states.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useReports } from '../calls.ts';
import { useSaid } from '../said.ts';
import { StatusTag } from '../state-tag.tsx';

/** Reports about the child that the reader may know of. */
export function ChildReports({ childRef }: { readonly childRef: string }) {
  const { t } = useTranslation('children');
  const said = useSaid();
  const reports = useReports({ status: 'all', childRef });
  return (
    <section className="card" aria-labelledby="reports">
      <h2 id="reports">{t('child.reports')}</h2>
      <Answered of={reports} rows={2}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <p>{t('child.noReports')}</p>;
          return (
            <ul className="plain stack">
              {items.map(({ reportId, reportedOn, institutionId, period, status, toConfirm }) => (
                <li key={reportId}>
                  <span className="row">
                    <Link to="/reports/$reportId" params={{ reportId }}>
                      {t('report.open', { date: said.date(reportedOn) })}
                    </Link>
                    <StatusTag status={status} />
                    {toConfirm && <Tag tone="warn">{t('report.toConfirm')}</Tag>}
                  </span>
                  <span className="note">{`${institutionId} · ${said.period(period)}`}</span>
                </li>
              ))}
            </ul>
          );
        }}
      </Answered>
    </section>
  );
}
