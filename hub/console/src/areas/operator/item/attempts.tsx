import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import type { HeldItemDetail } from '../calls.ts';
import { Code } from '../code.tsx';

/** The last attempts and how each ended. */
export function Attempts({ of }: { readonly of: HeldItemDetail['recentAttempts'] }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  return (
    <section className="card" aria-labelledby="attempts">
      <h2 id="attempts">{t('item.attempts')}</h2>
      {of.length === 0 ? (
        <p>{t('item.noAttempts')}</p>
      ) : (
        <ul className="plain stack">
          {of.map(({ at, reason, path }) => (
            <li key={`${at} ${reason} ${path}`}>
              <time dateTime={at}>{formats.time(at)}</time>
              <br />
              <Code of={reason} /> {path && <code>{path}</code>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
