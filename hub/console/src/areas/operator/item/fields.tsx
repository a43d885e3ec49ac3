import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/language.ts';
import { Scroller } from '../../../ui/scroller.tsx';
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
  const language = useLanguage();
  return (
    <Scroller label={t('fields.title')} kind="tall">
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
              <td className="aside soft">{meaning?.[language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
