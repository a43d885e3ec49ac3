import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('state.notFound')}>
      <p>{t('state.notFoundWhy')}</p>
    </Page>
  );
}
