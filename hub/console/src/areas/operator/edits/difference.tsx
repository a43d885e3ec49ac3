import { useTranslation } from 'react-i18next';
import type { Edit } from '../calls.ts';

type Value = Edit['difference'][number]['before'];
interface Differs {
  readonly path: string;
  readonly before: Value;
  readonly beforeState: string;
  readonly after: Value;
}
const SAID = ['clear', 'invalid', 'withheld', 'missing', 'sealed'] as const;

/** What each field was and what it is to be; readers of screens hear the words, not only the colours. */
export function Difference({ of }: { readonly of: readonly Differs[] }) {
  const { t } = useTranslation('operator');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="scroller" tabIndex={0} aria-label={t('edit.difference')}>
      <table>
        <caption className="hidden">{t('edit.difference')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('fields.path')}</th>
            <th scope="col">{t('edit.before')}</th>
            <th scope="col">{t('edit.after')}</th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ path, before, beforeState, after }) => {
            const state = SAID.find((each) => each === beforeState) ?? 'withheld';
            return (
              <tr key={path}>
                <th scope="row">
                  <code>{path}</code>
                </th>
                <td>
                  <del>{state === 'clear' ? JSON.stringify(before) : t(`fields.${state}`)}</del>
                </td>
                <td>
                  <ins>{after === null ? t('edit.takenOut') : JSON.stringify(after)}</ins>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
