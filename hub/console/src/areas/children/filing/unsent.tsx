import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { unsentOf, useFilings } from './filings.ts';

/** Says which reports were begun and are not sent. */
export function Unsent() {
  const { t } = useTranslation('children');
  const unsent = unsentOf(useFilings());
  if (unsent.length === 0) return null;
  return (
    <div className="banner row" data-tone="warn" role="status">
      <span>{t('report.unsent', { count: unsent.length })}</span>
      {unsent.map(({ draft }) => (
        <Link key={draft.reportId} to="/reports/new" search={{ childRef: draft.childRef }}>
          {t('report.unsentOpen')}
        </Link>
      ))}
    </div>
  );
}
