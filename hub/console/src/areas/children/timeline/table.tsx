import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/schemas.ts';
import { todayInRiga } from '../../../i18n/today.ts';
import { useSaid } from '../said.ts';
import { rowsOf } from './rows.ts';

/** The timeline in words: what the picture shows, and more. */
export function TimelineTable({ timeline }: { readonly timeline: Schemas['ChildTimeline'] }) {
  const { t } = useTranslation('children');
  const said = useSaid();
  const rows = rowsOf(timeline, t, said, todayInRiga());
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="scroller low" tabIndex={0} aria-label={t('timeline.asTable')}>
      <table>
        <caption className="hidden">{t('timeline.asTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('timeline.column.from')}</th>
            <th scope="col">{t('timeline.column.to')}</th>
            <th scope="col">{t('timeline.column.what')}</th>
            <th scope="col">{t('timeline.column.more')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, from, to, what, more }) => (
            <tr key={key}>
              <td>{said.date(from)}</td>
              <td>{to === null ? t('timeline.goesOn') : to === undefined ? '' : said.date(to)}</td>
              <th scope="row">{what}</th>
              <td>{more}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
