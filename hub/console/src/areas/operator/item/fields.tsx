import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../../../ui/tag.tsx';
import type { HeldField } from '../calls.ts';

const TONES = {
  clear: 'plain',
  sealed: 'plain',
  withheld: 'plain',
  invalid: 'bad',
  missing: 'warn',
} as const satisfies Record<HeldField['state'], Tone>;

/** Every field of the contract: what it means, and its value if an operator may see it. */
export function Fields({ of }: { readonly of: readonly HeldField[] }) {
  const { t } = useTranslation('operator');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="scroller tall" tabIndex={0} aria-label={t('fields.title')}>
      <table>
        <caption className="hidden">{t('fields.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('fields.path')}</th>
            <th scope="col">{t('fields.value')}</th>
            <th scope="col" className="aside">
              {t('fields.meaning')}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ path, meaning, state, value }) => (
            <tr key={path}>
              <th scope="row">
                <code>{path}</code>
              </th>
              <td>
                {state === 'clear' ? (
                  <code>{String(value)}</code>
                ) : (
                  <Tag tone={TONES[state]}>{t(`fields.${state}`)}</Tag>
                )}
              </td>
              <td className="aside soft" lang="en">
                {meaning}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
