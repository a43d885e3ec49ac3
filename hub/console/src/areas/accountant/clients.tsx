import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';

export function Clients() {
  const { t } = useTranslation('accountant');
  return <Page title={t('title')}>…</Page>;
}
