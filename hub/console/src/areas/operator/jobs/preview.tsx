import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import { Facts } from '../../../ui/facts.tsx';
import type { FailureGroup, JobPreview } from '../calls.ts';
import { Code } from '../code.tsx';
import { useNames } from '../names.ts';
import { Effects } from './effects.tsx';

/** What a job would be about and what it would change; nothing was changed for it. */
export function Preview({ of: preview }: { readonly of: JobPreview }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const { total, persons, busy, groups, sample, hub, others, action } = preview;
  const names = useNames();
  // What is not as its contract says is not taken either: it is said once.
  const isNews = ({ reason, path }: { readonly reason: string; readonly path: string | null }) =>
    !sample.stillUnreadable.some((other) => other.reason === reason && other.path === path);
  return (
    <section className="stack" aria-label={t('preview.title')}>
      {total === 0 && (
        <p className="banner" role="status">
          {t('preview.nothing')}
        </p>
      )}
      <Facts
        of={[
          [t('preview.total'), formats.number(total)],
          [t('preview.persons'), persons === null ? t('preview.manyPersons') : formats.number(persons)],
          ...(busy > 0 ? [[t('preview.busy'), formats.number(busy)] as const] : []),
          ...(action === 'retry'
            ? [
                [
                  t('preview.readable'),
                  t('preview.readableOf', {
                    readable: formats.number(sample.readable),
                    size: formats.number(sample.size),
                  }),
                ] as const,
              ]
            : []),
        ]}
      />
      {groups.length > 1 && <Groups groups={groups} />}
      {sample.stillUnreadable.length > 0 && (
        <div className="banner" data-tone="warn">
          <p>{t('preview.stillUnreadable')}</p>
          <Reasons of={sample.stillUnreadable} />
        </div>
      )}
      {hub && <Effects of={{ ...hub, notTaken: hub.notTaken.filter(isNews) }} />}
      {action === 'retry' && !hub && others.length === 0 && total > 0 && <p>{t('preview.noDryRun')}</p>}
      {others.length > 0 && (
        <ul>
          {others.map(({ service, count, what }) => (
            <li key={`${service} ${what}`}>
              {names.service(service)}: {t(`preview.${what}`, { count })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export const Reasons = ({
  of,
}: {
  readonly of: readonly { readonly reason: string; readonly path: string | null; readonly count: number }[];
}) => (
  <ul>
    {of.map(({ reason, path, count }) => (
      <li key={`${reason} ${path}`}>
        {count} × <Code of={reason} /> {path && <code>{path}</code>}
      </li>
    ))}
  </ul>
);

function Groups({ groups }: { readonly groups: readonly FailureGroup[] }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const names = useNames();
  const label = t('preview.groups');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="scroller low compact" tabIndex={0} aria-label={label}>
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.reason')}</th>
            <th scope="col">{t('column.service')}</th>
            <th scope="col">{t('column.type')}</th>
            <th scope="col" className="number">
              {t('column.count')}
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ kind, service, queue, type, reason, path, state, count }) => (
            <tr key={[kind, service, queue, type, reason, path, state].join(' ')}>
              <th scope="row">
                <Code of={reason} /> {path && <code>{path}</code>}
              </th>
              <td>{names.service(service)}</td>
              <td>{names.type(type)}</td>
              <td className="number">{formats.number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
