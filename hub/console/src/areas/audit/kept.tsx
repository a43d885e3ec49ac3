import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/schemas.ts';
import { useFormats } from '../../i18n/formats.ts';
import { Tag } from '../../ui/tag.tsx';

/** Whether the person sees an entry, and why not. */
export function Kept({ embargo, visibleFrom }: Pick<Schemas['AccessLogItem'], 'embargo' | 'visibleFrom'>) {
  const { t } = useTranslation('audit');
  const { time } = useFormats();
  if (embargo === null) return <Tag tone="good">{t('visible')}</Tag>;
  return (
    <>
      <Tag tone="warn">{t(`kept.${embargo}`)}</Tag>
      {visibleFrom && <span className="note">{t('visibleFrom', { time: time(visibleFrom) })}</span>}
    </>
  );
}
