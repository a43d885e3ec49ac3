import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import type { Control } from '../calls.ts';

/** Who stopped something by hand, since when and why, and whether the service has said that it does so. */
export function ControlSaid({ control }: { readonly control: Control }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  return (
    <p className="banner" data-tone="warn">
      {t('control.said', { by: control.by, since: formats.time(control.since) })} {control.reason}{' '}
      <strong>{control.acknowledged ? t('control.acknowledged') : t('control.notAcknowledged')}</strong>
    </p>
  );
}
