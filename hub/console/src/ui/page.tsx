import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * A page: its heading, what may be done on it, and its content. The title of the window is the heading, so it never
 * names a person: pages about one give a heading without it in `title`.
 */
export function Page({
  title,
  heading,
  about,
  actions,
  children,
}: {
  readonly title: string;
  readonly heading?: ReactNode;
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('brand')}`;
  }, [title, t]);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{heading ?? title}</h1>
          {about && <p>{about}</p>}
        </div>
        {actions && <div className="row">{actions}</div>}
      </div>
      {children}
    </>
  );
}
