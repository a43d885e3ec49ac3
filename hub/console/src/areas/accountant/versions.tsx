import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import type { ClientMonth } from './data.ts';
import { Changes } from './notes.tsx';

/** Every version of the month: what was said when, and why it changed. */
export function Versions({ versions }: { readonly versions: ClientMonth['versions'] }) {
  const { t } = useTranslation('accountant');
  const { money, change, time } = useFormats();
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t('month.versions')}</h2>
      <VirtualTable
        label={t('month.versions')}
        rows={versions}
        keyOf={({ version }) => String(version)}
        columns={[
          { id: 'version', title: t('column.version'), cell: (each) => each.version },
          { id: 'computed', title: t('column.computed'), cell: (each) => time(each.computedAt) },
          {
            id: 'allowance',
            title: t('column.allowance'),
            isNumber: true,
            cell: (each) => money(each.allowance),
          },
          { id: 'delta', title: t('column.delta'), isNumber: true, cell: (each) => change(each.delta) },
          {
            id: 'share',
            title: t('column.share'),
            isNumber: true,
            cell: (each) => money(each.clientShare),
          },
          {
            id: 'why',
            title: t('column.why'),
            cell: (each) =>
              each.supersedes === null ? t('month.first') : <Changes changes={each.changes} />,
          },
        ]}
      />
    </section>
  );
}
