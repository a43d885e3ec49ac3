import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import type { Service } from '../calls.ts';
import { useSpans } from '../spans.ts';

/** The queues of a service: how much waits, how much comes and goes, and how old the oldest is. */
export function Queues({ service: { service, queues } }: { readonly service: Service }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const spans = useSpans();
  if (queues.length === 0) return null;
  const number = (value: number | null) => (value === null ? '–' : formats.number(value));
  const label = t('operations.queuesOf', { service });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="scroller compact" tabIndex={0} aria-label={label}>
      <table>
        <caption className="hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('operations.queue')}</th>
            <th scope="col" className="number">
              {t('operations.depth')}
            </th>
            <th scope="col" className="number">
              {t('operations.in')}
            </th>
            <th scope="col" className="number">
              {t('operations.out')}
            </th>
            <th scope="col" className="number">
              {t('operations.oldest')}
            </th>
          </tr>
        </thead>
        <tbody>
          {queues.map(({ queue, depth, consumers, inPerMinute, outPerMinute, oldestSeconds }) => (
            <tr key={queue}>
              <th scope="row">
                <QueueName of={queue} />
                {consumers === 0 && <span className="soft"> {t('operations.noConsumer')}</span>}
              </th>
              <td className="number">{number(depth)}</td>
              <td className="number">{number(inPerMinute)}</td>
              <td className="number">{number(outPerMinute)}</td>
              <td className="number">{spans(oldestSeconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A name that breaks at its dots and nowhere else. */
const QueueName = ({ of }: { readonly of: string }) => (
  <code>
    {of.split('.').map((part, place) => (
      <Fragment key={part}>
        {place > 0 && (
          <>
            .<wbr />
          </>
        )}
        {part}
      </Fragment>
    ))}
  </code>
);
