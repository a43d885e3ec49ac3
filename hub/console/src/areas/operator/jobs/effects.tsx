import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import type { JobPreview } from '../calls.ts';
import { useNames } from '../names.ts';
import { Reasons } from './preview.tsx';

/** What a dry run in the hub did before it was undone: statements, alerts, deliveries. */
export function Effects({ of }: { readonly of: NonNullable<JobPreview['hub']> }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const names = useNames();
  const { taken, notTaken, persons, events } = of;
  return (
    <div className="stack">
      <h3 className="flat">{t('effects.title')}</h3>
      <p>
        {t('effects.taken', { taken: formats.number(taken), persons: formats.number(persons) })}{' '}
        {events.length === 0 && t('effects.noEvents')}
      </p>
      {events.length > 0 && (
        <ul>
          {events.map(({ type, count }) => (
            <li key={type}>
              <strong className="number">{formats.number(count)}</strong> × {names.type(type)}
            </li>
          ))}
        </ul>
      )}
      {notTaken.length > 0 && (
        <div className="banner" data-tone="warn">
          <p>{t('effects.notTaken')}</p>
          <Reasons of={notTaken} />
        </div>
      )}
    </div>
  );
}
