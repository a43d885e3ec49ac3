import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** The report was taken: what happens next, and where to go. */
export function Sent({ reportId }: { readonly reportId: string }) {
  const { t } = useTranslation('children');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="banner" data-tone="good">
      <h2 ref={heading} tabIndex={-1}>
        {t('filing.sent')}
      </h2>
      <p>{t('filing.sentNext')}</p>
      <p className="row">
        <Link to="/reports/$reportId" params={{ reportId }} className="button primary">
          {t('filing.openSent')}
        </Link>
        <Link to="/children" className="button">
          {t('filing.toChildren')}
        </Link>
      </p>
    </div>
  );
}
